"""How a formula is taken apart before it is spoken: brackets, lists, relations, functions, and what is simple."""

from collections.abc import Sequence

from tutor.typeset.nodes import Fenced, Node, Row, Scripts, Space, Stack, Symbol, Text, items_of
from tutor.typeset.spoken_signs import OPERATORS

FUNCTION_LETTERS = frozenset("ρσφϕf")
"""Letters that a bracket behind is taken of; behind others it is multiplied, unless θ alone stands in it."""
NUMBER = frozenset("0123456789.,")
WIDE = 2
"""So many cells of space separate two formulas."""


def grouped(items: Sequence[Node]) -> list[Node]:
    """The items with what stands between brackets as one node; a number or a name in several pieces is one, too."""
    return _joined(_bracketed([_name(item) for item in items], 0, "")[0])


def _name(node: Node) -> Node:
    """Words in pieces, as `\\_` leaves them, as one text."""
    if isinstance(node, Row) and node.items and all(isinstance(item, Text) for item in node.items):
        return Text("".join(item.text for item in node.items if isinstance(item, Text)))
    return node


def _bracketed(items: list[Node], at: int, opened: str) -> tuple[list[Node], int]:
    """The items from a place on, up to what closes them; and the place after that."""
    out: list[Node] = []
    while at < len(items):
        item = items[at]
        symbol = item.base if isinstance(item, Scripts) else item
        kind = symbol.kind if isinstance(symbol, Symbol) else "ord"
        if opened and (kind == "close" or (opened == "|" and kind == "bar")):
            return out, at
        if kind == "open" or (kind == "bar" and isinstance(item, Symbol)):
            mark = "|" if kind == "bar" else "("
            inner, end = _bracketed(items, at + 1, mark)
            if end < len(items):
                out.append(_fence(item, inner, items[end]))
                at = end + 1
                continue
        out.append(item)
        at += 1
    return out, at


def _fence(first: Node, inner: list[Node], last: Node) -> Node:
    close = last.base if isinstance(last, Scripts) else last
    opening = first.glyph if isinstance(first, Symbol) else ""
    closing = close.glyph if isinstance(close, Symbol) else ""
    body: Node = inner[0] if len(inner) == 1 else Row(tuple(inner))
    fence = Fenced((opening, closing), (body,))
    return last._replace(base=fence) if isinstance(last, Scripts) else fence


def _joined(items: list[Node]) -> list[Node]:
    """Digits with a comma between that is no separator are one number: 1{,}000."""
    out: list[Node] = []
    for item in items:
        last = out[-1] if out else None
        if (
            isinstance(item, Symbol)
            and isinstance(last, Symbol)
            and item.kind == last.kind == "ord"
            and set(item.glyph) <= NUMBER
            and set(last.glyph) <= NUMBER
            and ("," in item.glyph or last.glyph.endswith(","))
        ):
            out[-1] = Symbol(last.glyph + item.glyph)
        else:
            out.append(item)
    return out


def is_comma(node: Node) -> bool:
    """Whether two formulas stand before and behind the node."""
    return (isinstance(node, Symbol) and node.kind == "punct") or (isinstance(node, Space) and node.cells >= WIDE)


def is_relation(node: Node) -> bool:
    """Whether the node relates what stands before it to what stands behind."""
    symbol = node.base if isinstance(node, Scripts | Stack) else node
    return isinstance(symbol, Symbol) and symbol.kind == "rel"


def split_at_commas(items: Sequence[Node], *, keep: bool = True) -> list[list[Node]]:
    """The parts between commas, with none that is empty.

    With `keep`, what is no relation stays with the relation before it: in `z → w, a` both stand on its right.
    """
    parts: list[list[Node]] = [[]]
    for position, item in enumerate(items):
        if not is_comma(item):
            parts[-1].append(item)
            continue
        later = items[position + 1 :]
        end = next((k for k, one in enumerate(later) if is_comma(one)), len(later))
        if keep and any(map(is_relation, parts[-1])) and not any(map(is_relation, later[:end])):
            parts[-1].append(item)
        else:
            parts.append([])
    return [part for part in parts if any(not isinstance(item, Space) for item in part)] or [[]]


def split_at_relations(items: Sequence[Node]) -> tuple[list[list[Node]], list[Node]]:
    """The sides, and the relations between them."""
    sides: list[list[Node]] = [[]]
    relations: list[Node] = []
    for item in items:
        if is_relation(item):
            relations.append(item)
            sides.append([])
        else:
            sides[-1].append(item)
    return sides, relations


def attached(node: Node) -> bool:
    """Whether the node is a factor: beside another, the two are multiplied."""
    symbol = node.base if isinstance(node, Scripts) else node
    if isinstance(symbol, Symbol):
        return symbol.kind not in ("large", "bin", "rel", "punct", "slash", "bar")
    return _is_name(symbol) if isinstance(symbol, Text) else not isinstance(symbol, Space)


def _is_name(node: Text) -> bool:
    """Whether words in a formula are the name of a quantity, such as `all_price`: a factor beside others."""
    return node.text.isascii() and node.text.replace("_", "").isalnum()


def operator_of(node: Node) -> str | None:
    """The name of the operation between two factors or terms; None for what is no sign of one."""
    return OPERATORS.get(node.glyph) if isinstance(node, Symbol) else None


def is_operator(node: Node) -> bool:
    """Whether the node is the sign of an operation."""
    return operator_of(node) is not None


def is_function(node: Node) -> bool:
    """Whether the node is the name of a function, such as ln or max."""
    symbol = node.base if isinstance(node, Scripts) else node
    return isinstance(symbol, Symbol) and symbol.kind == "function"


def is_applied(node: Node, following: Node) -> bool:
    """Whether a bracket that follows is what the node is taken of, and no factor."""
    if not isinstance(following, Fenced):
        return False
    symbol = node.base if isinstance(node, Scripts) else node
    if isinstance(symbol, Text):
        return _is_name(symbol)
    if not isinstance(symbol, Symbol) or symbol.kind not in ("ord", "function"):
        return False
    inner = following.parts[0]
    whole = inner.base if isinstance(inner, Scripts) else inner
    of_theta = isinstance(whole, Symbol) and whole.glyph == "θ"
    return symbol.kind == "function" or symbol.glyph in FUNCTION_LETTERS or (of_theta and not digits_of(symbol))


def is_atom(node: Node) -> bool:
    """Whether the node is one name or number, with its indices."""
    items = [item for item in items_of(node) if not isinstance(item, Space)]
    if len(items) != 1:
        return False
    one = items[0].base if isinstance(items[0], Scripts) else items[0]
    return isinstance(one, Symbol | Text) and not (isinstance(one, Symbol) and one.kind in ("open", "close", "bar"))


def is_signed_number(node: Node) -> bool:
    """Whether the node is a number or a name with a sign before it."""
    items = [item for item in items_of(node) if not isinstance(item, Space)]
    return len(items) == 2 and isinstance(items[0], Symbol) and items[0].glyph in "−+" and is_atom(items[1])


def digits_of(node: Node | None) -> str:
    """The digits that the node consists of; empty where there is something else."""
    items = items_of(node) if node is not None else ()
    glyphs = [item.glyph for item in items if isinstance(item, Symbol)]
    text = "".join(glyphs)
    return text if len(glyphs) == len(items) and text.isascii() and text.isdigit() else ""


def layer_of(sup: Node | None) -> Node | None:
    """The number of a layer, which stands above in brackets; None for any other superscript."""
    if sup is None:
        return None
    items = grouped(items_of(sup))
    if len(items) == 1 and isinstance(items[0], Fenced) and items[0].delimiters == ("(", ")"):
        return items[0].parts[0]
    return None


def partial_of(node: Node) -> Node | None:
    """What stands behind ∂ where the node begins with that; None where it does not."""
    items = items_of(node)
    if items and isinstance(items[0], Symbol) and items[0].kind == "prefix":
        rest = tuple(item for item in items[1:] if not isinstance(item, Space))
        return rest[0] if len(rest) == 1 else Row(rest)
    return None
