"""What is drawn around boxes: bars, roots, brackets, braces, frames."""

from rich.cells import cell_len

from tutor.typeset.boxes import Box, beside, column, fitted, line, piled
from tutor.typeset.delimiters import tall


def over(numerator: Box, denominator: Box, plain: bool) -> Box:
    """A fraction; its bar reaches beyond one that stands in it."""
    nested = max(numerator.height, denominator.height) > 1
    width = max(numerator.width, denominator.width, 1) + 2 * nested
    return piled([numerator, line(("-" if plain else "─") * width), denominator], 1)


def root(body: Box, degree: str, plain: bool) -> Box:
    """A root with a line over its body."""
    height = body.height
    if height == 1:
        sign = "\\/" if plain else "√"
        strokes = [degree, " " * (cell_len(degree) - len(sign)) + sign]
    else:
        # A long stroke up, with the degree in the crook at its foot.
        rise, fall = "/\\" if plain else "╱╲"
        margin = " " * (cell_len(degree) - 2)
        strokes = [margin + " " * (height - row) + rise for row in range(height - 1)]
        strokes[-1] = " " * (2 - cell_len(degree)) + degree + rise
        strokes = ["", *strokes, margin + fall + rise]
    left = column(strokes, body.baseline + 1)
    top = piled([line("_" * max(body.width, 1)), body], 1, "l")
    return beside([(0, left), (0, top)])


def fenced(parts: list[Box], delimiters: tuple[str, ...], plain: bool, pad: int = 0) -> Box:
    """Parts between delimiters that are as tall as the tallest of them."""
    inside = beside([(0, part) for part in parts])
    fences = [
        Box(lines, inside.baseline, len(lines[0]))
        for lines in (tall(glyph, inside.height, inside.baseline, plain) for glyph in delimiters)
    ]
    row = [(0, fences[0]), (pad, parts[0])]
    for fence, part in zip(fences[1:-1], parts[1:], strict=True):
        row += [(1, fence), (1, part)]
    return beside([*row, (pad if fences[-1].width else 0, fences[-1])])


def accent(body: Box, mark: str, plain: bool) -> Box:
    """A mark over a body that is more than one letter."""
    if mark in ("bar", "overline"):
        return piled([line("_" * max(body.width, 1)), body], 1)
    if mark == "underline":
        return piled([body, line(("-" if plain else "‾") * max(body.width, 1))], 0)
    if mark == "vec":
        return piled([line(("->" if plain else "→").rjust(body.width, "-" if plain else "─")), body], 1)
    return piled([line(_MARKS[mark]), body], 1)


def brace(body: Box, above: bool, plain: bool) -> Box:
    """A horizontal brace; a label goes to its point."""
    width = max(body.width, 3)
    left, middle, right, stroke = (".^.-" if above else "'v'-") if plain else ("╭┴╮─" if above else "╰┬╯─")
    half = (width - 3) // 2
    drawn = line(left + stroke * half + middle + stroke * (width - 3 - half) + right)
    body = fitted(body, width)
    return piled([drawn, body], 1) if above else piled([body, drawn], 0)


def frame(body: Box, plain: bool) -> Box:
    """A box drawn around the body."""
    corners, stroke, side = ("++++", "-", "|") if plain else ("┌┐└┘", "─", "│")
    width = body.width + 2
    return Box(
        (
            corners[0] + stroke * width + corners[1],
            *(f"{side} {text} {side}" for text in body.lines),
            corners[2] + stroke * width + corners[3],
        ),
        body.baseline + 1,
        width + 2,
    )


_MARKS = {
    "hat": "^", "tilde": "~", "dot": ".", "ddot": "..", "check": "v", "breve": "u",
    "acute": "'", "grave": "`", "mathring": "o",
}  # fmt: skip
