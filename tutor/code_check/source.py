"""A learner's file as text: its functions and classes, what they take and return, what is spoken of. Nothing runs."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

MOST_BYTES = 1 << 20
MOST_RATE = 100.0
"""Larger numbers in a file are no learning rates."""
CLEARING = re.compile(r"zero_|reset|clear")
Defined: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class Unreadable(Exception):
    """A file that is no Python: `key` is `too_long` or `syntax`, with the line where it has one."""

    def __init__(self, key: str, line: int | None = None) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class Parameter(NamedTuple):
    """What a function takes: its name, whether it has to be given, and whether only by its place."""

    name: str
    required: bool
    by_place: bool


@dataclass(frozen=True)
class Function:
    """A function at the top of the file, or a method: without its `self`."""

    name: str
    parameters: tuple[Parameter, ...]
    returned: tuple[str, ...]
    """The names that its last `return` gives, where it gives several by name; empty strings for what has none."""
    strings: frozenset[str]
    """The words in quotation marks in it."""
    line: int
    owner: str = ""
    """The class of a method."""
    calls: frozenset[str] = frozenset()
    """The names of the methods of its object that it calls."""
    sets: frozenset[str] = frozenset()
    """The attributes of its object that it assigns."""
    takes_any: bool = False
    """Whether it takes any number of arguments by place."""

    @property
    def full_name(self) -> str:
        """Its name, after that of its class."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True)
class Class:
    """A class at the top of the file, with the methods of those that it is derived from in the same file."""

    name: str
    methods: tuple[Function, ...]
    bases: tuple[str, ...]
    """The names of what it is derived from, and of what that is, the last part of each."""

    def method(self, name: str) -> Function | None:
        """A method by its name."""
        return next((one for one in self.methods if one.name == name), None)

    @property
    def attributes(self) -> frozenset[str]:
        """What its methods assign to their object."""
        return frozenset().union(*(one.sets for one in self.methods))


@dataclass(frozen=True)
class Source:
    """What can be seen of a file without running it."""

    functions: tuple[Function, ...]
    words: frozenset[str]
    """Every name and attribute in it, in lower case."""
    strings: frozenset[str]
    imported: frozenset[str]
    """The first parts of the names of modules that it imports."""
    classes: tuple[Class, ...] = ()
    numbers: frozenset[float] = frozenset()
    """The numbers above 0 that stand in it."""
    cleared: frozenset[str] = frozenset()
    """The attributes that are set anew after an object is made; `*` where something sets to zero whatever there is."""


def read_source(path: Path) -> Source:
    """The file's functions and words. Raises OSError and Unreadable."""
    with path.open("rb") as file:
        text = file.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise Unreadable("too_long")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise Unreadable("syntax", error.lineno) from None
    except (ValueError, RecursionError, MemoryError):
        raise Unreadable("syntax") from None
    functions = tuple(_function(node) for node in tree.body if isinstance(node, Defined))
    words, strings, imported = frozenset(_words(tree)), frozenset(_strings(tree)), frozenset(_imports(tree))
    numbers, cleared = frozenset(_numbers(tree)), frozenset(_cleared(tree))
    return Source(functions, words, strings, imported, tuple(_classes(tree)), numbers, cleared)


def _classes(tree: ast.Module) -> Iterator[Class]:
    """The classes, each with what it has from those above it in the file."""
    known: dict[str, Class] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        above = [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases]
        methods = {one.name: one for name in reversed(above) if name in known for one in known[name].methods}
        own = [_method(one, node.name) for one in node.body if isinstance(one, Defined)]
        methods |= {one.name: one for one in own if one is not None}
        further = [base for name in above if name in known for base in known[name].bases]
        of_class = tuple(replace(one, owner=node.name) for one in methods.values())
        known[node.name] = Class(node.name, of_class, (*above, *further))
        yield known[node.name]


def _method(node: Defined, owner: str) -> Function | None:
    """A method as it is called on an object; None for what is not called so."""
    decorators = {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
    if decorators - {"staticmethod", "classmethod"}:  # of a property, and of what nobody knows
        return None
    first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
    bare = _function(node, skip=0 if "staticmethod" in decorators else 1)
    if first is None:
        return bare
    sets = {
        inner.attr
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute) and _is_of(inner, {first.arg}) and isinstance(inner.ctx, ast.Store)
    }
    return replace(bare, owner=owner, calls=frozenset(_calls(node, {first.arg})), sets=frozenset(sets))


def _calls(node: ast.AST, names: set[str]) -> Iterator[str]:
    """What is called of the objects that go by some names: their methods, and they themselves."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and _is_of(inner.func, names):
            yield inner.func.attr
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in names:
            yield "__call__"


def _is_of(node: ast.Attribute, names: set[str]) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in names


def _function(node: Defined, skip: int = 0) -> Function:
    given = node.args
    plain = [*given.posonlyargs, *given.args]
    first_default = len(plain) - len(given.defaults)
    by_place = len(given.posonlyargs)
    parameters = [Parameter(one.arg, k < first_default, k < by_place) for k, one in enumerate(plain)]
    parameters = parameters[skip:]
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    parameters += [Parameter(one.arg, default is None, False) for one, default in named]
    calls = frozenset(_calls(node, {one.name for one in parameters}))
    strings = frozenset(_strings(node))
    return Function(
        node.name,
        tuple(parameters),
        _returned(node),
        strings,
        node.lineno,
        calls=calls,
        takes_any=given.vararg is not None,
    )


def _returned(node: Defined) -> tuple[str, ...]:
    names: tuple[str, ...] = ()
    for inner in _own(node):
        if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple | ast.List):
            names = tuple(_name(item) for item in inner.value.elts)
    return names


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without that of functions in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Defined | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own(child)


def _name(node: ast.expr) -> str:
    """The name that a returned part has: `dW1`, also behind a call or a factor, as in `np.array(dW1)` and `dW1 / m`."""
    names = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    if isinstance(node, ast.Name):
        return node.id
    return names[0] if isinstance(node, ast.BinOp) and names else ""


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id.lower()
        elif isinstance(node, ast.Attribute):
            yield node.attr.lower()
        elif isinstance(node, Defined):
            yield node.name.lower()


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= 40:
            yield node.value


def _numbers(tree: ast.AST) -> Iterator[float]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and 0 < node.value < MOST_RATE:
            yield float(node.value)


def _cleared(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Defined) and child.name == "__init__":
            continue
        if isinstance(child, Defined) and CLEARING.search(child.name):
            yield "*"
        if isinstance(child, ast.Attribute) and child.attr in ("fill", "zero_", "zero_grad"):
            yield "*"
        for target in child.targets if isinstance(child, ast.Assign) else ():
            inner = target.value if isinstance(target, ast.Subscript) else target
            if isinstance(inner, ast.Attribute):
                yield inner.attr
        yield from _cleared(child)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
