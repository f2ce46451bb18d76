"""What holds together by itself, and what needs brackets when a formula is flattened to one line."""

from tutor.typeset.nodes import (
    Decorated,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    Text,
    items_of,
)


def bracket_of(node: Node) -> str:
    """The opening bracket, if the node as a whole is one bracketed group; else nothing."""
    if isinstance(node, Fenced):
        return node.delimiters[0] if node.delimiters[-1] else ""
    items = items_of(node)
    depth = 0
    for position, item in enumerate(items):
        depth += bracket_step(item)
        if depth <= 0:
            first = items[0]
            return first.glyph if position == len(items) - 1 and depth == 0 and isinstance(first, Symbol) else ""
    return ""


def is_simple(node: Node) -> bool:
    """Whether the flattened node may stand under a slash, or carry a script, without brackets."""
    match node:
        case Symbol(_, kind) | Scripts(Symbol(_, kind)):
            simple = kind in ("ord", "prefix")
        case Text(text):
            simple = " " not in text
        case Fenced(delimiters):
            simple = bool(delimiters[0] and delimiters[-1])
        case Grid(kind):
            simple = kind != "aligned"
        case Row(items):
            is_word = all(isinstance(item, Text) and " " not in item.text for item in items)
            simple = is_word or bool(bracket_of(_without_last_script(items)))
        case _:
            simple = isinstance(node, Scripts | Decorated | Root) or (isinstance(node, Fraction) and not node.bar)
    return simple


def carries_script(node: Node) -> bool:
    """Whether a script may follow the flattened node without brackets around the node."""
    match node:
        case Symbol():
            return True
        case Scripts() | Root():
            return False
        case Row(items):
            return not items or bool(bracket_of(node))
        case Fenced(delimiters):
            return bool(delimiters[-1])
        case _:
            return is_simple(node)


def is_numerator(node: Node) -> bool:
    """Whether the flattened node may stand before a slash without brackets: something simple, or a product."""
    depth = 0
    for item in items_of(node):
        step = bracket_step(item)
        depth += step
        if depth < 0:
            return False
        if depth == 0 and step == 0 and not _is_factor(item):
            return False
    return depth == 0


def is_denominator(node: Node, numerator: Node) -> bool:
    """Whether the flattened node may stand after a slash without brackets: something simple, or ∂w under ∂C."""
    if is_simple(node):
        return True
    factors = [item for item in items_of(node) if not isinstance(item, Space)]
    if len(factors) != 2 or not is_simple(factors[1]):
        return False
    first, above = factors[0], (*items_of(numerator), Row(()))[0]
    above = above.base if isinstance(above, Scripts) else above
    return isinstance(first, Symbol) and (first.kind == "prefix" or (first.glyph == "d" and first == above))


def is_list(node: Node) -> bool:
    """Whether a comma stands in the node outside all brackets, and something after it."""
    depth = 0
    for item in items_of(node)[:-1]:
        depth += bracket_step(item)
        if depth == 0 and isinstance(item, Symbol) and item.kind == "punct":
            return True
    return False


def _is_factor(node: Node) -> bool:
    if isinstance(node, Space):
        return node.cells < 2
    return (is_simple(node) and not isinstance(node, Root)) or (isinstance(node, Symbol) and node.kind == "bar")


def _without_last_script(items: tuple[Node, ...]) -> Node:
    last = items[-1]
    return Row((*items[:-1], last.base)) if isinstance(last, Scripts) else Row(items)


def bracket_step(node: Node) -> int:
    """1 for an opening bracket, -1 for a closing one, else 0."""
    symbol = node.base if isinstance(node, Scripts) else node
    if not isinstance(symbol, Symbol):
        return 0
    return {"open": 1, "close": -1}.get(symbol.kind, 0)
