"""Running text for the terminal: spans become words, and words lines of at most so many cells."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from tutor.lessons.blocks import Link, Math, Span, Text
from tutor.widgets.plain_text import spelled


class Piece(NamedTuple):
    """Text on one line, the roles that give it its looks, and where it leads."""

    text: str
    roles: tuple[str, ...] = ()
    url: str = ""


Line = tuple[Piece, ...]


class Word(NamedTuple):
    """What no line break may part; `gap` stands before it unless it begins a line, `forced` begins one."""

    pieces: Line
    width: int
    gap: Piece
    forced: bool


LONGEST_WHOLE: Final = 16
LONGEST_SHOWN_URL: Final = 72
NO_GAP: Final = Piece("")
_CHUNKS = re.compile(r"\n| +|[^ \n]*\(\w{1,3} = [^ ()\n]{1,6}\)[^ \n]*|[^ \n]+")
"""Ends of lines, spaces, and what stands together: `(i = 1)`, too."""
_NUMBER = re.compile(r"\d{1,3}(\.\d)?(?![\d.])")
"""A number that says which one: of a layer, a unit, a problem."""
_HELD = re.compile(r"(?<=\S) (?=[=<>≤≥≠] )|(?<= [=<>≤≥≠]) (?=\S{1,8}(?:\s|$))")
"""Where no line of plain text ends: before a relation, nor behind it where little follows, as in `ε > 0`."""
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_SPACED = re.compile(r"( *)([^ ]+)")
_CLOSING: Final = frozenset(")]},.;:!?%…»”’」』》】〉、。，．")
_OPENING: Final = frozenset("([{«“‘「『《【〈")
_OPERATORS: Final = frozenset("=≔≕<>≤≥≠≈∈→↦⟶+−-±×⋅·*,;∘")
_ENDS_OF_PARTS: Final = frozenset(",;")
_GOOD_ENDS: Final = frozenset("/?&=,;-_.)]}") | _OPERATORS


def width_of(line: Iterable[Piece]) -> int:
    """How many cells `line` takes."""
    return sum(cell_len(piece.text) for piece in line)


class Flow:
    """Cuts spans into words. `inline` sets a formula's LaTeX in one line; `plain` does without doubtful characters."""

    def __init__(self, inline: Callable[[str], str], plain: bool = False) -> None:
        self.inline = inline
        self.plain = plain

    def words(self, spans: Sequence[Span], *roles: str) -> list[Word]:
        """The words of `spans`; every piece of them has `roles` besides its own."""
        cutter = _Cutter()
        for span in spans:
            self._span(cutter, span, roles, "")
            if isinstance(span, Link):
                self._address(cutter, span, roles)
        return cutter.finish()

    def _span(self, cutter: "_Cutter", span: Span, roles: tuple[str, ...], url: str) -> None:
        if isinstance(span, Link):
            for inner in span.spans:
                self._span(cutter, inner, (*roles, "link"), span.url)
            return
        roles = (*roles, *_roles(span))
        if isinstance(span, Math):
            cutter.formula(self.inline(span.latex), roles, url)
        elif span.code:
            cutter.code(f"`{spelled(span.text.replace('·', '*'))}`" if self.plain else span.text, roles, url)
        else:
            cutter.text(spelled(span.text) if self.plain else span.text, roles, url)

    def _address(self, cutter: "_Cutter", link: Link, roles: tuple[str, ...]) -> None:
        """The address in words: not every terminal opens a link. A very long one would only hide the text."""
        address = link.url.removeprefix("mailto:")
        if link.text != address and (self.plain or cell_len(address) <= LONGEST_SHOWN_URL):
            cutter.text(" (", roles, "")
            cutter.text(address, (*roles, "url"), link.url)
            cutter.text(")", roles, "")


def _roles(span: Text | Math) -> Iterator[str]:
    if span.strong:
        yield "strong"
    if span.emphasis:
        yield "emphasis"
    if isinstance(span, Math):
        yield "math"
    elif span.code:
        yield "code"


class _Cutter:
    """Words as they come in, and the one that is not finished."""

    def __init__(self) -> None:
        self.done: list[Word] = []
        self.open: list[Piece] = []
        self.gap = NO_GAP
        self.forced = False

    def text(self, text: str, roles: tuple[str, ...], url: str) -> None:
        for chunk in _CHUNKS.findall(text):
            if chunk == "\n":
                self.end_word()
                self.forced, self.gap = bool(self.done), NO_GAP
            elif chunk[0] == " ":
                self.end_word()
                self.gap = Piece(" ", roles, url)
            else:
                self.part(Piece(chunk, roles, url))

    def code(self, text: str, roles: tuple[str, ...], url: str) -> None:
        """Something to type, so it stays whole where it is short."""
        if cell_len(text) <= LONGEST_WHOLE:
            self.part(Piece(text, roles, url))
        else:
            self.text(text, roles, url)

    def formula(self, text: str, roles: tuple[str, ...], url: str) -> None:
        """A long formula may break after commas, and after relations and operators, outside brackets.

        A short one stays whole, and so does each short part of a list: `w = 2,  x = -1`.
        """
        for gap, part in [("", text)] if cell_len(text) <= LONGEST_WHOLE else _listed(text):
            if gap:
                self.end_word()
                self.gap = Piece(gap, roles, url)
            if cell_len(part) <= LONGEST_WHOLE:
                self.part(Piece(part, roles, url))
            else:
                self._long(part, roles, url)

    def _long(self, formula: str, roles: tuple[str, ...], url: str) -> None:
        last, depth = "", 0
        for gap, chunk in _SPACED.findall(formula):
            if gap and last[-1:] in _OPERATORS and depth <= 0:
                self.end_word()
                self.gap = Piece(gap, roles, url)
                self.part(Piece(chunk, roles, url))
            else:
                self.part(Piece(gap + chunk, roles, url))
            last, depth = chunk, depth + _depth(chunk)

    def part(self, piece: Piece) -> None:
        if not piece.text:
            return
        # No line begins with closing punctuation, even where the author put a space before it; nor with a number that
        # belongs to the word before.
        is_apart = not self.open and self.done and not self.forced and self.gap.text
        if is_apart and (piece.text[:1] in _CLOSING or self._is_numbered(self.done[-1], piece.text)):
            word = self.done.pop()
            self.open = [*word.pieces, self.gap]
            self.gap, self.forced = word.gap, word.forced
        self.open.append(piece)

    def _is_numbered(self, word: Word, text: str) -> bool:
        """Whether this text is the number of what the word names, as in `layer 1`."""
        is_name = word.pieces[-1].text[-1:].isalpha() and "math" not in word.pieces[-1].roles
        return is_name and _NUMBER.match(text) is not None and word.width + 1 + cell_len(text) <= LONGEST_WHOLE

    def end_word(self) -> None:
        if self.open:
            self.done.append(Word(tuple(self.open), width_of(self.open), self.gap, self.forced))
            self.open, self.gap, self.forced = [], NO_GAP, False

    def finish(self) -> list[Word]:
        self.end_word()
        return self.done


def _listed(formula: str) -> list[tuple[str, str]]:
    """The parts of a formula that is a list, which end with commas outside brackets, each with the space before it."""
    parts, depth = [("", "")], 0
    for gap, chunk in _SPACED.findall(formula):
        before, part = parts[-1]
        if part[-1:] in _ENDS_OF_PARTS and depth <= 0:
            parts.append((gap, chunk))
        else:
            parts[-1] = (before, part + gap + chunk)
        depth += _depth(chunk)
    return parts


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in "([{") - sum(text.count(mark) for mark in ")]}")


def in_lines(text: str, width: int) -> str:
    """Plain text with the ends of its lines where they would be in prose; an empty line stays one."""
    return "\n\n".join(_part_in_lines(part, width) for part in text.split("\n\n"))


def _part_in_lines(text: str, width: int) -> str:
    lines = wrap(Flow(str).words((Text(_HELD.sub(_NO_BREAK, text)),)), width)
    return "\n".join("".join(piece.text for piece in line).replace(_NO_BREAK, " ") for line in lines)


def formula_in_lines(formula: str, width: int) -> list[str]:
    """A formula that stands on one line, with the ends of its lines where they would be in prose."""
    cutter = _Cutter()
    cutter.formula(formula, (), "")
    return ["".join(piece.text for piece in line) for line in wrap(cutter.finish(), width)]


def wrap(words: Iterable[Word], width: int) -> list[Line]:
    """`words` in lines of at most `width` cells; only a word wider than a line is cut, between characters."""
    lines: list[Line] = []
    line: list[Piece] = []
    used = 0
    for word in words:
        gap = cell_len(word.gap.text) if line else 0
        if not word.forced and used + gap + word.width <= width:
            line += [word.gap, *word.pieces] if gap else word.pieces
            used += gap + word.width
            continue
        room = width - used - gap
        if word.width > width and not word.forced and room >= max(width // 2, 2):
            line += [word.gap] if gap else []
        else:
            if line or word.forced:
                lines.append(tuple(line))
            line, room = [], width
        *full, last = cut(word.pieces, room, width) if word.width > width else [word.pieces]
        for part in full:
            lines.append((*line, *part))
            line = []
        line += last
        used = width_of(line)
    if line:
        lines.append(tuple(line))
    return lines


def cut(pieces: Line, room: int, width: int) -> list[Line]:
    """`pieces` cut to `room` cells for the first line and `width` for the others, where it hurts least."""
    characters = [(text, cell_len(text), i) for i, piece in enumerate(pieces) for text in _characters(piece.text)]
    lines: list[Line] = []
    start = used = here = 0
    while here < len(characters):
        if here > start and used + characters[here][1] > room:
            end = _best_cut([text for text, _, _ in characters], start, here)
            lines.append(_joined(pieces, characters[start:end]))
            start = here = end
            used, room = 0, width
        elif lines and here == start and characters[here][0] == " ":
            start = here = here + 1
        else:
            used += characters[here][1]
            here += 1
    return [*lines, _joined(pieces, characters[start:])] if start < len(characters) or not lines else lines


def _characters(text: str) -> list[str]:
    """`text` by what a reader takes for one character: what has no width of its own belongs to what it follows."""
    found: list[str] = []
    for character in text:
        if found and (found[-1][-1] == "\u200d" or not cell_len(character)):
            found[-1] += character
        else:
            found.append(character)
    return found


def _best_cut(characters: list[str], start: int, end: int) -> int:
    """Behind a good end in the fewest brackets, the last of them."""
    allowed = [place for place in range(end, (start + end) // 2, -1) if _may_cut(characters, place)]
    good = (place for place in allowed if characters[place - 1] in _GOOD_ENDS)
    return min(good, key=lambda place: _depth("".join(characters[start:place])), default=allowed[0] if allowed else end)


def _may_cut(characters: list[str], place: int) -> bool:
    after = characters[place]
    raised = unicodedata.decomposition(after[0]).startswith(("<super>", "<sub>")) or after[0] in "′″"
    before = characters[place - 1]
    in_number = (before.isdigit() and after in "0123456789.") or (before in ".−-+" and after.isdigit())
    is_sign = before in "+-−" and place > 1 and characters[place - 2] in _OPENING
    return not (raised or in_number or is_sign or after in _CLOSING or before in _OPENING)


def _joined(pieces: Line, characters: list[tuple[str, int, int]]) -> Line:
    texts: dict[int, list[str]] = {}
    for text, _, place in characters:
        texts.setdefault(place, []).append(text)
    return tuple(pieces[place]._replace(text="".join(parts)) for place, parts in texts.items())
