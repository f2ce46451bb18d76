"""A class's marks for programs and for spreadsheets: JSON and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tutor.cli.classroom.marking import Marked
from tutor.cli.classroom.reading import LeftOut, Row
from tutor.cli.classroom.report import left_out_line, name_of
from tutor.cli.classroom.tally import Done, Possible, Tally
from tutor.lessons.stages import FieldId
from tutor.lessons.words import Words

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, typed by whoever gave the name."""


def csv_lines(fields: Sequence[FieldId], students: Iterable[tuple[Row, Marked]], words: Words) -> Iterator[str]:
    """A row a student: the name, the verdict on each field, how many are right, and the mistakes by their ids.

    Begins with a byte order mark, without which a Korean Excel would take it for CP949.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    yield "\ufeff"
    writer.writerow(["name", *map(str, fields), "right", "of", "mistakes"])
    for row, found in students:
        verdicts = [_verdict(found, field) for field in fields]
        mistakes = "; ".join(_text(finding.possible) for finding in found.findings)
        writer.writerow([_harmless(name_of(row, words)), *verdicts, found.right, len(fields), mistakes])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def as_json(
    problem: str,
    fields: Sequence[FieldId],
    students: Iterable[tuple[Row, Marked]],
    tally: Tally,
    left_out: Sequence[LeftOut],
    words: Words,
) -> dict[str, Any]:
    """All that was found, as plain values.

    Under `mistakes` a list holds what may have been made; what stands together in one of its lists gives the same
    answers to all that the problem asks. Mistakes made together have a plus between them.
    """
    return {
        "problem": problem,
        "fields": [str(field) for field in fields],
        "students": [_student(row, found, words) for row, found in students],
        "class": {
            "students": tally.students,
            "all_right": tally.all_right,
            "fields": {
                str(place): {"answered": times, "right": tally.right[place]} for place, times in tally.answered.items()
            },
            "mistakes": [{"mistakes": _lists(possible), **_done(done)} for possible, done in tally.in_order()],
            "unexplained": _done(tally.unexplained),
            "tree": _done(tally.trees),
            "unreadable": _done(tally.unreadable),
        },
        "left_out": [{"line": one.line, "message": left_out_line(one, words)} for one in left_out],
    }


def _student(row: Row, found: Marked, words: Words) -> dict[str, Any]:
    return {
        "name": name_of(row, words),
        "line": row.line,
        "right": found.right,
        "marks": {
            str(field): {"verdict": mark.verdict.value, "reading": mark.reading} for field, mark in found.marks.items()
        },
        "mistakes": [
            {"mistakes": _lists(one.possible), "fields": [str(field) for field in one.fields]} for one in found.findings
        ],
    }


def _done(done: Done | None) -> Mapping[str, Any]:
    if done is None:
        return {"students": 0}
    example = done.example
    return {
        "students": done.students,
        "example": {"name": example.name, "field": str(example.field), "answer": example.answer},
    }


def _lists(possible: Possible) -> list[list[str]]:
    return [[" + ".join(made) for made in alike] for alike in possible]


def _text(possible: Possible) -> str:
    return " | ".join(" = ".join(" + ".join(made) for made in alike) for alike in possible) or "?"


def _verdict(found: Marked, field: FieldId) -> str:
    mark = found.marks.get(field) or found.marks.get(FieldId(field.stage))
    return mark.verdict.value if mark else ""


def _harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(FORMULA) else name
