"""What the parameters of a function, of a method, and of `__init__` stand for, by their names."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from tutor.code_check.definitions import Function, Parameter
from tutor.code_check.roles import HOLDING, KEPT, Role, lettered, plain, role_of

Roles: TypeAlias = tuple[tuple[str, Role, bool], ...]
"""Name, role, and whether it is given by its place only."""
_MAKING_NAMES = {
    "inputs": "in input inputs inputsize inputdim inputnodes inputunits inputneurons inputlayersize insize indim nin "
    "nx ni infeatures ninput ninputs numinputs nfeatures numfeatures features sizein din d nodesin innodes inputlayer "
    "inputcount fanin inchannels",
    "outputs": "out output outputs outputsize outputdim outputnodes outputunits outputneurons outputlayersize outsize "
    "outdim outfeatures nout ny no noutput noutputs numoutputs nclasses numclasses classes sizeout dout c k nodesout "
    "outnodes outputlayer numlabels nlabels units neurons nneurons numneurons outputcount fanout outchannels ntargets",
    "sizes": "architecture structure topology nodes dimensions shape layerlist dims nunits",
    "outs": "nouts outsizes",
    "hiddens": "hiddensizes hiddendims hiddenlayers hiddenlayersizes hiddens",
    "seed": "seed randomseed randomstate",
}
_MAKING: Mapping[str, str] = {name: kind for kind, names in _MAKING_NAMES.items() for name in names.split()}
_HIDDEN = re.compile(
    r"(?:n|d|num|no)?(?:hidden|hid|h|middle)(?:size|dim|nodes|units|neurons|layersize|layer)?(\d?)(?:size|dim)?"
)
_DATA = ("x", "y")
BOTH = "both"
"""How data are marked that are all inputs and all targets, not a pair for each point."""
_EITHER = {"in", "input", "inputs", "out", "output", "outputs"}
"""What is a number of units, unless the data go by such names."""


class Called(NamedTuple):
    """A function that is called, with what its parameters stand for."""

    function: Function
    roles: Roles
    unknown: tuple[str, ...] = ()
    """Parameters that have to be given, and that nobody knows what for."""
    through: int = 0
    """Whether it is called on each layer of a list: 1 from the first one on, −1 from the last."""
    part: str = ""
    """The attribute of the object that it is called on, where it is a method of that."""

    def has(self, *kinds: str) -> bool:
        """Whether something of one of these kinds is taken."""
        return any(role.kind in kinds for _, role, _ in self.roles)


MODELS = ("model", "net", "network", "nn", "mlp")
LAYERS = ("layers", "modules")


def called(
    function: Function, *, makes: bool = False, models: Collection[str] = (), before: Function | None = None
) -> Called:
    """What a method takes; `makes` for `__init__`, `models` what a model goes by where one may be handed over.

    `before` is the forward pass, whose results it may be handed.
    """
    own = {plain(one.name) for one in function.parameters}
    by_letters = lettered([one.name for one in function.parameters])
    sized = makes and any(_HIDDEN.fullmatch(name) for name in own)
    roles, unknown = [], []
    for parameter in function.parameters:
        role = _making_role(parameter.name, own, sized=sized) if makes else _role(parameter.name, own, function)
        role = by_letters.get(parameter.name, in_one(parameter.name, role, function))
        role = Role("object") if plain(parameter.name) in models else role_handed(parameter, role)
        role = role_of_result(parameter.name, role, before)
        matters = role is not None and role.kind not in ("depth", "output", "seed", "activation", "decay")
        if role is not None and (parameter.required or matters):
            roles.append((parameter.name, role, parameter.by_place))
        elif parameter.required:
            unknown.append(parameter.name)
    if makes and function.takes_any:
        unknown.append("*")
    return Called(function, counted(roles), tuple(unknown))


def kind_of(name: str) -> str:
    """The kind of what a name stands for; nothing where that is not known."""
    role = role_of(name)
    return "" if role is None else role.kind


def in_one(name: str, role: Role | None, function: Function) -> Role | None:
    """What a parameter stands for by how it is used.

    Of data that are unpacked, `x, y = batch`, it is all inputs and all targets; a letter `W` that holds matrices,
    `W[k].T`, stands for all weights, and `b` for all biases; `layers` hold the parameters where nothing else
    does; `w1, b1, w2, b2 = weights` are all parameters.
    """
    kinds = {one.name: own.kind for one in function.parameters if (own := role_of(one.name)) is not None}
    if role is None:
        return None
    is_letter = role.kind in ("weight", "bias") and not any(sign.isdigit() for sign in name)
    if is_letter and any(kinds.get(one) == "weight" for one in function.of_matrices):
        return Role("weights" if role.kind == "weight" else "biases")
    takes_data = not function.owner and not {"x", "data"}.isdisjoint(kinds.values())
    if role.kind == "weights" and any(kind_of(one) == "bias" for one in function.unpacked.get(name, ())):
        return Role("parameters")
    if role.kind == "sizes" and takes_data and {*HOLDING}.isdisjoint(kinds.values()):
        return Role("parameters")
    if role.kind == "data" and len(function.unpacked.get(name, ())) == len(_DATA):
        return role._replace(text=BOTH)
    return role


def role_of_result(name: str, role: Role | None, before: Function | None) -> Role | None:
    """What a parameter stands for where the forward pass returns something of its name."""
    names = [plain(one) for one in before.returned] if before is not None else []
    if plain(name) in names and (role is None or role.kind in KEPT):
        return Role("result", names.index(plain(name)))
    return role


def role_handed(parameter: Parameter, role: Role | None) -> Role | None:
    """What a parameter stands for: what the file itself hands to it, if that is a function or its name says nothing."""
    handed = parameter.handed
    if handed is None or (role is not None and not handed.is_function):
        return role
    return Role("handed", 0, handed.text) if handed.is_function or parameter.required else None


def counted(roles: Iterable[tuple[str, Role, bool]]) -> Roles:
    """Roles whose layers are counted from 1, also where the names count from 0; data beside targets are the inputs."""
    found = tuple(roles)
    kinds = {role.kind for _, role, _ in found}
    if "y" in kinds and "x" not in kinds:
        found = tuple((name, Role("x") if role.kind == "data" else role, place) for name, role, place in found)
    later = any(role.kind in ("weight", "bias") and role.layer == 0 for _, role, _ in found)
    return tuple(
        (name, role._replace(layer=role.layer + 1) if later and role.kind in ("weight", "bias") else role, by_place)
        for name, role, by_place in found
    )


def depth_of(roles: Roles) -> int:
    """How many layers some roles of weights and biases speak of."""
    return max((role.layer for _, role, _ in roles if role.kind in ("weight", "bias")), default=0)


def hidden_in(roles: Roles) -> int:
    """How many layers sizes of hidden ones speak of; 0 where there is none."""
    hidden = [role for _, role, _ in roles if role.kind == "hidden"]
    return len(hidden) + 1 if hidden else 0


def size_role(name: str) -> Role | None:
    """What a parameter stands for that nothing but a size goes by."""
    role = _making_role(name, set(), sized=True)
    return role if role is not None and role.kind in ("inputs", "outputs", "hidden") else None


def _role(name: str, others: set[str], function: Function) -> Role | None:
    """What a method's parameter stands for: what is called outputs is what came out where there are targets, too.

    A `d` that nothing is subtracted from, and that is subtracted from nothing, is a slope, and no desired output.
    """
    short = plain(name)
    if short == "d" and function.owner and "back" in plain(function.name) and name not in function.subtracted:
        return Role("upstream")
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
    role = role_of(name)
    return None if role is not None and role.kind in ("activations", "preactivations") else role
