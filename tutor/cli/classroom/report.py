"""A class's marks on the screen: a line for each student, then what the class gets wrong."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from rich.cells import cell_len

from tutor.answers.verdicts import Verdict
from tutor.cli.classroom.marking import Made, Marked
from tutor.cli.classroom.reading import LeftOut, Row
from tutor.cli.classroom.tally import Done, Possible, Tally
from tutor.cli.columns import GAP, cut, cut_row, grid_rows, line_width, packed, paragraph
from tutor.lessons.stages import STAGE_IDS, FieldId, StageId
from tutor.lessons.words import Words
from tutor.session.verdict_look import shown, sign_of

WIDEST_NAME, NOT_ANSWERED = 24, "·"
ALIKE, OPEN = "=", "|"
Typed: TypeAlias = Callable[[FieldId], str]
"""How a field is called by who types it."""
MOST_FIELDS = 12
"""How many of the hardest fields are listed."""


class Table:
    """The lines of the students: a sign for each answer where they fit in the width, else how many are right."""

    def __init__(self, fields: Sequence[FieldId], rows: Sequence[Row], words: Words, typed: Typed = str) -> None:
        self._words, self._typed = words, typed
        self._stages = {
            stage: tuple(field for field in fields if field.stage == stage)
            for stage in STAGE_IDS
            if any(field.stage == stage for field in fields)
        }
        self._all = len(fields)
        names = max((cell_len(name_of(row, words)) for row in rows), default=0)
        name = min(WIDEST_NAME, max(names, cell_len(words("class.name"))))
        last = max(cell_len(words("class.right")), len(_share(self._all, self._all)))
        self._widths = (name, *(max(len(stage) + 2, len(there)) for stage, there in self._stages.items()), last)
        self.has_signs = sum(self._widths) + GAP * (len(self._widths) - 1) <= line_width()
        if not self.has_signs:
            shares = (len(_share(len(there), len(there))) for there in self._stages.values())
            self._widths = (name, *(max(3, share) for share in shares), last)

    def heading(self) -> str:
        """What stands above the lines."""
        stages = [f"({stage})" for stage in self._stages]
        return self._line(self._words("class.name"), stages, self._words("class.right"))

    def line(self, row: Row, found: Marked) -> str:
        """The line of a student."""
        cells = [self._cell(stage, found) for stage in self._stages]
        return self._line(name_of(row, self._words), cells, _share(found.right, self._all))

    def legend(self) -> Iterator[str]:
        """What the columns and the signs stand for."""
        if not self.has_signs:
            return
        for stage, fields in self._stages.items():
            if len(fields) > 1 or str(fields[0]) != stage:
                yield f"({stage}) {' '.join(self._typed(field).removeprefix(f'{stage}.') for field in fields)}"
        signs = [shown(verdict, self._words) for verdict in Verdict]
        yield from packed([*signs, f"{NOT_ANSWERED} {self._words('class.not_answered')}"])

    def _line(self, name: str, cells: Sequence[str], last: str) -> str:
        return cut_row((name, *cells, last), self._widths, right=(len(self._widths) - 1,))

    def _cell(self, stage: StageId, found: Marked) -> str:
        fields = self._stages[stage]
        if self.has_signs:
            return "".join(self._sign(field, found) for field in fields)
        right = sum(mark.is_right for field in fields if (mark := found.marks.get(field)))
        return _share(right, len(fields))

    def _sign(self, field: FieldId, found: Marked) -> str:
        mark = found.marks.get(field) or found.marks.get(FieldId(field.stage))
        return sign_of(mark.verdict) if mark else NOT_ANSWERED


def _share(right: int, of: int) -> str:
    return f"{right}/{of}"


def name_of(row: Row, words: Words) -> str:
    """A student's name; of one without a name, the line."""
    return row.name or words("class.nameless", line=row.line)


def left_out_line(one: LeftOut, words: Words) -> str:
    """What is said of a row that could not be used."""
    return words(f"class.{one.key}", line=one.line, **one.values)


def summary(tally: Tally, words: Words, typed: Typed = str) -> Iterator[str]:
    """What the class gets wrong: mistakes, those of most students first, then the rest, then the hardest fields."""
    yield paragraph(words("class.summary", students=tally.students, all_right=tally.all_right))
    yield from _mistakes(tally, words, typed)
    missed = tally.hardest()
    if missed:
        yield ""
        yield paragraph(words("class.fields"))
        yield from packed(
            f"{typed(place)} {_share(tally.right[place], tally.answered[place])}" for place in missed[:MOST_FIELDS]
        )


def _mistakes(tally: Tally, words: Words, typed: Typed) -> Iterator[str]:
    rows: list[tuple[Possible, Done]] = tally.in_order()
    others = [("class.unexplained", tally.unexplained), ("class.tree", tally.trees), ("class.unread", tally.unreadable)]
    rest = [(words(key), done) for key, done in others if done is not None]
    if rows:
        yield ""
        yield paragraph(words("class.mistakes"))
        yield from _counted([(_titles(possible, done, words), done) for possible, done in rows], words, typed)
    signs = {sign for possible, _ in rows for sign, _ in _listed(possible)}
    if signs - {""}:
        yield ""
        for sign, key in ((ALIKE, "class.alike"), (OPEN, "class.open")):
            if sign in signs:
                yield paragraph(words(key))
    if rest:
        yield ""
        yield paragraph(words("class.besides"))
        yield from _counted([([(str(done.students), title, "")], done) for title, done in rest], words, typed)


def _titles(possible: Possible, done: Done, words: Words) -> list[tuple[str, str, str]]:
    """What may have been made: how many did, or a sign, the title, and the ids."""
    return [
        (
            sign or str(done.students),
            " + ".join(words(f"mistake.{name}") for name in made),
            " +\n".join(made),
        )
        for sign, made in _listed(possible)
    ]


def _counted(parts: Sequence[tuple[Sequence[Sequence[str]], Done]], words: Words, typed: Typed) -> Iterator[str]:
    """Rows with what some students did alike, an example under each."""
    every = [row for rows, _ in parts for row in rows]
    laid_out = iter(grid_rows(every, 1, right=(0,)))
    indent = max(len(row[0]) for row in every) + GAP
    for rows, done in parts:
        for row in islice(laid_out, len(rows)):
            yield from row
        yield from (cut(line, indent) for line in _example(done, words, typed))


def _listed(possible: Possible) -> list[tuple[str, Made]]:
    """What may have been made, each with the sign of how it stands to the line above it."""
    return [
        ("" if not n and not k else ALIKE if k else OPEN, made)
        for n, alike in enumerate(possible)
        for k, made in enumerate(alike)
    ]


def _example(done: Done, words: Words, typed: Typed) -> Iterator[str]:
    one = done.example
    yield words("class.example", name=one.name, field=typed(one.field), answer=one.answer)
    if done.students > 1:
        more = done.students - len(done.names)
        yield ", ".join(done.names) + (words("class.more", count=more) if more else "")
