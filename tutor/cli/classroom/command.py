"""What `mark PROBLEM --class FILE` does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from tutor.cli.classroom.forms import as_json, csv_lines
from tutor.cli.classroom.marking import Marked, Marking
from tutor.cli.classroom.reading import LeftOut, Row, Sheet, read_sheet
from tutor.cli.classroom.report import Table, left_out_line, name_of, summary
from tutor.cli.classroom.tally import Tally
from tutor.cli.data_files import write
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put, put_json
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.typed_fields import typed_field
from tutor.lessons.words import Words

STREAM = Path("-")
"""Stands for stdin where a file is read, for stdout where one is written."""
MOST_TOLD = 20
"""Of so many rows that were left out it is told why."""


@dataclass(frozen=True)
class _Class:
    """A sheet being marked, student by student; each is counted as it is marked."""

    problem: Problem
    sheet: Sheet

    @cached_property
    def fields(self) -> tuple[FieldId, ...]:
        """The fields that have a column of their own, or stand in one for their whole stage."""
        return tuple(place for field in self.sheet.fields for place in _places(self.problem, field))

    @cached_property
    def tally(self) -> Tally:
        """The sums of the students marked so far."""
        return Tally(len(self.fields))

    def students(self, words: Words) -> Iterator[tuple[Row, Marked]]:
        """Each student with their marks."""
        marking = Marking(self.problem, self.sheet.fields)
        for row in self.sheet.rows:
            found = marking.mark(row.cells)
            self.tally.add(name_of(row, words), found)
            yield row, found


def mark_class(problem: Problem, file: Path, csv: Path | None, invocation: Invocation) -> bool:
    """Mark a class's sheet and print what comes out. Returns whether everything is right and no row was left out.

    Raises Refused and OSError.
    """
    sheet = read_sheet(None if file == STREAM else file, problem)
    one = _Class(problem, sheet)
    if not invocation.json and csv is None:
        _print(one, one.students(invocation.words), invocation)
    else:
        found = list(one.students(invocation.words))
        if csv is not None:
            write(csv_lines(one.fields, found, invocation.words), None if csv == STREAM else csv, invocation)
        if invocation.json:
            put_json(as_json(problem.id, one.fields, found, one.tally, sheet.left_out, invocation.words))
        elif csv != STREAM:
            _print(one, iter(found), invocation)
    _tell(sheet.left_out, invocation)
    return one.tally.all_right == len(sheet.rows) and not sheet.left_out


def _print(one: _Class, students: Iterator[tuple[Row, Marked]], invocation: Invocation) -> None:
    words = invocation.words
    typed = partial(typed_field, one.problem)
    table = Table(one.fields, one.sheet.rows, words, typed)
    put(f"{one_line(one.problem.id)}  {one_line(one.problem.wording(invocation.language).title)}")
    put()
    put(table.heading())
    for row, found in students:
        put(table.line(row, found))
    for line in ("", *table.legend()):
        put(line)
    if table.has_signs:
        put()
    for line in summary(one.tally, words, typed):
        put(line)


def _tell(left_out: Sequence[LeftOut], invocation: Invocation) -> None:
    """Say on stderr which rows were left out, each by its line."""
    for one in left_out[:MOST_TOLD]:
        put(one_line(left_out_line(one, invocation.words)), error=True)
    if len(left_out) > MOST_TOLD:
        put(invocation.words("class.more_left_out", count=len(left_out) - MOST_TOLD), error=True)


def _places(problem: Problem, field: FieldId) -> tuple[FieldId, ...]:
    if field.stage in ("d", "e") and not field.name:
        return asked_fields(problem, field.stage)
    return (field,)
