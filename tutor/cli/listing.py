"""`backprop-tutor list`: what there is to work on, and how far the learner is."""

from collections.abc import Sequence

import click

from tutor.cli.columns import grid
from tutor.cli.failures import in_content
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put
from tutor.cli.problems import folder_of
from tutor.cli.refusals import Refused, shorten
from tutor.cli.spoken import Spoken, everywhere
from tutor.journal.journal import Journal
from tutor.lessons.content import content_folder
from tutor.lessons.groups import of_folder
from tutor.lessons.load import lesson_files, load
from tutor.lessons.problem import Essay, Lesson
from tutor.lessons.shelf import by_length, is_on_shelf
from tutor.lessons.words import Words
from tutor.session.record_names import record_name
from tutor.session.standing import reached


@click.command("list", cls=Spoken)
@click.argument("folder", required=False, type=click.Path(), metavar="[FOLDER]")
@everywhere
def list_lessons(invocation: Invocation, folder: str | None) -> int:
    """List the lessons that come with the tutor, or those of a folder."""
    return _list_own(folder, invocation) if folder is not None else _list_all(invocation)


def _list_own(name: str, invocation: Invocation) -> int:
    """The problems of a folder; what is wrong with other files there is told beside them."""
    folder, words = folder_of(name), invocation.words
    if folder is None:
        raise Refused("no_folder", name=shorten(name))
    own = of_folder(folder)
    for fault in own.faults:
        put(one_line(in_content(fault, words)), error=True)
    if own.left_out:
        put(words("home.left_out", number=own.left_out), error=True)
    _put(_rows(own.lessons, invocation))
    return 0


def _list_all(invocation: Invocation) -> int:
    paths = lesson_files(content_folder())
    course = [load(path) for path in paths if not is_on_shelf(path)]
    shelf = by_length(load(path) for path in paths if is_on_shelf(path))
    rows = _rows([*course, *shelf], invocation)
    _put(rows[: len(course)])
    if shelf:
        put(f"\n{invocation.words('home.shelf')}")
        _put(rows[len(course) :])
    return 0


def _put(rows: Sequence[Sequence[str]]) -> None:
    for line in grid(rows, 1):
        put(line)


def _rows(lessons: Sequence[Lesson], invocation: Invocation) -> list[tuple[str, ...]]:
    words = invocation.words
    progress = _progress(lessons, invocation)
    return [
        (
            one_line(lesson.id),
            one_line(lesson.wording(invocation.language).title),
            words("cli.kind_essay" if isinstance(lesson, Essay) else "cli.kind_problem"),
            state,
        )
        for lesson, state in zip(lessons, progress, strict=True)
    ]


def _progress(lessons: Sequence[Lesson], invocation: Invocation) -> list[str]:
    journal = invocation.journal()
    if journal is None:
        return [""] * len(lessons)
    with journal:
        found = [_state(lesson, journal, invocation.words) for lesson in lessons]
    while notice := journal.take_notice():
        invocation.notices.append(notice)
    return found


def _state(lesson: Lesson, journal: Journal, words: Words) -> str:
    """How many fields are right, of how many; of an essay, how many questions have an answer."""
    done, of = reached(lesson, journal)
    is_begun = bool(done) if isinstance(lesson, Essay) else bool(journal.standing([record_name(lesson)]))
    return words("cli.progress", done=done, all=of) if is_begun else ""
