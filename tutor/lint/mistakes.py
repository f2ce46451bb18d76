"""The words about mistakes: there for each in both languages, right wherever it shows, and no answer given away."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tutor.diagnosis.explanations import PARTS
from tutor.diagnosis.vocabulary import GIVES_AWAY
from tutor.lessons.problem import LANGUAGES, Section
from tutor.lessons.template import TemplateError, mentions
from tutor.lessons.words import read_words
from tutor.lint.findings import Finding, of_template
from tutor.lint.formulas import check_all_formulas
from tutor.lint.mistake_cases import Case, cases
from tutor.lint.mistake_sections import MistakeFile, read_mistakes
from tutor.lint.passages import Passage
from tutor.lint.placeholders import error_of
from tutor.lint.samples import samples
from tutor.mistakes.everything import all_ids

FOLDER = "mistakes"
ANSWERS = frozenset(("C", "P", "partials", "updates", "forward", *GIVES_AWAY))
"""Names that would tell a learner what was asked; so would that of any quantity, such as `z1@2`."""
_PLAIN_NAME = re.compile(r"[A-Za-z_]+\Z")


def check_mistakes(kinds: Iterable[str], root: Path) -> Iterator[Finding]:
    """Check the words about some kinds of mistakes in a content folder."""
    files: list[MistakeFile] = []
    for kind in dict.fromkeys(kinds):
        allowed = tuple(name for name in all_ids() if name.startswith(f"{kind}."))
        for language in LANGUAGES:
            path = root / FOLDER / f"{kind}.{language}.md"
            try:
                found = read_mistakes(path, path.read_text(encoding="utf-8"), allowed)
            except UnicodeDecodeError:
                yield Finding(path, 1, "content.not_utf8")
                continue
            except FileNotFoundError:
                yield Finding(path, 1, "lint.no_page")
                continue
            yield from found.findings
            yield from _missing(found, allowed)
            yield from _titles(found, kind, allowed, root)
            files.append(found)
    yield from _filled(files, root)


def _missing(found: MistakeFile, allowed: tuple[str, ...]) -> Iterator[Finding]:
    for name in allowed:
        if name not in found.lines:
            yield Finding(found.path, 1, "lint.no_section", {"name": name})
            continue
        for part in PARTS:
            if part not in found.sections.get(name, {}):
                yield Finding(found.path, found.lines[name], "lint.no_section", {"name": part})


def _titles(found: MistakeFile, kind: str, allowed: tuple[str, ...], root: Path) -> Iterator[Finding]:
    """Mistakes without a title among the interface's words, and titles of none."""
    language = found.path.stem.rpartition(".")[2]
    words = read_words(root, "ko" if language == "ko" else "en")
    for name in allowed:
        if not words.has(f"mistake.{name}"):
            yield Finding(found.path, found.lines.get(name, 1), "lint.no_title", {"name": name})
    for key in words.templates:
        name = key.removeprefix("mistake.")
        if name != key and name.startswith(f"{kind}.") and name not in allowed:
            yield Finding(found.path, 1, "lint.title_of_none", {"name": name})


def _filled(files: list[MistakeFile], root: Path) -> Iterator[Finding]:
    """What is wrong with the words once filled, in the cases of all samples."""
    where: dict[str, list[Case]] = {}
    kinds = frozenset(found.path.name.partition(".")[0] for found in files)
    for problem in samples(root / FOLDER):
        for case in cases(problem, kinds):
            where.setdefault(case.id, []).append(case)
    for found in files:
        for name, parts in found.sections.items():
            for part, section in parts.items():
                yield from _section(found.path, section, [case for case in where.get(name, []) if part in case.parts])


def _section(path: Path, section: Section, where: list[Case]) -> Iterator[Finding]:
    faults = list(_mentioned(path, section, where))
    shown = [] if faults else [Passage(path, section, case.names, is_shared=True) for case in where]
    yield from faults
    yield from check_all_formulas(shown)


def _mentioned(path: Path, section: Section, where: list[Case]) -> Iterator[Finding]:
    """Placeholders that give an answer away, and those that no case offers, in branches that none takes as well."""
    try:
        mentioned = list(mentions(section.text))
    except TemplateError as error:
        yield of_template(error, path, section.line)
        return
    for mention in mentioned:
        if mention.name in ANSWERS or not _PLAIN_NAME.match(mention.name):
            yield Finding(path, section.line + mention.line - 1, "lint.gives_away", {"name": mention.name})
            continue
        faults: list[TemplateError] = []
        for case in where:
            fault = error_of(mention, case.names)
            if fault is None:
                break
            faults.append(fault)
        else:
            yield from (of_template(fault, path, section.line) for fault in faults[:1])
