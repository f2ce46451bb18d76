"""From content files to lessons: by id out of a content folder, or from a path anywhere."""

from pathlib import Path
from typing import cast

from tutor.lessons.errors import ContentError
from tutor.lessons.front_matter import Field, Source, read_source
from tutor.lessons.magnitude import LARGEST, largest
from tutor.lessons.problem import LANGUAGES, Essay, Language, Lesson, Problem, Wording
from tutor.lessons.sections import PROBLEM_SECTIONS, check_names, split, split_prompts
from tutor.lessons.setting import read_data, read_network, read_theta

# The folders of a content folder that hold shared wording, not problems.
SHARED = frozenset({"stages", "help", "interface", "mistakes", "skills"})


def load(path: Path) -> Lesson:
    """The lesson in this file, with the translations beside it (`NAME.LANG.md`). Raises ContentError."""
    source = read_source(path)
    if any(name == "kind" for name, _ in source.front.items()):
        return _essay(source)
    members = source.front.members(
        ("id", "lang", "title", "network", "data", "learning_rate"), ("cost", "theta", "digits")
    )
    wordings = _wordings(source, members)
    network = read_network(members["network"], members.get("cost"))
    data = read_data(members["data"], network)
    theta = read_theta(members.get("theta"), network)
    learning_rate = members["learning_rate"].number()
    if largest(network, data, theta, learning_rate) > LARGEST:
        raise members["network"].error("too_large")
    digits = members["digits"].whole(1, 12) if "digits" in members else None
    return Problem(members["id"].text(), path, wordings, network, data, theta, learning_rate, digits=digits)


def _essay(source: Source) -> Essay:
    members = source.front.members(("id", "lang", "title", "kind"))
    members["kind"].choice(("essay",))
    wordings = _wordings(source, members)
    first, *others = wordings.values()
    names = _prompt_names(first)
    if not names:
        raise ContentError("no_prompts", source.path, source.body_line)
    for other in others:
        if _prompt_names(other) != names:
            raise ContentError("prompts_differ", other.path, other.body.line, expected=", ".join(names))
    return Essay(members["id"].text(), source.path, wordings, names)


def _prompt_names(wording: Wording) -> tuple[str, ...]:
    return tuple(name.removeprefix("prompt.") for name in wording.sections if name.count(".") == 1)


def _wordings(source: Source, members: dict[str, Field]) -> dict[Language, Wording]:
    """The file's own words first, then its translations."""
    essay = "kind" in members
    language = cast("Language", members["lang"].choice(LANGUAGES))
    wordings = {language: _wording(source, members, essay)}
    for other in LANGUAGES:
        translation = source.path.with_name(f"{source.path.name.removesuffix('.md')}.{other}.md")
        if other == language or not translation.is_file():
            continue
        translated = read_source(translation)
        head = translated.front.members(("id", "lang", "title"))
        head["lang"].choice((other,))
        head["id"].choice((members["id"].text(),))
        wordings[other] = _wording(translated, head, essay)
    return wordings


def _wording(source: Source, members: dict[str, Field], essay: bool) -> Wording:
    body, sections = split(source.body, source.body_line, source.path)
    if essay:
        sections = split_prompts(sections, source.path)
    else:
        check_names(sections, PROBLEM_SECTIONS, source.path)
    return Wording(source.path, members["title"].text(), body, sections)


def is_translation(path: Path) -> bool:
    """Whether the file is named as a translation of another (`NAME.LANG.md`) that stands beside it."""
    stem = path.name.removesuffix(".md")
    base, _, language = stem.rpartition(".")
    return language in LANGUAGES and bool(base) and path.with_name(f"{base}.md").is_file()


def lesson_files(folder: Path) -> list[Path]:
    """The files of a content folder that hold lessons, in the order a course has them."""
    folders = sorted(child for child in folder.iterdir() if child.is_dir() and child.name not in SHARED)
    return [path for child in folders for path in sorted(child.glob("*.md")) if not is_translation(path)]


def find(name: str, folder: Path) -> Path | None:
    """The file of a lesson named by id, or by its path or a translation's; None where there is none."""
    for path in lesson_files(folder):
        if path.name == f"{name}.md":
            return path
    try:
        path = Path(name).expanduser()
        if not path.exists() or path.is_dir():
            return None
    except (OSError, RuntimeError, ValueError):  # too long for a name, nobody's home folder, a NUL
        return None
    if is_translation(path):
        return path.with_name(f"{path.name.removesuffix('.md').rpartition('.')[0]}.md")
    return path
