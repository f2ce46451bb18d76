"""Objects of a learner's classes, as far as the file's text says: how one is made, and what is called on it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, TypeAlias

from tutor.code_check.building import LIST, Built, words_in
from tutor.code_check.called import LAYERS, MODELS, Called, called, depth_of
from tutor.code_check.definitions import Class, Function
from tutor.code_check.methods import FORWARD, LOSS, order_of
from tutor.code_check.roles import HOLDING, letter_of, plain, role_of
from tutor.code_check.source import Source

Order: TypeAlias = tuple[int, int, int]
_OF_FILE = 1
"""A function of the file stands behind whole networks, and before single layers."""
_HOLDERS = {"layers", "params", "parameters", "neurons", "network", "model", "net", "nn"}
OF_FORWARD = 5
"""How likely it is that a module's forward pass alone is meant: it is where nothing finds gradients."""

_LAST = 99
_SLOPES = re.compile("prime|deriv|grad|slope|delta|backward")
_PARTS = {"layers", "modules", "blocks", "parts", "layerlist"}
"""What a class is handed all that it holds by."""


class Origin(StrEnum):
    """Where an object comes from."""

    CLASS = "class"
    FUNCTION = "function"
    """A function of the file makes it."""
    VARIABLE = "variable"
    """It stands at the top of the file: a copy of it is taken."""
    FILE = "file"
    """It is the file itself, whose arrays stand at its top."""
    BUILT = "built"
    """Statements of the file build it."""


class Subject(NamedTuple):
    """An object of a class of the file, or the file itself, with what it holds."""

    of: Class
    making: Called
    """Its `__init__`, or the function that makes it."""
    steps: tuple[Called, ...] = ()
    """What is called on it before the method that is checked: the forward pass, and the loss."""
    is_module: bool = False
    """Whether it is one of torch's modules, whose gradients autograd finds."""
    has_own_loss: bool = True
    """Whether the loss is the file's: else it is the sum of squares, gone back from by torch's autograd, or its own."""
    origin: Origin = Origin.CLASS
    name: str = ""
    """The name of the class, function or variable."""
    optimizer: "Called | None" = None
    """How what moves the parameters is made, where the function takes such; its owner is the class."""
    built: Built | None = None

    @property
    def depth(self) -> int:
        """The number of layers that it is made of, as far as its sizes or arrays say; 0 where that is open."""
        if self.built is not None:
            return len(self.built.layers)
        if self.making.has("weight", "bias"):
            return depth_of(self.making.roles)
        hidden = [role for _, role, _ in self.making.roles if role.kind == "hidden"]
        if hidden and self.making.has("inputs", "outputs"):
            return len(hidden) + 1
        handed = (role.text for _, role, _ in self.making.roles if role.kind == "handed")
        return max((words_in(ast.parse(text, mode="eval").body) for text in handed), default=0)

    @property
    def is_layer(self) -> bool:
        """Whether it may be a single layer: it has inputs and outputs, and nothing between."""
        return self.making.has("inputs", "outputs") and not self.making.has("hidden", "hiddens", "sizes", "x")


def subjects(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """The methods of classes that may be the one that is meant, with how likely each is: the smaller the likelier."""
    models = [one for one in source.classes if not _is_engine(one)]
    for place, one in enumerate(models):
        for method in one.methods:
            order = order_of(method.name)
            if order is not None:
                before = _usual(one, FORWARD)
                target = called(method, before=None if before is None else before.function)
                subject = subject_of(one, target, source)
                yield (_rank(subject, target, source), order, -place), subject, target
        named = "forward" if "Module" in one.bases else "__call__" if len(models) < len(source.classes) else ""
        forward = one.method(named)
        if forward is not None and (passed := called(forward)).has("x"):
            subject = subject_of(one, passed, source)._replace(steps=(), has_own_loss=False)
            yield (OF_FORWARD, 0, -place), subject, passed


def _is_engine(of: Class) -> bool:
    """Whether it is of values that go back by themselves from what came of them, as those of autograd do."""
    back = of.method("backward")
    return back is not None and not any(one.required for one in back.parameters) and {"data", "grad"} <= of.attributes


def _rank(subject: Subject, method: Called, source: Source) -> int:
    """Classes that hold parameters come before those that do not, whole networks before single layers."""
    attributes = {plain(name) for name in subject.of.attributes}
    inside = [one for one in source.classes if one.name in subject.of.makes]
    holds = subject.is_module or any(_has_letters(one) for one in (subject.of, *inside))
    holds = holds or bool(attributes & _HOLDERS)
    usable = not (method.unknown or subject.making.unknown) and is_fed(subject, method)
    is_part = method.has("upstream")
    return 8 * (not usable) + 4 * (not holds) + 2 * (subject.is_layer and is_part) + is_part


def holds_parameters_alone(of: Class) -> bool:
    """Whether a dataclass, or a named tuple, holds weights and biases layer by layer, and nothing else."""
    roles = [role_of(name) for name in of.fields]
    return bool(roles) and all(role is not None and role.kind in ("weight", "bias") for role in roles)


def _has_letters(of: Class) -> bool:
    return any(letter_of(name) for name in of.attributes)


def _made(of: Class, source: Source) -> Subject:
    """How an object of a class is made: as its class says, unless that is handed all that it holds."""
    own = of.method("__init__")
    nothing = Called(Function("__init__", (), (), frozenset(), 0, of.name), ())
    making = nothing if own is None else called(own, makes=True)
    makers = [one for one in source.functions if one.gives == of.name and not called(one, makes=True).unknown]
    if makers and of.name:
        return Subject(of, called(makers[0], makes=True), origin=Origin.FUNCTION, name=makers[0].name)
    if built := next((one for one in source.built if one.of == of.name), None):
        return Subject(of, nothing, origin=Origin.BUILT, name=built.name, built=built)
    is_handed_parts = own is not None and bool(own.parameters or own.takes_any) and not _has_letters(of)
    if own is not None and is_handed_parts and not of.makes & {one.name for one in source.classes}:
        if name := next((name for name, value in source.variables.items() if value == of.name), ""):
            return Subject(of, nothing, origin=Origin.VARIABLE, name=name)
        if {plain(one.name) for one in own.parameters} & _PARTS:
            making = making._replace(unknown=(*making.unknown, own.parameters[0].name))
    return Subject(of, making, name=of.name)


def subject_of(of: Class, target: Called, source: Source) -> Subject:
    """How an object of a class is made, and what is called before a function that works with it."""
    subject = _made(of, source)
    steps: list[Called] = []
    known = _reached(of, target.function)
    forward = _usual(of, FORWARD)
    is_called = forward is not None and forward.function.name in known and not target.has("result")
    if forward is not None and not is_called and forward.function != target.function:
        steps.append(forward)
    if not (target.has("y", "data", "upstream") or subject.making.has("y")):
        loss = _usual(of, LOSS)
        if loss is not None and loss.has("y") and loss.function.name not in known and loss.function != target.function:
            steps.append(loss)
        elif loss is None and forward is not None and (part := _loss_part(of, source)) is not None:
            steps.append(part)
    optimizer = _optimizer(source) if target.has("optimizer") else None
    return subject._replace(steps=tuple(steps), is_module="Module" in of.bases, optimizer=optimizer)


def _loss_part(of: Class, source: Source) -> Called | None:
    """The method of an attribute that is handed outputs and targets before going back: `self.loss.forward`."""
    for attribute, name in of.parts.items():
        part = next((one for one in source.classes if one.name == name), None)
        found = None if part is None else _usual(part, f"{FORWARD} {LOSS}")
        if found is not None and found.has("y") and found.has("output"):
            return found._replace(part=attribute)
    return None


def _optimizer(source: Source) -> Called | None:
    """How an object is made that moves parameters: of them, of the model, and of a rate."""
    for one in source.classes:
        own = one.method("__init__")
        moves = any(plain(method.name) in ("step", "update", "apply") for method in one.methods)
        if own is None or not moves:
            continue
        making = called(own, models=MODELS)
        if not making.unknown and making.has("rate") and not making.has("x", "y", "weight", "bias"):
            return making
    return None


def _reached(of: Class, function: Function) -> set[str]:
    """The methods that a function calls, and those that they call."""
    reached: set[str] = set()
    waiting = [*function.calls]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            inner = of.method(name)
            waiting += inner.calls if inner is not None else ()
    return reached | ({"forward", "__call__"} if reached & {"forward", "__call__"} else set())


def _usual(of: Class, names: str) -> Called | None:
    """The method of one of these names whose parameters are understood."""
    for name in names.split():
        for method in of.methods:
            if plain(method.name) == name:
                found = called(method)
                if not found.unknown and not found.has("upstream", "object"):
                    return found
    return None


def is_fed(subject: Subject, target: Called) -> bool:
    """Whether inputs and targets reach the object by something that is called."""
    every = [subject.making, *subject.steps, target]
    given = [any(one.has(kind, "data") for one in every) for kind in ("x", "y")]
    if target.has("optimizer") and subject.optimizer is None:
        return False
    return given[0] and (given[1] or target.has("upstream") or not subject.has_own_loss)


def object_functions(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """The functions at the top of the file that take an object of one of its classes as their model, the same way."""
    for function in source.functions:
        order = order_of(function.name)
        for place, one in enumerate((*source.classes, *_built_of(source))):
            target = called(function, models=(*MODELS, *(LAYERS if one.name == LIST else ())))
            if order is None or not target.has("object"):
                continue
            subject = subject_of(one, target, source)
            moves = subject.optimizer is not None and subject.optimizer.function.owner == one.name
            if moves or holds_parameters_alone(one):
                continue
            yield (_rank(subject, target, source), order, -place), subject, target


def _built_of(source: Source) -> Iterator[Class]:
    """What stands for the classes of models that are built of what is no class of the file: lists, and torch's own."""
    own = {one.name for one in source.classes}
    for built in source.built:
        if built.of == LIST:
            yield _list_of(built)
        elif built.of not in own:
            yield Class(built.of, (), ("Module",), makes=frozenset(built.layers))


def chains(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """Lists of layers that are gone through forwards and backwards, with the derivative of the file's own loss."""
    for built in source.built:
        of = next((one for one in source.classes if one.name == built.layers[0]), None)
        forward = None if of is None else _usual(of, FORWARD)
        back = next((one for method in of.methods if (one := called(method)).has("upstream")), None) if of else None
        if built.of != LIST or of is None or forward is None or back is None or back.unknown:
            continue
        slopes = (one for function in source.functions if _is_slope(one := called(function)))
        steps = (forward._replace(through=1), *islice(slopes, 1))
        subject = subject_of(_list_of(built), back, source)._replace(steps=steps)
        yield (1, _LAST, 0), subject, back._replace(through=-1)


def _is_slope(of: Called) -> bool:
    """Whether a function is the derivative of a loss, `mse_prime(y_true, y_pred)`."""
    named = _SLOPES.search(plain(of.function.name)) is not None
    return named and of.has("y") and of.has("output") and not of.unknown and not of.has("x", *HOLDING)


def _list_of(built: Built) -> Class:
    """What stands for the class of a list of layers."""
    return Class(LIST, (), (), makes=frozenset(built.layers))


def file_functions(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """The functions that take data alone, and work with what stands at the top of the file, the same way."""
    if not _holds_at_top(source):
        return
    functions = tuple(replace(one, calls=one.calls | one.called) for one in source.functions)
    whole = Class("", functions, ())
    for function in functions:
        target, order = called(function), order_of(function.name)
        if order is not None and target.has("x") and not target.has(*HOLDING, "object"):
            subject = subject_of(whole, target, source)._replace(origin=Origin.FILE, name="")
            rank = 8 * bool(target.unknown or not is_fed(subject, target)) + _OF_FILE
            yield (rank, order, -function.line), subject, target


def _holds_at_top(source: Source) -> bool:
    """Whether weights, or what may hold them, stand at the top of the file."""
    holding = {one.name for one in source.classes if _has_letters(one) or one.makes}
    return any(
        letter_of(name) or value in holding or plain(name) in _HOLDERS for name, value in source.variables.items()
    )
