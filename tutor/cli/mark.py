"""`backprop-tutor mark PROBLEM FIELD=ANSWER …`: each answer marked, the others being what it carries on from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from tutor.answers.verdicts import Mark
from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.columns import grid_rows, line_width
from tutor.cli.completing import problem_argument
from tutor.cli.data_files import file_named
from tutor.cli.failures import KNOWN
from tutor.cli.fields import read_answers, typed_names
from tutor.cli.invocation import Invocation
from tutor.cli.marked import is_explained, marked, message_of, reading_of
from tutor.cli.output import draws_formulas, one_line, put, put_json
from tutor.cli.refusals import REFUSED, Refused
from tutor.cli.spoken import Spoken, everywhere, json_option, plain_option
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.typed_fields import typed_field
from tutor.lessons.words import Words
from tutor.session.verdict_look import sign_of

if TYPE_CHECKING:
    from tutor.cli.explaining import Explaining

BELOW = " " * 4
NOT_ALL_RIGHT = 1
UNREADABLE = "unreadable"


def complete_field(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a shell offers where an answer is asked for: the fields of the problem that begin like this."""
    try:
        names = typed_names(load_problem(context.params["problem"]))
    except (KeyError, *KNOWN):
        return []
    return [CompletionItem(f"{name}=") for name in names if name.startswith(incomplete)]


@click.command("mark", cls=Spoken)
@problem_argument
@click.argument("answers", nargs=-1, metavar="FIELD=ANSWER…", shell_complete=complete_field)
@click.option("--class", "sheet", type=click.Path(path_type=Path), metavar="FILE", help="option_class")
@click.option("--csv", type=click.Path(), callback=file_named, metavar="FILE", help="option_csv")
@json_option
@plain_option
@everywhere
def mark(
    invocation: Invocation, problem: str, answers: tuple[str, ...], sheet: Path | None, csv: Path | None, plain: bool
) -> int:
    """Mark answers, or the sheet of a class."""
    lesson = load_problem(problem)
    if sheet is not None:
        if answers:
            raise Refused("class_and_answers")
        return 0 if later.mark_class(lesson, sheet, csv, invocation) else NOT_ALL_RIGHT
    if csv is not None:
        raise Refused("csv_without_class")
    if not answers:
        raise Refused("no_answers")
    marks = marked(lesson, read_answers(lesson, answers))
    words = invocation.words
    explaining = _explaining(lesson, marks)
    if invocation.json:
        put_json({"marks": [as_json(field, found, words, explaining) for field, found in marks]})
    else:
        _print(lesson, marks, words, explaining, plain=plain or not draws_formulas())
    return _status([found for _, found in marks])


def _status(marks: list[Mark]) -> int:
    if any(found.verdict.value == UNREADABLE for found in marks):
        return REFUSED
    return 0 if all(found.is_right for found in marks) else NOT_ALL_RIGHT


def _explaining(problem: Problem, marks: list[tuple[FieldId, Mark]]) -> "Explaining | None":
    """What explains the wrong numbers and formulas; None, and nothing imported or worked out, where there are none."""
    is_wanted = any(is_explained(field, found) for field, found in marks)
    return later.Explaining(problem, marks) if is_wanted else None


def as_json(field: FieldId, found: Mark, words: Words, explaining: "Explaining | None") -> dict[str, Any]:
    """A mark as plain values."""
    is_told = explaining is not None and is_explained(field, found)
    wanted = {"digits": found.digits} if found.digits is not None else {}
    return {
        "field": str(field),
        "verdict": found.verdict.value,
        "reading": found.reading,
        **wanted,
        "diagnoses": explaining.as_json(field, found) if explaining and is_told else [],
        "message": message_of(found, words),
    }


def _print(
    problem: Problem,
    marks: list[tuple[FieldId, Mark]],
    words: Words,
    explaining: "Explaining | None",
    *,
    plain: bool,
) -> None:
    rows = [
        (
            f"{sign_of(one.verdict)} {typed_field(problem, field)}",
            words(f"verdict.{one.verdict}"),
            reading_of(field, one),
        )
        for field, one in marks
    ]
    for row, (field, found) in zip(grid_rows([tuple(map(one_line, row)) for row in rows], 2), marks, strict=True):
        put("\n".join(row))
        if explaining is not None and is_explained(field, found):
            _put_below(explaining.words_of(field, found, words), words, plain)
        elif found.message is not None:
            put(f"{BELOW}{one_line(message_of(found, words, problem))}")


def _put_below(markdown: str, words: Words, plain: bool) -> None:
    """An explanation under its mark, without empty lines: there may be many."""
    page = later.plain_page(markdown, words, line_width() - len(BELOW), ascii_signs=plain)
    for line in page.splitlines():
        if line:
            put(f"{BELOW}{line}")
