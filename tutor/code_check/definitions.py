"""Functions and classes as they stand in a learner's file: what they take, return, call and assign. Nothing runs."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tutor.code_check.bodies import (
    Defined,
    called_name,
    entries,
    is_averaging,
    keyed,
    made_by,
    multiplied,
    of_matrices,
    returned,
    sized,
    strings_in,
    subtracted,
    unpacked,
    unpacked_pairs,
)


class Handed(NamedTuple):
    """What the file itself hands to a parameter, as it stands there: a function, an object or a constant."""

    text: str
    is_function: bool
    is_imported: bool = False
    """Whether another file has it, so that it may be anything."""


class Parameter(NamedTuple):
    """What a function takes: its name, whether it has to be given, and whether only by its place."""

    name: str
    required: bool
    by_place: bool
    annotated: frozenset[str] = frozenset()
    """The names in its annotation."""
    handed: Handed | None = None


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
    called: frozenset[str] = frozenset()
    """The names of the functions and classes that it calls."""
    subtracted: frozenset[str] = frozenset()
    """The names that stand beside a minus in it."""
    gives: str = ""
    """The name of what it calls to make what it returns: a class, where it makes an object."""
    entries: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How many entries what goes by a name has at least: its places are gone into by number, or it is unpacked."""
    of_matrices: frozenset[str] = frozenset()
    """The names of what holds matrices in places."""
    averages: bool = False
    """Whether it divides something by how many there are of something."""
    keyed: frozenset[str] = frozenset()
    """The names of what it goes into by words."""
    multiplied: frozenset[str] = frozenset()
    """The names that stand in a product of matrices."""
    sized: frozenset[str] = frozenset()
    """The names of which it asks how many there are."""
    pairs: Mapping[str, int] = field(default_factory=dict, hash=False)
    """The number of tuples that what goes by a name is unpacked into."""
    unpacked: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """The names that what goes by a name is unpacked into."""

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
    fields: tuple[str, ...] = ()
    """What a dataclass, or a named tuple, holds, in order, with what it has from those that it is derived from."""
    makes: frozenset[str] = frozenset()
    """The names of what its methods call by name: other classes, where it holds their objects."""
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The attributes that its methods set to what something makes, and the name of that."""

    def method(self, name: str) -> Function | None:
        """A method by its name."""
        return next((one for one in self.methods if one.name == name), None)

    @property
    def attributes(self) -> frozenset[str]:
        """What its methods assign to their object."""
        return frozenset().union(*(one.sets for one in self.methods))


def classes_of(tree: ast.Module) -> Iterator[Class]:
    """The classes, each with what it has from those above it in the file."""
    known: dict[str, Class] = {}
    fields_of: dict[str, dict[str, Parameter]] = {}
    for node in tree.body:
        record = _named_tuple(node)
        if record is not None:
            known[record.name] = record
            yield record
        if not isinstance(node, ast.ClassDef):
            continue
        above = [base.id if isinstance(base, ast.Name) else getattr(base, "attr", "") for base in node.bases]
        methods = {one.name: one for name in reversed(above) if name in known for one in known[name].methods}
        own = [_method(one, node.name) for one in node.body if isinstance(one, Defined)]
        methods |= {one.name: one for one in own if one is not None}
        further = [base for name in above if name in known for base in known[name].bases]
        fields = {one.name: one for name in reversed(above) for one in fields_of.get(name, {}).values()}
        has_own_init = any(one is not None and one.name == "__init__" for one in own)
        if _is_record(node, above):
            fields |= {one.name: one for one in _fields(node)}
            if not has_own_init:
                taken = tuple(fields.values())
                methods["__init__"] = Function("__init__", taken, (), frozenset(), node.lineno, node.name)
        elif has_own_init:  # it is not made of the fields
            fields = {}
        fields_of[node.name] = fields
        of_class = tuple(replace(one, owner=node.name) for one in methods.values())
        makes = frozenset(_called_by_name(node)).union(*(known[name].makes for name in above if name in known))
        parts = {name: value for base in above if base in known for name, value in known[base].parts.items()}
        parts |= dict(_parts(node))
        known[node.name] = Class(node.name, of_class, (*above, *further), tuple(fields), makes, parts)
        yield known[node.name]


def _named_tuple(node: ast.stmt) -> Class | None:
    """The class of `Params = namedtuple("Params", "W1 b1")`, by the name that it goes by in the file."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call) or len(node.value.args) < 2:
        return None
    function, target, given = node.value.func, node.targets[0], node.value.args[1]
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name != "namedtuple" or not isinstance(target, ast.Name):
        return None
    one_by_one = given.elts if isinstance(given, ast.List | ast.Tuple) else [given]
    texts = [one.value for one in one_by_one if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    fields = tuple(name for text in texts for name in text.replace(",", " ").split())
    taken = tuple(Parameter(name, True, False) for name in fields)
    making = Function("__init__", taken, (), frozenset(), node.lineno, target.id)
    return Class(target.id, (making,), ("NamedTuple",), fields)


def _is_record(node: ast.ClassDef, above: list[str]) -> bool:
    """Whether a class is a dataclass or a named tuple, so that its fields say how an object is made."""
    decorators = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    names = {one.id if isinstance(one, ast.Name) else getattr(one, "attr", "") for one in decorators}
    return "dataclass" in names or "NamedTuple" in above


def _fields(node: ast.ClassDef) -> Iterator[Parameter]:
    """The fields of a dataclass that making an object takes."""
    for one in node.body:
        if not isinstance(one, ast.AnnAssign) or not isinstance(one.target, ast.Name):
            continue
        if not _is_made_later(one.value) and "ClassVar" not in _names_in(one.annotation):
            yield Parameter(one.target.id, one.value is None, False)


def _is_made_later(value: ast.expr | None) -> bool:
    """Whether a field's value is a call with `init=False`."""
    given = value.keywords if isinstance(value, ast.Call) else []
    return any(one.arg == "init" and isinstance(one.value, ast.Constant) and one.value.value is False for one in given)


def _names_in(annotation: ast.expr | None) -> frozenset[str]:
    """The names in an annotation, also in quotation marks: `Params` in `list["Params"]`."""
    found: set[str] = set()
    for one in ast.walk(annotation) if annotation is not None else ():
        if isinstance(one, ast.Name):
            found.add(one.id)
        elif isinstance(one, ast.Attribute):
            found.add(one.attr)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            found |= set(re.findall(r"\w+", one.value))
    return frozenset(found)


def _parts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and (name := called_name(inner.value)):
            yield from ((target.attr, name) for target in inner.targets if isinstance(target, ast.Attribute))


def _called_by_name(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
            yield inner.func.id


def _method(node: Defined, owner: str) -> Function | None:
    """A method as it is called on an object; None for what is not called so."""
    decorators = {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
    if decorators - {"staticmethod", "classmethod"}:  # of a property, and of what nobody knows
        return None
    first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
    bare = function_of(node, skip=0 if "staticmethod" in decorators else 1)
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


def function_of(node: Defined, skip: int = 0) -> Function:
    """What a function takes, without so many of its first parameters, and what it does."""
    given = node.args
    plain = [*given.posonlyargs, *given.args]
    first_default = len(plain) - len(given.defaults)
    by_place = len(given.posonlyargs)
    parameters = [
        Parameter(one.arg, k < first_default, k < by_place, _names_in(one.annotation)) for k, one in enumerate(plain)
    ]
    parameters = parameters[skip:]
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    parameters += [Parameter(one.arg, default is None, False, _names_in(one.annotation)) for one, default in named]
    calls = frozenset(_calls(node, {one.name for one in parameters}))
    strings = frozenset(strings_in(node))
    return Function(
        node.name,
        tuple(parameters),
        returned(node),
        strings,
        node.lineno,
        calls=calls,
        takes_any=given.vararg is not None,
        called=frozenset(_called_by_name(node)),
        subtracted=frozenset(subtracted(node)),
        gives=made_by(node),
        entries=entries(node),
        of_matrices=frozenset(of_matrices(node)),
        averages=is_averaging(node),
        keyed=frozenset(keyed(node)),
        multiplied=frozenset(multiplied(node)),
        sized=frozenset(sized(node)),
        pairs=dict(unpacked_pairs(node)),
        unpacked=dict(unpacked(node)),
    )
