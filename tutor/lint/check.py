"""Checking content: what each file is, and which checks belong to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from tutor.lessons.languages import FILE as LANGUAGES_FILE
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import SHARED, is_translation
from tutor.lessons.mistake_texts import FOLDER as MISTAKES
from tutor.lessons.primer import FOLDER as PRIMERS
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.self_explanation import FOLDER as WHYS
from tutor.lessons.stages import KINDS, STAGE_IDS
from tutor.lessons.why_plans import PLANS as WHY_PLANS
from tutor.lessons.wording import OF_GRAPHS
from tutor.lint.findings import Finding, Report
from tutor.lint.interface import check_interface, check_keys_once, check_languages
from tutor.lint.lessons import check_lesson
from tutor.lint.mistakes import check_mistakes
from tutor.lint.named_texts import check_primer, check_why
from tutor.lint.pages import check_page
from tutor.lint.skills import check_skill
from tutor.lint.stages import BESIDE_STAGES, check_beside, check_stage
from tutor.mistakes.code import code_ids
from tutor.mistakes.everything import all_ids
from tutor.practice.skills import SKILLS
from tutor.practice.texts import FOLDER as SKILLS_FOLDER

MOST_FINDINGS = 40
"""How many findings of one file are told."""
STAGES, HELP, INTERFACE = "stages", "help", "interface"
_BY_NAME: Mapping[str, tuple[tuple[str, ...], Callable[[str, Path], Iterator[Finding]]]] = {
    SKILLS_FOLDER: (tuple(SKILLS), check_skill),
    PRIMERS: (tuple(PLANS), check_primer),
    WHYS: (tuple(WHY_PLANS), check_why),
}
"""The folders of which each file is checked by itself: the names of all that there is, and what checks one."""


@dataclass
class _Work:
    """What is to be checked; each thing once, however many paths lead to it. Dicts for their order."""

    content: Path
    """The content folder of what belongs to none."""
    checks: dict[tuple[Callable[..., Iterator[Finding]], tuple[Any, ...]], None] = field(default_factory=dict)
    """What checks one thing by itself, with what it is called with."""
    mistakes: dict[Path, dict[str, None]] = field(default_factory=dict)
    """The ids of mistakes to check in each content folder: all at once, for the cases are the same."""
    by_name: dict[str, dict[Path, dict[str, None]]] = field(default_factory=lambda: {kind: {} for kind in _BY_NAME})
    """The skills, primers and questions why to check in each content folder."""
    unknown: list[Path] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

    def add(self, check: Callable[..., Iterator[Finding]], *values: Any) -> None:
        """One more thing is to be checked."""
        self.checks[check, values] = None


def check(paths: Iterable[Path], content: Path) -> Report:
    """Check files, and folders with all that is in them.

    A file that belongs to a content folder (one with `stages`) is checked with that folder's shared wording, any other
    with `content`'s.
    """
    work = _Work(content)
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.is_file() and inner.suffix in (".md", ".toml") and not hidden:
                    _sort(inner, work)
        else:
            _sort(path, work, named=True)
    # A fault in shared wording comes up with every field it is tried on, and is told once.
    findings = dict.fromkeys(_findings(work))
    order = sorted(findings, key=lambda finding: (str(finding.path), finding.line))
    return Report(tuple(order), len(work.files))


def content_root(path: Path) -> Path | None:
    """The content folder that a file is in: the nearest one above it that has a folder `stages`."""
    return next((parent for parent in path.resolve().parents if (parent / STAGES).is_dir()), None)


def _sort(path: Path, work: _Work, *, named: bool = False) -> None:
    """Decide what a file is, by where it stands and what it is called."""
    work.files.add(path)
    folder, kind = path.parent, path.resolve().parent.name
    name, _, language = path.stem.rpartition(".")
    worded = bool(name) and language in LANGUAGES
    if path.name == LANGUAGES_FILE and content_root(path) == path.resolve().parent:
        work.add(check_languages, path)
    elif path.suffix == ".toml" and worded:
        work.add(check_interface, name, folder)
        work.add(check_keys_once, folder)
    elif path.suffix != ".md":
        work.unknown.append(path)
    elif kind == STAGES and content_root(path) == path.resolve().parent.parent:
        _sort_stage(path, name if worded else "", work)
    elif kind in (MISTAKES, *_BY_NAME) and content_root(path) == path.resolve().parent.parent:
        asked, known = _catalogue(kind, work)
        if worded and name in known:
            # Whoever has some of these files checked with their folder wants to know of those that are missing.
            asked.setdefault(folder.parent, {}).update(dict.fromkeys((name,) if named else known))
        else:
            work.unknown.append(path)
    elif worded and (kind == HELP or (folder / STAGES).is_dir()):
        work.add(check_page, name, folder)
    elif is_translation(path):
        _add_lesson(folder / f"{name}.md", work)
    elif kind not in SHARED or named:
        _add_lesson(path, work)
    else:
        work.files.discard(path)  # shared wording of a kind that is not known here


def _catalogue(kind: str, work: _Work) -> tuple[dict[Path, dict[str, None]], tuple[str, ...]]:
    """What is to be checked of a folder's kind, and the names of all that there is of it."""
    if kind == MISTAKES:
        return work.mistakes, (*all_ids(), *code_ids())
    return work.by_name[kind], _BY_NAME[kind][0]


def _sort_stage(path: Path, name: str, work: _Work) -> None:
    """Decide what a file of shared wording is; the name is empty where the file's has not the form."""
    kind, root = name.removeprefix(OF_GRAPHS), path.parent.parent
    stage = next((stage for stage in STAGE_IDS if KINDS[stage] == kind), None)
    if name in BESIDE_STAGES:
        work.add(check_beside, name, root)
    elif stage is None:
        work.unknown.append(path)
    else:
        work.add(check_stage, stage, root, name != kind)


def _add_lesson(path: Path, work: _Work) -> None:
    root = content_root(path)
    work.add(check_lesson, path, root or work.content, root is not None)


def _findings(work: _Work) -> Iterator[Finding]:
    for path in work.unknown:
        yield Finding(path, 1, "lint.not_content")
    yield from chain.from_iterable(map(_first, _checks(work)))


def _checks(work: _Work) -> Iterator[Iterator[Finding]]:
    """What is found in each thing that is to be checked; nothing is looked at before it is asked for."""
    for check_one, values in work.checks:
        yield check_one(*values)
    for folder, ids in work.mistakes.items():
        yield check_mistakes(ids, folder)
    for kind, asked in work.by_name.items():
        for folder, names in asked.items():
            yield from (_BY_NAME[kind][1](name, folder) for name in names)


def _first(findings: Iterator[Finding]) -> Iterator[Finding]:
    """What is found first, and that there is more: of one file nobody reads thousands of lines, or waits for them."""
    seen: dict[Path, set[Finding]] = {}
    for finding in findings:
        of_file = seen.setdefault(finding.path, set())
        of_file.add(finding)
        if len(of_file) > MOST_FINDINGS:
            yield Finding(finding.path, finding.line, "lint.more", {"number": MOST_FINDINGS})
            return
        yield finding
