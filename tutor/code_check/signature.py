"""What the parameters of a learner's function stand for, by their names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tutor.code_check.called import (
    Called,
    called,
    counted,
    depth_of,
    hidden_in,
    in_one,
    role_handed,
    role_of_result,
    size_role,
)
from tutor.code_check.definitions import Class, Function
from tutor.code_check.methods import LATE, is_test
from tutor.code_check.roles import HOLDING, KEPT, Role, is_of_layer, layer_names, lettered, plain, role_of
from tutor.code_check.scalars import Scalars, role_of_number, scalars_of
from tutor.code_check.source import Source
from tutor.code_check.subjects import (
    Origin,
    Subject,
    chains,
    file_functions,
    holds_parameters_alone,
    is_fed,
    object_functions,
    subject_of,
    subjects,
)

_USUAL = [
    "backward",
    "backprop",
    "backpropagation",
    "backwardpropagation",
    "gradients",
    "gradient",
    "grads",
    "grad",
    "backwardpass",
    "computegradients",
    "computegradient",
    "lossandgradients",
    "lossgrad",
    "gradloss",
    "getgradients",
    "gradfn",
    "trainstep",
    "step",
]
"""Names of functions that return gradients, the likeliest first."""
_KEYS = re.compile(r"(?:grad_?|nabla_?|d)?([wb])_?(\d)", re.IGNORECASE)


class Signature(NamedTuple):
    """A function whose parameters are understood: for each that is to be given, its name and role."""

    function: Function
    roles: tuple[tuple[str, Role, bool], ...]
    """Name, role, and whether it is given by its place only."""
    depth: int
    """The number of layers; 0 where any number will do."""
    unknown: tuple[str, ...] = ()
    """Parameters that have to be given, and that nobody knows what for."""
    subject: Subject | None = None
    """The object that it is called on, or given, where a class of the file holds the parameters."""
    record: Class | None = None
    """The dataclass, or named tuple, that its parameters stand in."""
    through: int = 0
    """Whether it is called on each layer of a list."""
    around: tuple[str, str] = ("", "")
    """The dataclass that a list of such stands in, and the name of its field."""
    forward: "Signature | None" = None
    """The forward pass of the file, whose results the function takes."""
    scalars: Scalars | None = None
    """The numbers that it takes, where its parameters are numbers of their own."""

    def has(self, kind: str) -> bool:
        """Whether something of this kind is taken, by the function or by the forward pass before it."""
        return any(role.kind == kind for _, role, _ in self.roles) or (
            self.forward is not None and self.forward.has(kind)
        )

    @property
    def holds(self) -> bool:
        """Whether it takes parameters."""
        return any(self.has(kind) for kind in HOLDING)

    @property
    def takes_kept(self) -> bool:
        """Whether it takes what a forward pass has worked out, and nothing in the file does that for it."""
        made = ("output", "cache") if self.forward is not None or (self.subject and self.subject.steps) else ()
        return any(role.kind in KEPT and role.kind not in made for _, role, _ in self.roles)

    @property
    def takes_penalty(self) -> bool:
        """Whether it, or what makes its object, is told how much large weights cost."""
        making = self.subject.making.has("penalty") if self.subject is not None else False
        return making or self.has("penalty")

    @property
    def uses_weights_twice(self) -> bool:
        """Whether there are biases of layers whose weights are not given, as where one array stands in two places."""
        layers = {kind: {r.layer for _, r, _ in self.roles if r.kind == kind} for kind in ("weight", "bias")}
        return self.subject is None and bool(layers["weight"]) and not layers["bias"] <= layers["weight"]

    @property
    def missing(self) -> tuple[str, ...]:
        """What a function that takes all parameters does not take, as it would be called: `W1`, `X`, `y`."""
        if self.subject is not None:
            every = (*self.subject.steps, self.subject.making, Called(self.function, self.roles))
            fed = {of.upper() if of == "x" else of: any(one.has(of, "data") for one in every) for of in ("x", "y")}
            return tuple(name for name, is_there in fed.items() if not is_there)
        found = {"W1, b1, …": self.holds, "X": self.has("x"), "y": self.has("y")}
        return tuple(
            name for name, is_there in found.items() if not is_there and not (name in "Xy" and self.has("data"))
        )

    @property
    def is_usable(self) -> bool:
        """Whether it takes parameters and data, and nothing that is not understood."""
        if self.subject is not None:
            target = Called(self.function, self.roles, self.unknown)
            return not (self.unknown or self.subject.making.unknown) and is_fed(self.subject, target)
        given = [any(self.has(f"{of}{letter}") for of in ("", "scalar-")) for letter in "xy"]
        data = self.has("data") or all(given)
        return (self.holds or self.scalars is not None) and data and not self.unknown


def signature(function: Function, source: Source) -> Signature:
    """What a function takes, by the names of its parameters; a parameter with a default is given only if it matters."""
    roles, unknown = [], []
    scalars = scalars_of(function, source.functions, source.strings)
    by_letters = lettered([one.name for one in function.parameters])
    before = None if "forward" in plain(function.name) else forward_of(source)
    takes_all = any((role := role_of(one.name)) and role.kind == "parameters" for one in function.parameters)
    for parameter in function.parameters:
        own = None if scalars is None else role_of_number(parameter.name, scalars)
        role = own or by_letters.get(parameter.name) or in_one(parameter.name, role_of(parameter.name), function)
        if role is None and takes_all and parameter.required:
            role = size_role(parameter.name)
        matters = role is not None and role.kind not in ("depth", "sizes", "output", "decay")
        if role is not None and role.kind == "upstream":  # nothing says of which output
            role = None
        role = role_of_result(parameter.name, role_handed(parameter, role), None if before is None else before.function)
        if role is not None and (parameter.required or matters):
            roles.append((parameter.name, role, parameter.by_place))
        elif parameter.required:
            unknown.append(parameter.name)
    if scalars is not None:
        return Signature(function, tuple(roles), 0, tuple(unknown), scalars=scalars)
    takes_results = any(role.kind in ("result", "output", "cache") for _, role, _ in roles)
    forward = before if takes_results else None
    record = _record(function, source) if any(role.kind == "parameters" for _, role, _ in roles) else None
    if record is not None:
        of_layer = is_of_layer(record.fields)
        others = (one for one in source.classes if of_layer and len(one.fields) == 1)
        around = next(((one.name, one.fields[0]) for one in others), ("", ""))
        depth = 0 if of_layer else _depth_of_fields(record.fields)
        return Signature(function, tuple(roles), depth, tuple(unknown), None, record, around=around, forward=forward)
    of_layers = counted(roles)
    if any(role.kind == "parameters" and name in function.multiplied for name, role, _ in of_layers):
        return Signature(function, of_layers, 1, tuple(unknown), forward=forward)  # one array, and no container
    depth = depth_of(of_layers) or hidden_in(of_layers) or (forward.depth if forward is not None else 0)
    held = [name for name, role, _ in of_layers if role.kind == "parameters"]
    depth = depth or max((_depth_of_unpacked(function, name) for name in held), default=0)
    depth = depth or _depth_of_keys(function.strings or source.strings) or len(layer_names(function.strings))
    return Signature(function, of_layers, depth, tuple(unknown), forward=forward)


def _depth_of_unpacked(function: Function, name: str) -> int:
    """How many layers what goes by a name has, by what it is unpacked into."""
    return function.pairs.get(name, 0) or _depth_of_fields(function.unpacked.get(name, ()))


def _record(function: Function, source: Source) -> Class | None:
    """The dataclass of parameters that an annotation names; else the first that no other is derived from."""
    records = [one for one in source.classes if holds_parameters_alone(one)]
    named = frozenset().union(*(one.annotated for one in function.parameters))
    bases = {base for one in records for base in one.bases}
    return min(records, key=lambda one: (one.name not in named, one.name in bases), default=None)


def _depth_of_fields(fields: Iterable[str]) -> int:
    """How many layers some names of weights and biases speak of."""
    return depth_of(counted((name, role, False) for name in fields if (role := role_of(name)) is not None))


def _depth_of_keys(strings: frozenset[str]) -> int:
    """How many layers words such as "W1" and "dW2" speak of; 0 where none does."""
    found = [_KEYS.fullmatch(one) for one in strings]
    numbers = [int(one[2]) for one in found if one is not None]
    return max(numbers) + (0 in numbers) if numbers else 0


def candidates(source: Source) -> Iterator[Signature]:
    """The functions that may be the one that is meant, the likeliest first."""

    def order(function: Function) -> tuple[int, int]:
        name = plain(function.name)
        near = [k for k, usual in enumerate(_USUAL) if usual == name]
        near += [k + len(_USUAL) for k, usual in enumerate(_USUAL) if usual in name]
        return (min(near, default=99) + LATE * is_test(name), -function.line)

    yield from (signature(function, source) for function in sorted(source.functions, key=order))


def chosen(source: Source, name: str | None) -> Signature | None:
    """The function of a name, or the likeliest that can be used, or is called like one; None where there is none.

    Functions that take all parameters come first; then methods of objects that hold them, and functions of such.
    """
    every, objects = list(candidates(source)), _of_objects(source)
    if name is not None:
        named = [one for one in every if one.function.name == name]
        named = [one for one in named if one.is_usable or not any(o.function == one.function for o in objects)]
        methods = [(one, method) for one in source.classes for method in one.methods]
        meant = [(one, called(method)) for one, method in methods if name in (method.name, method.full_name)]
        owned = [_of(subject_of(one, method, source), method, source) for one, method in meant]
        like = [one for one in objects if name in (one.function.name, one.function.full_name)]
        return next(iter(named + like + [one for one in owned if one.is_usable] + owned), None)
    given = [one.function for one in objects if one.is_usable]
    found = [one for one in every if one.is_usable and one.function not in given]
    named, like = ([one for one in some if _is_usual(one)] for some in (found, every))
    usable = [one for one in objects if one.is_usable]
    return next(iter(named or usable or found or objects or like), None)


def _of_objects(source: Source) -> list[Signature]:
    """The methods of classes, and the functions that take their objects, the likeliest first."""
    found = (*subjects(source), *object_functions(source), *chains(source), *file_functions(source))
    return [_of(subject, target, source) for _, subject, target in sorted(found, key=lambda one: one[0])]


def _of(subject: Subject, target: Called, source: Source) -> Signature:
    depth = subject.depth or (_depth_of_keys(source.strings) if subject.making.has("parameters") else 0)
    return Signature(target.function, target.roles, depth, target.unknown, subject, through=target.through)


def _is_usual(signature: Signature) -> bool:
    return any(usual in plain(signature.function.name) for usual in _USUAL)


def as_typed(signature: Signature) -> str:
    """What is called, with its parameters: `backward(W1, b1, X, y)`, or `Net(sizes), forward(X), backward(y)`."""
    function, subject = signature.function, signature.subject
    if subject is None:
        before = [] if signature.forward is None else [signature.forward.function]
        return ", ".join(_typed(one.name, one) for one in (*before, function))
    made = _typed(subject.name, subject.making.function)
    text = "" if subject.built is None else subject.built.text
    calls = {Origin.FILE: [], Origin.VARIABLE: [subject.name], Origin.BUILT: [text]}.get(subject.origin, [made])
    calls += [_typed(one.function.name, one.function) for one in (*subject.steps, Called(function, ()))]
    return ", ".join(calls)


def _typed(name: str, function: Function) -> str:
    given = (
        one.name if one.handed is None or not one.handed.is_function else one.handed.text for one in function.parameters
    )
    return f"{name}({', '.join(given)})"


def forward_of(source: Source) -> Signature | None:
    """The forward pass of the file, whose cache the backward pass takes."""
    for function in source.functions:
        if "forward" in plain(function.name):
            found = signature(function, source)
            if not found.unknown and found.has("x") and found.holds:
                return found
    return None
