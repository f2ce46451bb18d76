"""Lines of any length for an editor whose work at each key grows with its longest line: they are broken for it alone.

A break that nobody typed is a mark, which no keyboard gives and no paste brings in, and an end of line after it.
"""

MARK = "\u2060"
"""A word joiner: it takes no cell."""
LENGTH = 700
"""Characters of a piece; where a space is near its end, it ends there."""
MOST = 2 * LENGTH
"""How long a line may grow under the hand before it is broken."""
NEAR = 100


def broken(text: str) -> str:
    """The text with its long lines in pieces."""
    if len(text) <= MOST:
        return text
    return "\n".join(map(_pieces, text.split("\n")))


def joined(text: str) -> str:
    """The text as it was typed."""
    return text.replace(f"{MARK}\n", "").replace(MARK, "") if MARK in text else text


def _pieces(line: str) -> str:
    if len(line) <= MOST:
        return line
    pieces: list[str] = []
    start = 0
    while len(line) - start > LENGTH:
        space = line.rfind(" ", start + LENGTH - NEAR, start + LENGTH)
        end = space + 1 if space >= 0 else start + LENGTH
        pieces.append(line[start:end])
        start = end
    return f"{MARK}\n".join([*pieces, line[start:]])
