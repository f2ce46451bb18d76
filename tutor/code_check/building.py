"""How a file builds its model, and what it hands to its functions: taken from its text, to be run as it stands there.

The sizes of layers become names, `n_0`, `n_1`, …, so that the same model can be built of any widths. What trains, plots
or loads is left where it is.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from tutor.code_check.bodies import Defined, called_name
from tutor.code_check.called import Called, called
from tutor.code_check.definitions import Class, Function, Handed, Parameter
from tutor.code_check.methods import FORWARD, order_of
from tutor.code_check.roles import Role, plain, role_of

SIZE = "n_"
"""How the names of sizes begin."""
LIST = "list"
"""What stands for the class of a list of layers."""
RETURNED = "model"
"""What a model goes by that a function returns."""
_OF_TORCH = re.compile(r"(?:torch\.)?nn\.[A-Z]\w*")
_LINEAR = Called(
    Function(
        "__init__", (Parameter("in_features", True, False), Parameter("out_features", True, False)), (), frozenset(), 0
    ),
    (("in_features", Role("inputs"), False), ("out_features", Role("outputs"), False)),
)
"""How torch's own layer is made."""
_PLAIN = (ast.Constant, ast.Lambda, ast.List, ast.Tuple)
_DATA = ("x", "y", "data")


HandedBy: TypeAlias = Mapping[tuple[str, int | str], Handed]
"""By the name of what is called, and the place or the name of the argument."""


class Built(NamedTuple):
    """The statements that build a model."""

    text: str
    name: str
    """The variable that it goes by."""
    of: str
    """Its class, or `LIST`."""
    layers: tuple[str, ...]
    """The classes of what has sizes in it, from the first layer on."""


class Text:
    """What stands at the top of a file, by which it is known what can be made again elsewhere."""

    def __init__(self, tree: ast.Module, classes: Iterable[Class]) -> None:
        self._tree = tree
        self._classes = {one.name for one in classes}
        makings = {one.name: called(init, makes=True) for one in classes if (init := one.method("__init__"))}
        self.sized = {name: one for name, one in makings.items() if one.has("inputs", "outputs") and not one.has("x")}
        self._torch = {
            one.asname or one.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "torch.nn"
            for one in node.names
        }
        self.sized.setdefault("Linear", _LINEAR)
        self._functions = self._classes | {node.name for node in tree.body if isinstance(node, Defined)}
        imports = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
        self._imported = {one.asname or one.name for node in imports for one in node.names}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                self._functions |= {one.id for one in node.targets if isinstance(one, ast.Name)}

    def handed(self) -> HandedBy:
        """What calls hand over that can be made elsewhere."""
        found: dict[tuple[str, int | str], Handed] = {}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else called_name(node)
                named = ((one.arg, one.value) for one in node.keywords if one.arg is not None)
                by_place = takewhile(lambda one: not isinstance(one, ast.Starred), node.args)
                every: Iterable[tuple[int | str, ast.expr]] = (*enumerate(by_place), *named)
                for place, value in every:
                    is_listed = isinstance(value, ast.List | ast.Tuple) and not words_in(value)
                    if not is_listed and self._can_be_made(value, set()):
                        is_function = isinstance(value, ast.Name | ast.Lambda | ast.Attribute)
                        is_imported = isinstance(value, ast.Attribute)
                        found.setdefault((name, place), Handed(ast.unparse(value), is_function, is_imported))
        return found

    def built(self) -> Iterator[Built]:
        """The models that it builds of layers, at its top, in functions, or where it is run as a program."""
        for node in (self._tree, *self._tree.body):
            if isinstance(node, ast.Module | ast.If | Defined):
                yield from self._of_block(node.body)

    def _of_block(self, block: list[ast.stmt]) -> Iterator[Built]:
        made: dict[str, str] = {}
        kept: list[tuple[str, ast.stmt]] = []
        for node in block:
            name, value = _assigned(node)
            if name and value is not None and self._can_be_made(value, made):
                made[name] = made_name(value) or (LIST if isinstance(value, ast.List | ast.Tuple) else "")
                kept.append((name, ast.parse(f"{name} = {ast.unparse(value)}").body[0]))
            elif name in made:
                del made[name]
            elif (name := self._added_to(node, made)) in made:
                kept.append((name, node))
        for name, of in made.items():
            resized = _Resized(self.sized)
            needed = [(own, resized.visit(deepcopy(node))) for own, node in _needed(name, kept)]
            if resized.layers and of and of not in self.sized:
                text = "; ".join(ast.unparse(node) for _, node in _needed(name, needed))
                yield Built(text, name, of, tuple(resized.layers))

    def _added_to(self, node: ast.stmt, made: Mapping[str, str]) -> str:
        """The name of the model that a statement hands layers or functions to: `net.add(Dense(2, 3))`."""
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            return ""
        given = [*call.args, *(one.value for one in call.keywords)]
        trains = order_of(call.func.attr) is not None or plain(call.func.attr) in FORWARD.split()
        is_made = bool(given) and all(self._can_be_made(one, made) for one in given)
        return call.func.value.id if isinstance(call.func.value, ast.Name) and is_made and not trains else ""

    def _can_be_made(self, node: ast.expr, made: Iterable[str]) -> bool:
        """Whether an expression is made of the file's classes and functions, and of numbers and words."""
        if isinstance(node, ast.Name):
            return node.id in self._functions or node.id in made
        if isinstance(node, ast.Attribute):
            return isinstance(node.value, ast.Name) and node.value.id in self._imported
        if isinstance(node, ast.Call):
            is_known = called_name(node) in self._classes or self._is_of_torch(node)
            inner: list[ast.expr] = [*node.args, *(one.value for one in node.keywords)]
        else:
            is_known = isinstance(node, _PLAIN)
            inner = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
        sizes = sizes_in(node, self.sized)
        return is_known and (
            isinstance(node, ast.Lambda) or all(id(one) in sizes or self._can_be_made(one, made) for one in inner)
        )

    def _is_of_torch(self, node: ast.Call) -> bool:
        """Whether it makes one of torch's modules: `nn.Linear(2, 3)`, or `Linear(2, 3)` where that was imported."""
        text = ast.unparse(node.func)
        return text in self._torch or _OF_TORCH.fullmatch(text) is not None


class _Resized(ast.NodeTransformer):
    """Puts names in the place of the sizes of layers, counted from the first one on."""

    def __init__(self, sized: Mapping[str, Called]) -> None:
        self._sized = sized
        self.layers: list[str] = []

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        sizes = {
            key: ast.Name(f"{SIZE}{len(self.layers) + after}") for key, after in sizes_in(node, self._sized).items()
        }
        node.args = [sizes.get(id(one), one) for one in node.args]
        for one in node.keywords:
            one.value = sizes.get(id(one.value), one.value)
        if sizes:
            self.layers.append(made_name(node))
        return node


def made_name(node: ast.expr) -> str:
    """The name of what an expression makes, also of one of torch's modules."""
    is_part = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return node.func.attr if is_part and _OF_TORCH.fullmatch(ast.unparse(node.func)) else called_name(node)  # type: ignore[attr-defined]


def sizes_in(call: ast.expr, sized: Mapping[str, Called]) -> dict[int, int]:
    """The arguments that are sizes of a layer, by identity: 0 for its inputs, 1 for its outputs."""
    making = sized.get(made_name(call))
    if making is None or not isinstance(call, ast.Call):
        return {}
    kinds = {name: role.kind for name, role, _ in making.roles}
    names = [one.name for one in making.function.parameters]
    given = [*zip(names, call.args, strict=False), *((one.arg or "", one.value) for one in call.keywords)]
    wanted = ("inputs", "outputs")
    return {id(value): wanted.index(kinds[name]) for name, value in given if kinds.get(name) in wanted}


def words_in(node: ast.expr) -> int:
    """How many words a list holds, where it holds nothing else: the activations of the layers."""
    items = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return len(items) if all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in items) else 0


def _assigned(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """The variable that a statement assigns to, and what: what is returned counts as one."""
    if isinstance(node, ast.Return):
        return RETURNED, None if isinstance(node.value, ast.Name) else node.value
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    name = targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ""
    return name, node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None


def _needed(name: str, kept: list[tuple[str, ast.stmt]]) -> list[tuple[str, ast.stmt]]:
    """The statements that a variable is made by, in order, each with the one that it makes."""
    names, found = {name}, []
    for own, node in reversed(kept):
        if own in names:
            names |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            found.append((own, node))
    return found[::-1]


def with_handed(function: Function, handed: HandedBy) -> Function:
    """A function whose parameters know what the file hands to them."""
    name = function.owner if function.name == "__init__" else function.name
    found = [
        one._replace(handed=handed.get((name, k)) or handed.get((name, one.name)))
        for k, one in enumerate(function.parameters)
    ]
    return replace(function, parameters=tuple(one._replace(handed=None) if _is_data(one) else one for one in found))


def _is_data(parameter: Parameter) -> bool:
    """Whether the file hands data from elsewhere to it, `mnist.x_train`: it takes any."""
    role = role_of(parameter.name)
    return parameter.handed is not None and parameter.handed.is_imported and role is not None and role.kind in _DATA
