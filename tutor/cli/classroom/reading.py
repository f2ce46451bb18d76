"""A class's answers as a spreadsheet saves them: a row a student, the first column a name, then the fields named above.

A row that can't be read costs nothing of the others: it is left out, and told by its line.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutor.cli.classroom.decoding import Line, lines_of
from tutor.cli.fields import field_named
from tutor.cli.output import one_line
from tutor.cli.refusals import Refused, shorten
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Value

SEPARATORS = ",;\t"
MOST_LINES = 8
"""Over so many lines one row may go: a cell in quotation marks may hold line ends."""


@dataclass(frozen=True)
class Row:
    """A student's row: its first line, their name, fit to be printed, and what was typed for each field."""

    line: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A row that can't be used: `key` names the message in the interface's table [class], `values` fill it."""

    line: int
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """The answers of a class. A field may be a whole stage, whose cells hold vectors."""

    fields: tuple[FieldId, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def read_sheet(path: Path | None, problem: Problem) -> Sheet:
    """The sheet in a file, or on stdin where there is none.

    Raises Refused for one without students or with a heading that is no field of the problem, and OSError.
    """
    lines = lines_of(path)
    at = next((k for k, line in enumerate(lines) if line.text is None or line.text.strip()), len(lines))
    if at == len(lines):
        raise Refused("class_empty", file=_name(path))
    heading = lines[at].text
    if heading is None:
        raise Refused("class_heading_unreadable", file=_name(path), line=str(lines[at].number))
    fields, separator = _headed(problem, heading, path)
    found = list(_rows(lines[at + 1 :], separator, len(fields)))
    rows = tuple(one for one in found if isinstance(one, Row))
    left_out = tuple(one for one in found if isinstance(one, LeftOut))
    if not found:
        raise Refused("class_empty", file=_name(path))
    return Sheet(fields, rows, left_out)


def _headed(problem: Problem, heading: str, path: Path | None) -> tuple[tuple[FieldId, ...], str]:
    """The fields that the first line names, and what separates its cells: what makes fields of all of them.

    Raises Refused.
    """
    refusal = Refused("class_no_fields", file=_name(path), found=shorten(one_line(heading)))
    tried = [(separator, _split(heading, separator)) for separator in SEPARATORS]
    for separator, cells in sorted(tried, key=lambda one: -len(one[1] or ())):
        try:
            fields = tuple(field_named(problem, name.strip()) for name in _without_empty_end(cells or [])[1:])
        except Refused as error:
            refusal = error if refusal.key == "class_no_fields" else refusal
            continue
        twice = next((one for k, one in enumerate(fields) if one in fields[:k] or _is_within(one, fields)), None)
        if twice is not None:
            raise Refused("class_twice", file=_name(path), field=str(twice))
        if fields:
            return fields, separator
    raise refusal


def _is_within(one: FieldId, fields: Sequence[FieldId]) -> bool:
    """Whether the whole stage that a field stands in has a column, too."""
    return bool(one.name) and not one.step and any(other.stage == one.stage and not other.name for other in fields)


def _rows(lines: Sequence[Line], separator: str, fields: int) -> Iterator[Row | LeftOut]:
    at = 0
    while at < len(lines):
        line, used = lines[at], 1
        if line.text is None:
            yield LeftOut(line.number, "unreadable_bytes")
        elif line.text.strip(separator + " \t"):
            cells = _split(line.text, separator)
            if cells is None:
                cells, used = _over_lines(lines[at : at + MOST_LINES], separator, fields)
            yield _row(line.number, cells, fields)
        at += used


def _over_lines(lines: Sequence[Line], separator: str, fields: int) -> tuple[list[str] | None, int]:
    """The cells of a row that goes over several lines, and how many; none where no line ends it."""
    text = lines[0].text or ""
    for used, line in enumerate(lines[1:], 2):
        if line.text is None:
            break
        text += f"\n{line.text}"
        cells = _split(text, separator)
        if cells is not None and len(_without_empty_end(cells, fields + 1)) == fields + 1:
            return cells, used
    return None, 1


def _row(line: int, cells: list[str] | None, fields: int) -> Row | LeftOut:
    if cells is None:
        return LeftOut(line, "open_quotation")
    cells = _without_empty_end(cells, fields + 1)
    if len(cells) != fields + 1:
        return LeftOut(line, "cells", {"found": len(cells), "expected": fields + 1})
    return Row(line, one_line(cells[0]), tuple(cell.strip() for cell in cells[1:]))


def _split(text: str, separator: str) -> list[str] | None:
    """The cells of a row; None where a quotation mark is left open, or closed in the middle of a cell."""
    try:
        return next(csv.reader([text], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _without_empty_end(cells: list[str], least: int = 0) -> list[str]:
    """Cells without the empty ones at their end that go beyond the `least` number: spreadsheets may add some."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _name(path: Path | None) -> str:
    return "-" if path is None else str(path)
