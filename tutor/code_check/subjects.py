"""Objects of a learner's classes, as far as the file's text says: how one is made, and what is called on it."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from tutor.code_check.roles import Role, letter_of, plain, role_of
from tutor.code_check.source import Class, Function, Source

Roles: TypeAlias = tuple[tuple[str, Role, bool], ...]
"""Name, role, and whether it is given by its place only."""
Order: TypeAlias = tuple[int, int, int]
OF_FORWARD = 5
"""How likely it is that a module's forward pass alone is meant: it is where nothing finds gradients."""

_FORWARD = "forward feedforward forwardpass forwardpropagation forwardprop propagate think predict call"
_LOSS = "loss cost computeloss computecost calculateloss calculatecost getloss lossfunction criterion"
_BACK = (
    "backprop backpropagation backpropagate backward backwardpass backwardpropagation backwardprop "
    "backpropogation backpropogate gradients gradient grads computegradients computegradient lossandgradients "
    "lossandgrad lossgrad trainstep updateminibatch trainonbatch trainbatch optimize updateweights learn step "
    "update train fit loss"
)
"""Methods that find gradients, or take a step by them, the likeliest first."""
_PARTLY = 13
"""So many of them may be parts of other names."""
_MAKING_NAMES = {
    "inputs": "in input inputs inputsize inputdim inputnodes inputunits inputneurons inputlayersize insize indim nin "
    "nx ni infeatures ninput ninputs numinputs nfeatures numfeatures features sizein din d nodesin innodes inputlayer "
    "inputcount",
    "outputs": "out output outputs outputsize outputdim outputnodes outputunits outputneurons outputlayersize outsize "
    "outdim outfeatures nout ny no noutput noutputs numoutputs nclasses numclasses classes sizeout dout c k nodesout "
    "outnodes outputlayer units neurons nneurons numneurons outputcount",
    "sizes": "architecture structure topology nodes dimensions shape layerlist dims nunits",
    "hiddens": "hiddensizes hiddendims hiddenlayers hiddenlayersizes hiddens",
    "seed": "seed randomseed randomstate",
}
_MAKING: Mapping[str, str] = {name: kind for kind, names in _MAKING_NAMES.items() for name in names.split()}
_HIDDEN = re.compile(
    r"n?(?:um|o)?(?:hidden|hid|h|middle)(?:size|dim|nodes|units|neurons|layersize|layer)?(\d?)(?:size|dim)?"
)
_EITHER = {"in", "input", "inputs", "out", "output", "outputs"}
"""What is a number of units, unless the data go by such names."""


class Called(NamedTuple):
    """A function that is called, with what its parameters stand for."""

    function: Function
    roles: Roles
    unknown: tuple[str, ...] = ()
    """Parameters that have to be given, and that nobody knows what for."""

    def has(self, *kinds: str) -> bool:
        """Whether something of one of these kinds is taken."""
        return any(role.kind in kinds for _, role, _ in self.roles)


class Subject(NamedTuple):
    """An object of a class of the file."""

    of: Class
    making: Called
    """Its `__init__`."""
    steps: tuple[Called, ...]
    """What is called on it before the method that is checked: the forward pass, and the loss."""
    is_module: bool = False
    """Whether it is one of torch's modules, whose gradients autograd finds."""
    has_own_loss: bool = True
    """Whether the loss is the file's: else it is the sum of squares, gone back from by autograd."""

    @property
    def depth(self) -> int:
        """The number of layers that it is made of, as far as its sizes say; 0 where that is open."""
        hidden = [role for _, role, _ in self.making.roles if role.kind == "hidden"]
        return len(hidden) + 1 if hidden and self.making.has("inputs", "outputs") else 0

    @property
    def is_layer(self) -> bool:
        """Whether it may be a single layer: it has inputs and outputs, and nothing between."""
        return self.making.has("inputs", "outputs") and not self.making.has("hidden", "hiddens", "sizes", "x")


def called(function: Function, *, makes: bool = False, has_model: bool = False) -> Called:
    """What a method takes; `makes` for `__init__`, `has_model` where a class may stand for the model."""
    own = {plain(one.name) for one in function.parameters}
    sized = makes and any(_HIDDEN.fullmatch(name) for name in own)
    roles, unknown = [], []
    for parameter in function.parameters:
        role = _making_role(parameter.name, own, sized=sized) if makes else _role(parameter.name, own)
        if has_model and plain(parameter.name) in ("model", "net", "network", "nn", "mlp"):
            role = Role("object")
        matters = role is not None and role.kind not in ("depth", "output", "seed", "activation", "penalty")
        if role is not None and (parameter.required or matters):
            roles.append((parameter.name, role, parameter.by_place))
        elif parameter.required:
            unknown.append(parameter.name)
    if makes and function.takes_any:
        unknown.append("*")
    return Called(function, tuple(roles), tuple(unknown))


def _role(name: str, others: set[str]) -> Role | None:
    """What a method's parameter stands for: what is called outputs is what came out where there are targets, too."""
    short = plain(name)
    if short in ("outputs", "o", "output") and others & {"y", "targets", "target", "t", "ytrue", "labels"}:
        return Role("output")
    return role_of(name)


def _making_role(name: str, others: set[str], *, sized: bool) -> Role | None:
    """What a parameter of `__init__` stands for."""
    short = plain(name)
    hidden = _HIDDEN.fullmatch(short)
    if hidden is not None and short not in _MAKING:
        return Role("hidden", int(hidden[1] or 1))
    is_data = short in _EITHER and not sized and bool(others & {"x", "y", "target", "targets", "labels"})
    if short in _MAKING and not is_data:
        return Role(_MAKING[short])
    return role_of(name)


def subjects(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """The methods of classes that may be the one that is meant, with how likely each is: the smaller the likelier."""
    for place, one in enumerate(source.classes):
        for method in one.methods:
            order = order_of(method.name)
            if order is not None:
                target = called(method)
                subject = subject_of(one, target)
                yield (_rank(subject, target), order, -place), subject, target
        forward = one.method("forward") if "Module" in one.bases else None
        if forward is not None and (passed := called(forward)).has("x"):
            subject = subject_of(one, passed)._replace(steps=(), has_own_loss=False)
            yield (OF_FORWARD, 0, -place), subject, passed


def order_of(name: str) -> int | None:
    """The place of a name among those of methods that find gradients; None for another."""
    short = plain(name)
    near = [k for k, usual in enumerate(_BACK.split()) if usual == short]
    near += [k + len(_BACK.split()) for k, usual in enumerate(_BACK.split()[:_PARTLY]) if usual in short]
    return min(near, default=None)


def _rank(subject: Subject, method: Called) -> int:
    """Classes that hold parameters come before those that do not, whole networks before single layers."""
    attributes = {plain(name) for name in subject.of.attributes}
    holds = subject.is_module or any(letter_of(name) for name in subject.of.attributes)
    holds = holds or bool(attributes & {"layers", "params", "parameters", "neurons", "network", "model"})
    usable = not (method.unknown or subject.making.unknown) and is_fed(subject, method)
    is_part = method.has("upstream")
    return 8 * (not usable) + 4 * (not holds) + 2 * (subject.is_layer and is_part) + is_part


def subject_of(of: Class, target: Called) -> Subject:
    """How an object of a class is made, and what is called before a function that works with it."""
    own = of.method("__init__")
    making = (
        Called(Function("__init__", (), (), frozenset(), 0, of.name), ()) if own is None else called(own, makes=True)
    )
    steps: list[Called] = []
    known = _reached(of, target.function)
    forward = _usual(of, _FORWARD)
    if forward is not None and forward.function.name not in known and forward.function != target.function:
        steps.append(forward)
    if not (target.has("y", "data", "upstream") or making.has("y")):
        loss = _usual(of, _LOSS)
        if loss is not None and loss.has("y") and loss.function.name not in known and loss.function != target.function:
            steps.append(loss)
    return Subject(of, making, tuple(steps), "Module" in of.bases)


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
    return given[0] and (given[1] or target.has("upstream") or not subject.has_own_loss)


def object_functions(source: Source) -> Iterator[tuple[Order, Subject, Called]]:
    """The functions at the top of the file that take an object of one of its classes as their model, the same way."""
    for function in source.functions:
        target, order = called(function, has_model=True), order_of(function.name)
        if order is None or not target.has("object"):
            continue
        for place, one in enumerate(source.classes):
            subject = subject_of(one, target)
            yield (_rank(subject, target), order, -place), subject, target
