r"""What stands between `\begin{…}` and `\end{…}`."""

from tutor.typeset.macros import Reader
from tutor.typeset.nodes import Grid, Node, Row, Symbol, items_of
from tutor.typeset.tokens import Token

_FENCES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("", ""),
    "cases": ("{", ""),
    "rcases": ("", "}"),
}
_CENTRED = frozenset({"gathered", "gather", "gather*", "equation", "equation*"})
_ALIGNED = frozenset({"aligned", "align", "align*", "split", "eqnarray", "eqnarray*"})


def environment(reader: Reader, begin: Token) -> Node:
    """The environment whose `begin` is just behind, up to and with its `end`."""
    name = begin.text
    if name not in _FENCES and name not in _CENTRED | _ALIGNED:
        raise reader.error("unknown-environment", begin)
    columns = _columns(reader, begin) if name == "array" else ""
    rows = reader.rows(tabs=name not in _CENTRED)
    if reader.token[:2] != ("end", name):
        raise reader.error("unclosed-environment", begin)
    reader.take()
    width = max(len(columns.replace("|", "")), *(len(row) for row in rows))
    rows = tuple(row + (Row(()),) * (width - len(row)) for row in rows)
    if name in _FENCES:
        left, right = _FENCES[name]
        if "cases" in name:
            return Grid("cases", rows, "l" * width, left, right)
        return Grid("matrix", rows, columns + "c" * (width - len(columns.replace("|", ""))), left, right)
    if width == len(rows) == 1:
        return rows[0][0]
    return Grid("aligned", rows, "c" if name in _CENTRED else (("rcl" if "array" in name else "rl") * width)[:width])


def _columns(reader: Reader, begin: Token) -> str:
    if reader.token.kind != "open":
        raise reader.error("missing-argument", begin)
    columns = "".join(item.glyph if isinstance(item, Symbol) else "?" for item in items_of(reader.group()))
    if not columns.strip("|") or columns.strip("lcr|"):
        raise reader.error("bad-columns", begin)
    return columns
