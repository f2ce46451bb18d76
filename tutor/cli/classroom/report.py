"""A class's marks on the screen: a line for each student, then what the class gets wrong."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size

from tutor.cli.classroom.marking import Made, Marked
from tutor.cli.classroom.reading import LeftOut, Row
from tutor.cli.classroom.tally import Done, Possible, Tally
from tutor.cli.help_text import paragraph
from tutor.cli.marked import SIGNS
from tutor.lessons.stages import STAGE_IDS, FieldId, StageId
from tutor.lessons.words import Words

WIDEST_NAME, GAP, NOT_ANSWERED = 24, "  ", "·"
ALIKE, OPEN = "=", "|"
Typed: TypeAlias = Callable[[FieldId], str]
"""How a field is called by who types it."""
MOST_FIELDS = 12
"""How many of the hardest fields are listed."""


class Table:
    """The lines of the students: a sign for each answer where they fit in the width, else how many are right."""

    def __init__(
        self, fields: Sequence[FieldId], rows: Sequence[Row], words: Words, width: int, typed: Typed = str
    ) -> None:
        self._words, self._typed = words, typed
        self._stages = {
            stage: tuple(field for field in fields if field.stage == stage)
            for stage in STAGE_IDS
            if any(field.stage == stage for field in fields)
        }
        self._all, self._whole = len(fields), width
        names = max((cell_len(name_of(row, words)) for row in rows), default=0)
        self._name = min(WIDEST_NAME, max(names, cell_len(words("class.name"))))
        self._width = {stage: max(len(stage) + 2, len(there)) for stage, there in self._stages.items()}
        self._last = max(cell_len(words("class.right")), 2 * len(str(self._all)) + 1)
        self.has_signs = self._name + sum(2 + n for n in self._width.values()) + 2 + self._last <= width
        if not self.has_signs:
            self._width = {stage: max(len(stage) + 2, 2 * len(str(len(x))) + 1) for stage, x in self._stages.items()}

    def heading(self) -> str:
        """What stands above the lines."""
        stages = [f"({stage})" for stage in self._stages]
        return self._line(self._words("class.name"), stages, self._words("class.right"))

    def line(self, row: Row, found: Marked) -> str:
        """The line of a student."""
        cells = [self._cell(stage, found) for stage in self._stages]
        return self._line(name_of(row, self._words), cells, f"{found.right}/{self._all}")

    def legend(self) -> Iterator[str]:
        """What the columns and the signs stand for."""
        if not self.has_signs:
            return
        for stage, fields in self._stages.items():
            if len(fields) > 1 or str(fields[0]) != stage:
                yield f"({stage}) {' '.join(self._typed(field).removeprefix(f'{stage}.') for field in fields)}"
        signs = [f"{sign} {self._words(f'verdict.{verdict}')}" for verdict, sign in SIGNS.items()]
        yield from _in_lines([*signs, f"{NOT_ANSWERED} {self._words('class.not_answered')}"], self._whole)

    def _cell(self, stage: StageId, found: Marked) -> str:
        fields = self._stages[stage]
        if self.has_signs:
            return "".join(self._sign(field, found) for field in fields)
        right = sum(mark.is_right for field in fields if (mark := found.marks.get(field)))
        return f"{right}/{len(fields)}"

    def _sign(self, field: FieldId, found: Marked) -> str:
        mark = found.marks.get(field) or found.marks.get(FieldId(field.stage))
        return SIGNS[mark.verdict.value] if mark else NOT_ANSWERED

    def _line(self, name: str, cells: Sequence[str], last: str) -> str:
        sized = [set_cell_size(cell, width) for cell, width in zip(cells, self._width.values(), strict=True)]
        return GAP.join([cut(name, self._name), *sized, " " * (self._last - cell_len(last)) + last])


def name_of(row: Row, words: Words) -> str:
    """A student's name; of one without a name, the line."""
    return row.name or words("class.nameless", line=row.line)


def cut(text: str, width: int) -> str:
    """A text in just so many cells, with dots where it was cut off."""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def left_out_line(one: LeftOut, words: Words) -> str:
    """What is said of a row that could not be used."""
    return words(f"class.{one.key}", line=one.line, **one.values)


def summary(tally: Tally, words: Words, width: int, typed: Typed = str) -> Iterator[str]:
    """What the class gets wrong: mistakes, those of most students first, then the rest, then the hardest fields."""
    yield paragraph(words("class.summary", students=tally.students, all_right=tally.all_right))
    yield from _mistakes(tally, words, width, typed)
    missed = tally.hardest()
    if missed:
        yield ""
        yield paragraph(words("class.fields"))
        shown = [f"{typed(place)} {tally.right[place]}/{tally.answered[place]}" for place in missed[:MOST_FIELDS]]
        yield from _in_lines(shown, width)


def _mistakes(tally: Tally, words: Words, width: int, typed: Typed) -> Iterator[str]:
    rows: list[tuple[Possible, Done]] = tally.in_order()
    others = [("class.unexplained", tally.unexplained), ("class.tree", tally.trees), ("class.unread", tally.unreadable)]
    rest = [(words(key), done) for key, done in others if done is not None]
    digits = max((len(str(done.students)) for _, done in (*rows, *rest)), default=1)
    if rows:
        yield ""
        yield paragraph(words("class.mistakes"))
    for possible, done in rows:
        for k, (sign, made) in enumerate(_listed(possible)):
            number = str(done.students) if not k else sign
            yield _cut_line(f"{number:>{digits}}{GAP}{_title(made, words)}", " + ".join(made), width)
        yield from _example(done, words, digits, width, typed)
    if any(len(_listed(possible)) > 1 for possible, _ in rows):
        yield ""
        if any(sign == ALIKE for possible, _ in rows for sign, _ in _listed(possible)):
            yield paragraph(words("class.alike"))
        if any(sign == OPEN for possible, _ in rows for sign, _ in _listed(possible)):
            yield paragraph(words("class.open"))
    if rest:
        yield ""
        yield paragraph(words("class.besides"))
    for title, done in rest:
        yield f"{done.students:>{digits}}{GAP}{title}"
        yield from _example(done, words, digits, width, typed)


def _listed(possible: Possible) -> list[tuple[str, Made]]:
    """What may have been made, each with the sign of how it stands to the line above it."""
    return [
        ("" if not n and not k else ALIKE if k else OPEN, made)
        for n, alike in enumerate(possible)
        for k, made in enumerate(alike)
    ]


def _title(made: Made, words: Words) -> str:
    return " + ".join(words(f"mistake.{name}") for name in made)


def _example(done: Done, words: Words, digits: int, width: int, typed: Typed) -> Iterator[str]:
    one = done.example
    start = " " * (digits + len(GAP))
    said = words("class.example", name=one.name, field=typed(one.field), answer=one.answer)
    yield cut(f"{start}{said}", width).rstrip()
    if done.students > 1:
        names = ", ".join(done.names)
        more = words("class.more", count=done.students - len(done.names)) if done.students > len(done.names) else ""
        yield cut(f"{start}{names}{more}", width).rstrip()


def _cut_line(title: str, id: str, width: int) -> str:
    """A title with the id at the right edge, where there is room for it."""
    room = width - cell_len(id) - len(GAP)
    return f"{set_cell_size(title, room)}{GAP}{id}" if cell_len(title) <= room else title


def _in_lines(pieces: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for piece in pieces:
        if line and cell_len(line + GAP + piece) > width:
            yield line
            line = ""
        line += (GAP if line else "") + piece
    if line:
        yield line
