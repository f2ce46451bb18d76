"""`backprop-tutor sheet PROBLEM`: a page for the learner's own working; from a pipe, each line marked and printed."""

import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.classroom.decoding import lines_of
from tutor.cli.columns import grid_rows, paragraph
from tutor.cli.completing import problem_argument
from tutor.cli.face import open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.output import draws_formulas, one_line, put, put_json
from tutor.cli.refusals import REFUSED, Refused
from tutor.cli.spoken import Spoken, everywhere, json_option, lines_option
from tutor.lessons.problem import Problem
from tutor.session.desk import Desk
from tutor.session.naming import Naming
from tutor.session.sheet_desk import Marked, SheetDesk
from tutor.session.sheet_export import as_markdown
from tutor.session.sheet_lines import MOST_LINES, SheetLine
from tutor.session.sheet_words import headline, mark_shown, said_below, said_of
from tutor.session.start import Beginning
from tutor.sheet.verdict import LineMark, LineVerdict

BELOW = " " * 4
NOT_ALL_RIGHT = 1


@click.command("sheet", cls=Spoken)
@problem_argument
@click.option("--markdown", is_flag=True, help="option_markdown")
@json_option
@lines_option
@everywhere
def sheet(invocation: Invocation, problem: str, markdown: bool) -> int:
    """Open a problem's sheet, or mark the lines that come from a pipe."""
    lesson = load_problem(problem)
    lines = [] if invocation.in_lines and not markdown else _piped()
    if markdown:
        put(_markdown(lesson, _marked(lesson, lines) if lines else _kept(lesson, invocation), invocation))
        return 0
    if not lines:
        return open_face(invocation, Beginning(sheet=lesson), in_lines=wants_lines(invocation))
    marked = _marked(lesson, lines)
    verdicts = {line.number: marked.verdicts[line.number] for line in marked.lines}
    if invocation.json:
        put_json({"lines": [_as_json(number, one, invocation) for number, one in verdicts.items()]})
    else:
        _print(lesson, marked.first_wrong, verdicts, invocation)
    return _status(verdicts.values())


def _piped() -> list[str]:
    """The lines that come from a pipe or a file, none where all are empty. Raises Refused where there are too many."""
    if sys.stdin is None or sys.stdin.isatty():
        return []
    lines = [line.text if line.text is not None else "\ufffd" for line in lines_of(None)]
    if sum(bool(line.strip()) for line in lines) > MOST_LINES:
        raise Refused("sheet_too_long", most=str(MOST_LINES))
    return lines if any(line.strip() for line in lines) else []


def _marked(problem: Problem, lines: Sequence[str]) -> Marked:
    """The lines as they stand, by their numbers; an empty one says where something new begins, and nothing else."""
    verdicts = dict(enumerate(later.mark_sheet(problem, lines), 1))
    return Marked(tuple(SheetLine(number, line) for number, line in enumerate(lines, 1) if line.strip()), verdicts)


def _kept(problem: Problem, invocation: Invocation) -> Marked:
    """The sheet that the learner's records have."""
    journal = invocation.journal()
    if journal is None:
        return Marked()
    with journal:

        def now() -> datetime:
            return datetime.now(UTC)

        desk = Desk(problem, journal, now, invocation.language)
        return SheetDesk(desk, journal, now, lambda lines: later.mark_sheet(problem, lines)).marked


def _markdown(problem: Problem, marked: Marked, invocation: Invocation) -> str:
    words = invocation.words
    title = words("sheet.title", id=problem.id, title=problem.wording(invocation.language).title)
    return as_markdown(title, marked, Naming(words).of(problem)).rstrip("\n")


def _print(
    problem: Problem, first: SheetLine | None, verdicts: Mapping[int, LineVerdict], invocation: Invocation
) -> None:
    naming = Naming(invocation.words, plain=not draws_formulas()).of(problem)
    rows = [
        (str(number), mark_shown(one.mark, naming), naming.math(one.latex) if one.latex else one_line(one.text))
        for number, one in verdicts.items()
    ]
    said = said_below(verdicts.values(), naming)
    for row, more, (number, verdict) in zip(grid_rows(rows, 2, right=(0,)), said, verdicts.items(), strict=True):
        put("\n".join(row))
        rule = headline(verdict, naming) if first is not None and number == first.number else ""
        for told in filter(None, (more, rule)):
            for below in paragraph(one_line(told)).split("\n"):
                put(f"{BELOW}{below}")


def _as_json(number: int, verdict: LineVerdict, invocation: Invocation) -> dict[str, Any]:
    return {
        "line": number,
        "text": verdict.text,
        "mark": verdict.mark.value,
        "reading": verdict.latex,
        "states": list(verdict.states),
        "found": {str(field): text for field, text in verdict.found.items()},
        "breaks": verdict.breaks,
        "diagnoses": [{"mistakes": list(made)} for made in verdict.made_by],
        "sure": verdict.is_sure,
        "message": said_of(verdict, Naming(invocation.words)),
    }


def _status(verdicts: Collection[LineVerdict]) -> int:
    """0 where all lines that say something are right, 1 where some are not, 2 where one could not be read."""
    marks = {one.mark for one in verdicts}
    if LineMark.UNREAD in marks:
        return REFUSED
    return 0 if all(mark.is_right or mark is LineMark.NOTE for mark in marks) else NOT_ALL_RIGHT
