"""Delimiters as tall as what they enclose."""

_PLAIN = {"⟨": "<", "⟩": ">", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "‖": "||", "↑": "^", "↓": "v"}
# top, a line between, bottom
_TALL = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "{": "⎧⎪⎩",
    "}": "⎫⎪⎭",
    "|": "│││",
    "‖": "‖‖‖",
    "↑": "↑││",
    "↓": "││↓",
}
_TALL_PLAIN = {
    "(": "/|\\",
    ")": "\\|/",
    "[": "[[[",
    "]": "]]]",
    "⌊": "||L",
    "⌋": "||J",
    "⌈": "r||",
    "⌉": "7||",
    "{": "/|\\",
    "}": "\\|/",
    "|": "|||",
    "↑": "^||",
    "↓": "||v",
}
_MIDDLE = {"{": "⎨", "}": "⎬"}
_SLANTED = {"⟨": "/\\", "⟩": "\\/", "/": "/", "\\": "\\"}


def delimiter(glyph: str, plain: bool) -> str:
    """The delimiter one line high."""
    return _PLAIN.get(glyph, glyph) if plain else glyph


def tall(glyph: str, height: int, baseline: int, plain: bool) -> tuple[str, ...]:
    """The delimiter on `height` lines, all of the same width; a brace has its point on the baseline."""
    if not glyph:
        return ("",) * height
    if height == 1:
        return (delimiter(glyph, plain),)
    if glyph in _SLANTED:
        return _slanted(_SLANTED[glyph], height, plain)
    if plain and glyph == "‖":
        return ("||",) * height
    strokes = (_TALL_PLAIN if plain else _TALL)[glyph]
    lines = [strokes[0], *[strokes[1]] * (height - 2), strokes[2]]
    if glyph in _MIDDLE:
        if height == 2 and not plain:
            return ("⎰", "⎱") if glyph == "{" else ("⎱", "⎰")
        if height > 2:
            lines[min(max(baseline, 1), height - 2)] = glyph if plain else _MIDDLE[glyph]
    return tuple(lines)


def _slanted(strokes: str, height: int, plain: bool) -> tuple[str, ...]:
    # An angle bracket is two strokes that meet half-way; a slash is one.
    reach = height // 2 if len(strokes) == 2 else height
    lines = []
    for line in range(height):
        stroke = strokes[0] if line < height / 2 else strokes[-1]
        step = min(line, height - 1 - line) if len(strokes) == 2 else line
        column = reach - 1 - step if strokes[0] == "/" else step
        lines.append((" " * min(column, reach - 1) + stroke).ljust(reach))
    return tuple(lines) if plain else tuple(line.replace("/", "╱").replace("\\", "╲") for line in lines)
