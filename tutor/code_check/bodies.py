"""What stands in the body of a function of a learner's file: what it returns, calls and goes into. Nothing runs."""

import ast
import re
from collections.abc import Iterator
from typing import TypeAlias

Defined: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_INPUT = re.compile(r"(?:x|i)_?\d")
_PRODUCTS = ("dot", "matmul")
MOST_ENTRIES = 100
"""Larger places are those of data, and no single numbers."""


def subtracted(node: ast.AST) -> Iterator[str]:
    """The names that stand beside a minus."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub):
            yield from (side.id for side in (inner.left, inner.right) if isinstance(side, ast.Name))


def entries(node: ast.AST) -> dict[str, int]:
    """How many entries what goes by a name has at least; nothing of what is gone into twice, `W[0][1]`."""
    found = {name: len(names) for name, names in unpacked(node)} | _one_by_one(node)
    deeper = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript) and isinstance(inner.value, ast.Subscript):
            deeper |= {one.id for one in ast.walk(inner.value.value) if isinstance(one, ast.Name)}
        if isinstance(inner, ast.Subscript) and isinstance(inner.value, ast.Name):
            place = inner.slice.value if isinstance(inner.slice, ast.Constant) else None
            if isinstance(place, int) and 0 <= place < MOST_ENTRIES:
                found[inner.value.id] = max(place + 1, found.get(inner.value.id, 0))
    return {name: count for name, count in found.items() if name not in deeper}


def sized(node: ast.AST) -> Iterator[str]:
    """The names of which the function asks how many there are: `len(x)`, `x.shape[0]`."""
    for inner in ast.walk(node):
        of: ast.expr | None = None
        if isinstance(inner, ast.Call) and called_name(inner) == "len" and inner.args:
            of = inner.args[0]
        elif isinstance(inner, ast.Attribute) and inner.attr == "shape":
            of = inner.value
        if isinstance(of, ast.Name):
            yield of.id


def keyed(node: ast.AST) -> Iterator[str]:
    """The names of what is gone into by words: `params["W1"]`, `params["W" + str(k)]`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript) and isinstance(inner.value, ast.Name) and any(strings_in(inner.slice)):
            yield inner.value.id


def of_matrices(node: ast.AST) -> Iterator[str]:
    """The names of what holds matrices in places: `W` in `W[k].T`."""
    for inner in ast.walk(node):
        at = inner.value if isinstance(inner, ast.Attribute) and inner.attr in ("T", "transpose", "t") else None
        if not isinstance(at, ast.Subscript) or isinstance(at.slice, ast.Slice | ast.Tuple):
            continue
        if isinstance(at.value, ast.Name) and not any(strings_in(at.slice)):
            yield at.value.id


def is_averaging(node: ast.AST) -> bool:
    """Whether something is divided by how many there are of something: `g / len(self.x)`, `(1 / x.shape[0]) * g`."""
    for inner in ast.walk(node):
        by = inner.right if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Div) else None
        if isinstance(by, ast.Call) and called_name(by) == "len":
            return True
        if isinstance(by, ast.Subscript) and isinstance(by.value, ast.Attribute) and by.value.attr == "shape":
            return True
    return False


def multiplied(node: ast.AST) -> Iterator[str]:
    """The names that stand in a product of matrices: `theta` in `X @ theta` and `np.dot(X, theta)`, no containers."""
    for inner in ast.walk(node):
        sides: list[ast.expr] = []
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.MatMult):
            sides = [inner.left, inner.right]
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in _PRODUCTS:
            sides = inner.args
        yield from (side.id for side in sides if isinstance(side, ast.Name))


def _one_by_one(node: ast.AST) -> dict[str, int]:
    """How many inputs are gone into by name, `for (x1, x2), y in data`: they are told as those of `x`."""
    counts = [
        len(inner.elts)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Tuple) and isinstance(inner.ctx, ast.Store) and len(inner.elts) > 1
        if all(isinstance(one, ast.Name) and _INPUT.fullmatch(one.id) for one in inner.elts)
    ]
    return {"x": max(counts)} if counts else {}


def unpacked(node: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What goes by a name, and the names that it is unpacked into."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Name):
            for target in inner.targets:
                if isinstance(target, ast.Tuple | ast.List) and all(isinstance(one, ast.Name) for one in target.elts):
                    yield inner.value.id, tuple(one.id for one in target.elts if isinstance(one, ast.Name))


def unpacked_pairs(node: ast.AST) -> Iterator[tuple[str, int]]:
    """What goes by a name, and the number of tuples that it is unpacked into: `(W1, b1), (W2, b2) = params`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Name):
            for target in inner.targets:
                if isinstance(target, ast.Tuple | ast.List) and all(isinstance(one, ast.Tuple) for one in target.elts):
                    yield inner.value.id, len(target.elts)


def made_by(node: Defined) -> str:
    """What the last `return` calls, at once or by the name that its result was given."""
    given = {
        target.id: name
        for inner in _own(node)
        if isinstance(inner, ast.Assign) and (name := called_name(inner.value))
        for target in inner.targets
        if isinstance(target, ast.Name)
    }
    found = ""
    for inner in _own(node):
        if isinstance(inner, ast.Return) and inner.value is not None:
            name = inner.value.id if isinstance(inner.value, ast.Name) else ""
            found = called_name(inner.value) or given.get(name, "")
    return found


def called_name(node: ast.expr) -> str:
    """The name of what an expression calls; empty where it is no call of a name."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def returned(node: Defined) -> tuple[str, ...]:
    """The names that the last `return` gives, where it gives several; empty strings for what has none."""
    names: tuple[str, ...] = ()
    for inner in _own(node):
        if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple | ast.List):
            names = tuple(_name(item) for item in inner.value.elts)
    return names


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without that of functions in it, in order; sums of any length are no deeper for it."""
    waiting = [*ast.iter_child_nodes(node)][::-1]
    while waiting:
        child = waiting.pop()
        if not isinstance(child, Defined | ast.Lambda | ast.ClassDef):
            yield child
            waiting += [*ast.iter_child_nodes(child)][::-1]


def _name(node: ast.expr) -> str:
    """The name that a returned part has: `dW1`, also behind a call or a factor, as in `np.array(dW1)` and `dW1 / m`."""
    names = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    if isinstance(node, ast.Name):
        return node.id
    return names[0] if isinstance(node, ast.BinOp) and names else ""


def strings_in(tree: ast.AST) -> Iterator[str]:
    """The short words in quotation marks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= 40:
            yield node.value
