"""Tables as statements: each number stands under the name of a quantity, or behind it in its row.

Cells stand between bars, with or without one at either end, between tabs, or in columns that blanks align.
"""

import re
from collections.abc import Sequence

from tutor.answers.characters import Typed
from tutor.sheet.folding import MAX_LENGTH
from tutor.sheet.page import Page
from tutor.sheet.tracing import joined, part, stripped

_RULE = re.compile(r"(?=.*[-=|])[\s|:+=-]+")
_BARS = re.compile(r"\|")
_TABS = re.compile(r"\t+| +\t[\t ]*")
_BLANKS = re.compile(r"\s{2,}")
_NUMBER = re.compile(r"[-−+]?(?:[0-9]+\.?|\.)[0-9]*(?:/[0-9]+|e[-+]?[0-9]+)?")
_NO_CELL = re.compile(r"[=≈→⇒,:;]|[가-힣]{5}")
"""What stands in lines that are divided by chance: statements, lists, sentences."""
_POINT = re.compile(r"(?:i|k|#|n|no\.?|점|point|데이터|번호|sample|example)", re.IGNORECASE)
_UNIT = re.compile(r"unit|neuron|node|뉴런|노드|유닛", re.IGNORECASE)
_OF_POINT = re.compile(r"(?:(?:점|point|데이터|#|no\.?|i\s*=)\s*)?\(?([0-9]{1,2})\)?", re.IGNORECASE)
_OF_INPUT = re.compile(r"x\s*=\s*[-−]?[0-9.]+")
_SUM = re.compile(r"Σ|∑|sum|total|합|합계|총합", re.IGNORECASE)
_OF_UNIT = re.compile(r"[a-z][0-9]")
_LONGEST = 24
"""Characters of what heads a column."""
_FEWEST = 3


def row_of(line: Typed, page: Page) -> tuple[Typed, Page] | None:
    """A row of a table as statements, and the page behind it; None for what is no row.

    What heads columns says nothing, nor does a line that is drawn.
    """
    if _RULE.fullmatch(line.text):
        return part(line, 0, 0), page
    cells = _cells(line)
    if cells is None:
        return None
    texts = [cell.text for cell in cells]
    are_numbers = [_NUMBER.fullmatch(text) is not None for text in texts]
    columns = page.columns[: len(cells)] if len(page.columns) >= len(cells) else ()
    is_unit = bool(columns) and len(texts) > 1 and _UNIT.fullmatch(columns[0]) is not None
    is_unit = is_unit or (bool(columns) and not columns[0] and _OF_UNIT.fullmatch(texts[0]) is not None)
    is_sum = bool(columns) and _SUM.fullmatch(texts[0]) is not None
    said: Typed | None = None
    if is_unit and not are_numbers[0]:
        said = _of_unit(columns, cells, are_numbers)
    elif not is_sum and all(are_numbers[1:]) and not are_numbers[0] and not (columns and _is_point(texts[0])):
        if _POINT.fullmatch(texts[0]):
            return part(line, 0, 0), page._replace(columns=())
        said = joined(cells[0], " = (", *[one for cell in cells[1:] for one in (cell, ", ")][:-1], ")")
    elif not any(are_numbers):
        is_heading = all(len(text) <= _LONGEST for text in texts)
        return (part(line, 0, 0), page._replace(columns=tuple(texts))) if is_heading else None
    elif is_sum:
        said = _added_up(columns, cells, are_numbers)
    elif columns:
        said = _below(columns, cells, are_numbers)
    elif _BARS.search(line.text):
        return part(line, 0, 0), page
    return (said, page) if said is not None else None


def _cells(line: Typed) -> list[Typed] | None:
    """The cells of a row; None for what is none, and for what is too long to be read."""
    if len(line.text) > MAX_LENGTH:
        return None
    text = line.text.strip()
    is_closed = len(text) > 1 and text.startswith("|") and text.endswith("|")
    if is_closed:
        begin = line.text.index("|") + 1
        line = part(line, begin, line.text.rindex("|"))
    elif _NO_CELL.search(text):
        return None
    for between in (_BARS, _TABS, _BLANKS):
        found = _split(stripped(line) if between is not _BARS else line, between)
        if is_closed or len(found) >= _FEWEST:
            has_gaps = is_closed or _SUM.fullmatch(found[0].text) is not None
            is_whole = has_gaps or (found[0].text and all(cell.text for cell in found[1:-1]))
            return found if is_whole else None
    return None


def _split(line: Typed, between: re.Pattern[str]) -> list[Typed]:
    places = [0, *(place for found in between.finditer(line.text) for place in found.span()), len(line.text)]
    return [stripped(part(line, start, stop)) for start, stop in zip(places[::2], places[1::2], strict=True)]


def _is_point(text: str) -> bool:
    return bool(_OF_POINT.fullmatch(text) or _OF_INPUT.fullmatch(text))


def _of_unit(columns: Sequence[str], cells: Sequence[Typed], are_numbers: Sequence[bool]) -> Typed:
    """Each number as what heads its column has it of the unit that the row begins with: `net_h1 = 0.3775`."""
    pieces: list[Typed | str] = []
    for name, cell, is_number in zip(columns, cells, are_numbers, strict=True):
        if is_number and name.isalpha():
            pieces += [f"{name}_{cells[0].text} = ", cell, "; "]
    return joined(part(cells[0], 0, 0), *pieces[:-1])


def _added_up(columns: Sequence[str], cells: Sequence[Typed], are_numbers: Sequence[bool]) -> Typed | None:
    """Each number as the sum of its column."""
    pieces: list[Typed | str] = []
    for name, cell, is_number in zip(columns, cells, are_numbers, strict=True):
        if is_number and name:
            pieces += [f"Σ ({name}) = ", cell, "; "]
    return joined(part(cells[0], 0, 0), *pieces[:-1]) if pieces else None


def _below(columns: Sequence[str], cells: Sequence[Typed], are_numbers: Sequence[bool]) -> Typed | None:
    """Each number under what heads its column; the data point where a column, or what the row begins with, says it."""
    point = ""
    pieces: list[Typed | str] = []
    for k, (name, cell, is_number) in enumerate(zip(columns, cells, are_numbers, strict=True)):
        if (is_number and _POINT.fullmatch(name)) or (k == 0 and not is_number and _is_point(cell.text)):
            of_point = _OF_POINT.fullmatch(cell.text)
            point = f"point {of_point[1]}: " if of_point else f"{cell.text}: "
        elif is_number and name:
            pieces += [f"{name} = ", cell, "; "]
    return joined(part(cells[0], 0, 0), point, *pieces[:-1]) if pieces else part(cells[0], 0, 0)
