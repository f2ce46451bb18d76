"""A learner's file as text: its functions and classes, what they take and return, what is spoken of. Nothing runs."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from tutor.code_check.bodies import Defined, called_name, strings_in
from tutor.code_check.building import Built, HandedBy, Text, with_handed
from tutor.code_check.definitions import Class, Function, classes_of, function_of
from tutor.code_check.roles import role_of

Kind: TypeAlias = Literal["array", "list", "tensor", "grad"]
MOST_BYTES = 1 << 20
MOST_RATE = 100.0
"""Larger numbers in a file are no learning rates."""
FOREIGN = re.compile(
    r"_*(?:[a-z]+_)?(?:dropout|batch_?norm|layer_?norm|group_?norm|instance_?norm|conv|max_?pool|avg_?pool|embedding|"
    r"elu|gelu|silu|selu|swish|mish|softsign|p_?relu|r_?relu|hard_?tanh|hard_?sigmoid|sin|huber|hinge|log_?cosh|mae|"
    r"smooth_?l1|smooth_?l1_?loss|l1_?loss|mean_absolute_error|kl_?div|nce|focal|"
    r"lstm|gru|rnn|attention|multihead_?attention|transformer)(?:cell)?(?:_?\dd?)?(?:_[a-z]+)?"
)
"""Names that speak of what no network of plain layers has."""
LEAK = 0.01
"""The slope of leaky ReLU that networks have here."""
CLEARING = re.compile(r"zero_|reset|clear")


class Unreadable(Exception):
    """A file that is no Python: `key` is `too_long` or `syntax`, with the line where it has one."""

    def __init__(self, key: str, line: int | None = None) -> None:
        super().__init__(key)
        self.key, self.line = key, line


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
    rates: frozenset[float] = frozenset()
    """Those of them that are called a learning rate."""
    cleared: frozenset[str] = frozenset()
    """The attributes that are set anew after an object is made; `*` where something sets to zero whatever there is."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """The variables at the top of the file; what their value is a call of, `Sequential`, or nothing."""

    built: tuple[Built, ...] = ()
    leaks: frozenset[float] = frozenset()
    """The slopes below 0 of what may be leaky ReLUs in it."""

    @property
    def foreign(self) -> str:
        """A name in it of what networks of plain layers do not have, such as `batchnorm1d`; else nothing."""
        leaky = [f"leaky ReLU ({slope:g}·z)" for slope in sorted(self.leaks - {LEAK})]
        return min((word for word in self.words if FOREIGN.fullmatch(word)), default=leaky[0] if leaky else "")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Which kinds of arrays to try, the likeliest first."""
        if "torch" in self.imported:
            return ("tensor", "grad", "array") if "numpy" in self.imported else ("tensor", "grad")
        return ("array", "list") if {"numpy", "np", "scipy"} & self.imported else ("list", "array")


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
    classes = tuple(classes_of(tree))
    handed, built = _written(tree, classes)
    functions = tuple(with_handed(function_of(node), handed) for node in tree.body if isinstance(node, Defined))
    classes = tuple(replace(one, methods=tuple(with_handed(m, handed) for m in one.methods)) for one in classes)
    words, strings, imported = frozenset(_words(tree)), frozenset(strings_in(tree)), frozenset(_imports(tree))
    numbers, cleared = frozenset(_numbers(tree)), frozenset(_cleared(tree))
    variables = dict(_variables(tree))
    leaks = frozenset(_leaks(tree))
    rates = frozenset(_rates(tree))
    return Source(functions, words, strings, imported, classes, numbers, rates, cleared, variables, built, leaks)


def _written(tree: ast.Module, classes: tuple[Class, ...]) -> tuple[HandedBy, tuple[Built, ...]]:
    """What the file hands over, and the models that it builds; nothing where it is nested too deeply to be told."""
    text = Text(tree, classes)
    try:
        return text.handed(), tuple(text.built())
    except RecursionError:
        return {}, ()


def _variables(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                several = isinstance(target, ast.Tuple | ast.List)
                for one in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
                    if isinstance(one, ast.Name):
                        yield one.id, "" if several else called_name(node.value)


def _words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id.lower()
        elif isinstance(node, ast.Attribute):
            yield node.attr.lower()
        elif isinstance(node, Defined):
            yield node.name.lower()


def _numbers(tree: ast.AST) -> Iterator[float]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and 0 < node.value < MOST_RATE:
            yield float(node.value)


def _rates(tree: ast.AST) -> Iterator[float]:
    """The numbers that are given the name of a learning rate: assigned, handed over, or as a default."""
    for node in ast.walk(tree):
        given: list[tuple[str, ast.expr | None]] = []
        if isinstance(node, ast.Assign):
            given = [(getattr(one, "id", getattr(one, "attr", "")), node.value) for one in node.targets]
        elif isinstance(node, ast.keyword):
            given = [(node.arg or "", node.value)]
        elif isinstance(node, ast.arguments):
            plain = [*node.posonlyargs, *node.args]
            given = [(one.arg, value) for one, value in zip(plain[::-1], node.defaults[::-1], strict=False)]
            given += [(one.arg, value) for one, value in zip(node.kwonlyargs, node.kw_defaults, strict=True)]
        for name, value in given:
            role = role_of(name)
            if role is not None and role.kind == "rate" and isinstance(value, ast.Constant):
                yield from _numbers(value)


def _leaks(tree: ast.AST) -> Iterator[float]:
    """The numbers below 1 in `np.where(z > 0, z, 0.1 * z)`, `max(0.1 * z, z)` and `z if z > 0 else 0.1 * z`."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = [node.orelse] if isinstance(node, ast.IfExp) else []
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("where", "maximum", "max"):
            parts = node.args
        for part in parts:
            sides = [part.left, part.right] if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult) else []
            for side in sides:
                if isinstance(side, ast.Constant) and isinstance(side.value, float) and 0 < side.value < 1:
                    yield side.value


def _cleared(node: ast.AST) -> Iterator[str]:
    waiting = [*ast.iter_child_nodes(node)]
    while waiting:
        child = waiting.pop()
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
        waiting += ast.iter_child_nodes(child)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
