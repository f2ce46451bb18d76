"""A learner's file as text: which functions it has, what they take and return, and what is spoken of. Nothing runs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

MOST_BYTES = 1 << 20
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
    """A function at the top of the file."""

    name: str
    parameters: tuple[Parameter, ...]
    returned: tuple[str, ...]
    """The names that its last `return` gives, where it gives several by name; empty strings for what has none."""
    strings: frozenset[str]
    """The words in quotation marks in it."""
    line: int


@dataclass(frozen=True)
class Source:
    """What can be seen of a file without running it."""

    functions: tuple[Function, ...]
    words: frozenset[str]
    """Every name and attribute in it, in lower case."""
    strings: frozenset[str]
    imported: frozenset[str]
    """The first parts of the names of modules that it imports."""


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
    return Source(functions, frozenset(_words(tree)), frozenset(_strings(tree)), frozenset(_imports(tree)))


def _function(node: Defined) -> Function:
    given = node.args
    plain = [*given.posonlyargs, *given.args]
    first_default = len(plain) - len(given.defaults)
    by_place = len(given.posonlyargs)
    parameters = [Parameter(one.arg, k < first_default, k < by_place) for k, one in enumerate(plain)]
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    parameters += [Parameter(one.arg, default is None, False) for one, default in named]
    return Function(node.name, tuple(parameters), _returned(node), frozenset(_strings(node)), node.lineno)


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


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
