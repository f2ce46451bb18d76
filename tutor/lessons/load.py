"""From content files to lessons: by id out of a content folder, or from a path anywhere."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tutor.lessons.asking import Asking, read_asking
from tutor.lessons.errors import ContentError, ContentErrors, Faults
from tutor.lessons.front_matter import Field, Source, read_source
from tutor.lessons.given_numbers import read_data, read_theta
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.magnitude import LARGEST, largest
from tutor.lessons.problem import Essay, Lesson, Point, Problem, Wording
from tutor.lessons.sections import PROBLEM_SECTIONS, check_names, split, split_prompts
from tutor.lessons.setting import read_setting
from tutor.network.architecture import Network
from tutor.network.graph import Graph

MOST_DIGITS, LONGEST_SOURCE = 12, 500
ORIGIN = ("source", "author")
REQUIRED = ("id", "lang", "title", "network", "data")
OPTIONAL = (
    *("learning_rate", "cost", "theta", "weights", "fixed", "tied", "penalty", "names", "ask", "digits"),
    *("answer", "after", *ORIGIN),
)
REQUIRED_OF_GRAPHS = ("id", "lang", "title", "graph")
OPTIONAL_OF_GRAPHS = (
    *("inputs", "parameters", "objective", "data", "learning_rate", "ask", "digits", "answer", "after", *ORIGIN),
)
LABORATORIES = ("uat",)
"""What an essay can have to play with: the universal approximation theorem at work."""
SHELF = "classics"
"""The folder of a content folder that holds well-known exercises of others, which belong to no course."""
# The folders of a content folder that hold shared wording, not problems.
SHARED = frozenset({"stages", "help", "interface", "mistakes", "primers", "skills", "why"})


class Reading(NamedTuple):
    """What could be read of a lesson, and all that is wrong with its files."""

    lesson: Lesson | None
    errors: tuple[ContentError, ...]


def load(path: Path) -> Lesson:
    """The lesson in this file, with the translations beside it (`NAME.LANG.md`). Raises ContentError, of all faults."""
    lesson, errors = read(path)
    if errors or lesson is None:
        raise ContentErrors(errors)
    return lesson


def read(path: Path) -> Reading:
    """The lesson in this file, read as far as it can be. A lesson that is read has no more faults than those told."""
    faults = Faults()
    source = faults.read(partial(read_source, path))
    lesson: Lesson | None = None
    if source is not None:
        keys = {name for name, _ in source.front.items()}
        lesson = (_essay if "kind" in keys else _graph_problem if "graph" in keys else _problem)(source, faults)
    return Reading(lesson, faults.in_order(path))


def _problem(source: Source, faults: Faults) -> Problem | None:
    """A network's problem."""
    members = source.front.members(REQUIRED, OPTIONAL, faults)
    setting = read_setting(members, faults)
    asking = read_asking(members, setting.names, faults)
    data = faults.read(partial(read_data, members["data"], setting, faults)) if "data" in members else None
    theta = faults.read(partial(read_theta, members, setting, faults))
    rate = _learning_rate(source, members, asking, faults, needed="ask" not in members)
    network = setting.network
    if network is None or data is None or theta is None or rate is None:
        network = None
    elif largest(network, data, theta, rate) > LARGEST:
        faults.add(members["network"].error("too_large"))
        network = None
    shown = setting.names.shown if setting.names else {}
    return _built(source, members, (network, data, theta, rate), asking, shown, faults)


def _graph_problem(source: Source, faults: Faults) -> Problem | None:
    """A computation graph's problem."""
    from tutor.lessons.graph_setting import read_graph  # networks are the first that most learners open

    members = source.front.members(REQUIRED_OF_GRAPHS, OPTIONAL_OF_GRAPHS, faults)
    setting = read_graph(members, faults)
    asking = read_asking(members, setting.names, faults)
    rate = _learning_rate(source, members, asking, faults, needed=False)
    return _built(source, members, (setting.graph, setting.data, setting.theta, rate), asking, {}, faults)


def _built(
    source: Source,
    members: dict[str, Field],
    numbers: tuple[Network | Graph | None, tuple[Point, ...] | None, tuple[Fraction, ...] | None, Fraction | None],
    asking: Asking,
    shown: Mapping[str, str],
    faults: Faults,
) -> Problem | None:
    """The problem, if all that it needs could be read."""
    wordings = _wordings(source, members, faults)
    origin = {name: faults.read(partial(members[name].text, LONGEST_SOURCE)) for name in ORIGIN if name in members}
    name = faults.read(members["id"].text) if "id" in members else None
    digits = faults.read(partial(members["digits"].whole, 1, MOST_DIGITS)) if "digits" in members else None
    computation, data, theta, rate = numbers
    if name is None or wordings is None or computation is None or data is None or theta is None or rate is None:
        return None
    return Problem(
        name,
        source.path,
        wordings,
        computation,
        data,
        theta,
        rate,
        digits=digits,
        names=shown,
        ask=asking.ask,
        answer=asking.answer,
        after=asking.after,
        source=origin.get("source"),
        author=origin.get("author"),
    )


def _learning_rate(
    source: Source, members: dict[str, Field], asking: Asking, faults: Faults, *, needed: bool
) -> Fraction | None:
    """η; 0 where none is given, it is not `needed` and no step is asked for."""
    if "learning_rate" in members:
        rate = faults.read(members["learning_rate"].number)
        if rate == 0:
            faults.add(members["learning_rate"].error("rate_zero"))
        return rate
    if not needed and not asking.step:
        return Fraction(0)
    if any(error.params.get("near") == "learning_rate" for error in faults.found):
        return None  # it goes by another name, which is told already
    allowed = REQUIRED_OF_GRAPHS + OPTIONAL_OF_GRAPHS if "graph" in members else REQUIRED + OPTIONAL
    faults.add(source.front.error("missing_key", name="learning_rate", allowed=", ".join(allowed)))
    return None


def _essay(source: Source, faults: Faults) -> Essay | None:
    members = source.front.members(("id", "lang", "title", "kind"), ("laboratory",), faults)
    faults.read(partial(members["kind"].choice, ("essay",)))
    if "laboratory" in members:
        faults.read(partial(members["laboratory"].choice, LABORATORIES))
    name = faults.read(members["id"].text) if "id" in members else None
    wordings = _wordings(source, members, faults)
    if name is None or wordings is None:
        return None
    first, *others = wordings.values()
    names = _prompt_names(first)
    if not names and not faults.found:
        faults.add(ContentError("no_prompts", source.path, source.body_line))
    for other in others:
        if names and _prompt_names(other) != names:
            faults.add(ContentError("prompts_differ", other.path, other.body.line, expected=", ".join(names)))
    return None if faults.found else Essay(name, source.path, wordings, names, "laboratory" in members)


def _prompt_names(wording: Wording) -> tuple[str, ...]:
    return tuple(name.removeprefix("prompt.") for name in wording.sections if name.count(".") == 1)


def _wordings(source: Source, members: dict[str, Field], faults: Faults) -> dict[Language, Wording] | None:
    """The file's own words first, then its translations; None where the file's own can't be read."""
    essay = "kind" in members
    own = _wording(source, members, essay, faults)
    language = faults.read(partial(members["lang"].choice, LANGUAGES)) if "lang" in members else None
    if own is None or language is None:
        return None
    wordings = {language: own}
    for other in LANGUAGES:
        translation = source.path.with_name(f"{source.path.name.removesuffix('.md')}.{other}.md")
        if other == language or not translation.is_file():
            continue
        translated = faults.read(partial(read_source, translation))
        if translated is None:
            continue
        head = translated.front.members(("id", "lang", "title"), (), faults)
        if "lang" in head:
            faults.read(partial(head["lang"].choice, (other,)))
        if "id" in head and "id" in members:
            faults.read(lambda head=head: head["id"].choice((members["id"].text(),)))  # type: ignore[misc]
        wording = _wording(translated, head, essay, faults)
        if wording is not None:
            wordings[other] = wording
    return wordings


def _wording(source: Source, members: dict[str, Field], essay: bool, faults: Faults) -> Wording | None:
    body, sections = split(source.body, source.body_line, source.path, faults)
    if essay:
        sections = split_prompts(sections, source.path, faults)
    else:
        check_names(sections, PROBLEM_SECTIONS, source.path, faults)
    title = faults.read(members["title"].text) if "title" in members else None
    return Wording(source.path, title, body, sections) if title is not None else None


def is_translation(path: Path) -> bool:
    """Whether the file is named as a translation of another (`NAME.LANG.md`) that stands beside it."""
    stem = path.name.removesuffix(".md")
    base, _, language = stem.rpartition(".")
    return language in LANGUAGES and bool(base) and path.with_name(f"{base}.md").is_file()


def lesson_files(folder: Path) -> list[Path]:
    """The files of a content folder that hold lessons: the course's in its order, then the shelf's by name."""
    folders = [child for child in folder.iterdir() if child.is_dir() and child.name not in SHARED]
    folders.sort(key=lambda child: (child.name == SHELF, child.name))
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
