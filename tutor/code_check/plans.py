"""Which networks a function is run on: of widths that tell axes apart, and of widths at which wrong shapes fit."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tutor.code_check.cases import Cases, draw
from tutor.code_check.forms import Form, form_of, forms, targets_of
from tutor.code_check.held import Held
from tutor.code_check.layouts import Layout
from tutor.code_check.process import Failed
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.architecture import Bias, Network

SQUARE, SQUARE_POINTS = 3, 3
"""The width of all layers, and the number of points, where any shape fits any other."""
FEWEST_FORMS = 12
"""So many forms are thought of when draws are judged: the likeliest."""
Widths = tuple[int, ...]


ONES = frozenset(
    ("ones", "ones_like", "hstack", "column_stack", "c_", "concatenate", "append", "insert", "pad", "vstack")
)
"""Names in files that give an input of 1 to layers whose biases stand among the weights."""


class Ask(NamedTuple):
    """What is asked to be checked, beside the file."""

    network: Network | None = None
    """The network of a problem, where one is named: with a parameter in each place, all of them learned."""
    fixed: frozenset[str] = frozenset()
    """Those of them that the problem has fixed."""
    function: str | None = None
    activations: tuple[str, ...] | None = None
    costs: tuple[str, ...] | None = None
    seed: int = 1
    networks: int = 12
    """How many networks there are of each shape."""
    seconds: float = 10.0


def unfolded(network: Network) -> tuple[Network, frozenset[str]]:
    """A network with a parameter in each place, and the names of those that the network has fixed."""
    bias: Bias = "none" if network.bias == "none" else "unit"
    whole = Network(network.widths, network.activations, network.cost, bias, penalty=network.penalty)
    entries = zip(whole.parameters, network.entries, strict=True)
    return whole, frozenset(own.name for own, entry in entries if entry.name in network.fixed)


class Plan(NamedTuple):
    """Forms of one depth, and the shapes of the networks that are tried first: widths, and numbers of points."""

    forms: tuple[Form, ...]
    shapes: tuple[tuple[Widths, int], ...]
    fixed: bool
    """Whether the widths are given with the problem."""

    def at(self, widths: Widths) -> "Plan":
        """The forms that make sense at these widths: softmax of one output is 1 whatever comes, and no gradient."""
        if widths[-1] > 1:
            return self
        return self._replace(forms=tuple(form for form in self.forms if form.activations[-1] != "softmax"))

    def by_activations(self) -> Iterator["Plan"]:
        """A plan for each choice of activations, by which all is worked out that the function is handed."""
        for activations in dict.fromkeys(form.activations for form in self.forms):
            yield self._replace(forms=tuple(form for form in self.forms if form.activations == activations))

    def cases(self, widths: Widths, points: int, ask: Ask, count: int | None = None) -> Cases:
        """Networks of these widths."""
        hypotheses = [form.network(widths) for form in self.forms[:FEWEST_FORMS]]
        return draw(hypotheses, points, ask.networks if count is None else count, ask.seed, targets_of(self.forms))


def plans(ask: Ask, source: Source, signature: Signature) -> Iterator[Plan]:
    """The plans to try, one after the other, until the function runs."""
    if ask.network is not None:
        widths = ask.network.widths
        yield Plan((form_of(ask.network),), ((widths, 5), (widths, 3), (widths, 2), (widths, 1)), True)
        return
    if signature.scalars is not None:
        for widths, bias in signature.scalars.networks():
            found = _forms(signature, len(widths) - 1, bias, ask, source)
            yield Plan(found, tuple((widths, points) for points in (4, 3, 2, 1)), True)
        return
    for depth in [signature.depth] if signature.depth else [3, 2, 1]:
        for bias in _biases(signature, source):
            found = _forms(signature, depth, bias, ask, source)
            yield Plan(found, _shapes(depth), False)


def object_plans(
    ask: Ask, source: Source, signature: Signature, held: Callable[[Widths], list[Held]]
) -> Iterator[Plan]:
    """The plans for an object that says itself how wide its layers are. Raises Failed where none can be made."""
    depths = [signature.depth] if signature.depth else [3, 2, 1]
    every = [ask.network.widths] if ask.network is not None else [_shapes(depth)[0][0] for depth in depths]
    failure: Failed | None = None
    for asked in every:
        try:
            found = held(asked)
        except Failed as failed:
            failure = failure or failed
            continue
        for one in found:
            yield from _plans_of(one, asked, ask, source, signature, held)
        if found:
            return
    raise failure or Failed("parameters")


def _plans_of(
    one: Held, asked: Widths, ask: Ask, source: Source, signature: Signature, held: Callable[[Widths], list[Held]]
) -> Iterator[Plan]:
    own = tuple((one.widths, points) for points in (5, 3, 2, 1))
    if ask.network is not None:
        if one.widths == asked and one.bias == ask.network.bias:
            yield Plan((form_of(ask.network),), own, True)
        return
    depth = len(one.widths) - 1
    shapes = _shapes(depth)
    first = shapes[0][0]
    takes_any = one.widths == asked or any(other.widths == first for other in held(first))
    found = _forms(signature, depth, one.bias, ask, source)
    yield Plan(found, shapes if takes_any else own, not takes_any)


def _forms(signature: Signature, depth: int, bias: Bias, ask: Ask, source: Source) -> tuple[Form, ...]:
    return tuple(forms(source, depth, bias, ask.activations, ask.costs, penalized=signature.takes_penalty))


def _biases(signature: Signature, source: Source) -> tuple[Bias, ...]:
    if signature.has("bias") or signature.has("biases"):
        return ("unit",)
    if signature.record is not None:
        return ("unit",) if any(name.lower().startswith("b") for name in signature.record.fields) else ("none",)
    if signature.has("parameters"):
        said = any(word.lower().startswith(("b", "db")) and word[-1:].isdigit() for word in source.strings)
        return ("unit",) if said else ("unit", "none")
    return ("unit", "none") if ONES & source.words else ("none", "unit")


def _shapes(depth: int) -> tuple[tuple[Widths, int], ...]:
    """Widths that all differ, and differ from the number of points; then one output, and one input, too."""
    wide = (3, *(4, 6, 7, 8, 9, 10, 11, 12)[: depth - 1], 2)
    return ((wide, 5), ((*wide[:-1], 1), 5), ((1, *wide[1:-1], 1), 5))


def further(plan: Plan, layout: Layout, first: Widths) -> Sequence[tuple[Widths, int]]:
    """The shapes that a function is run on once it runs on one of widths `first`."""
    if plan.fixed:
        return plan.shapes[1:]
    depth = len(first) - 1
    if set(first) == {1} or layout.numbers:
        return [(first, 3), (first, 2), (first, 1)]
    others = [(tuple(reversed(first)), 4), ((SQUARE,) * (depth + 1), SQUARE_POINTS), ((2,) * depth + (first[-1],), 4)]
    others += [(widths, points) for widths, points in plan.shapes if widths != first] + [(first, 7), (first, 1)]
    return [(widths, points) for widths, points in others if fits(plan.forms, layout, widths, first)]


def fits(found: Sequence[Form], layout: Layout, widths: Widths, first: Widths) -> bool:
    """Whether a layout can hold networks of these widths; what takes one output is asked for no more.

    Where the outputs may be those of softmax, there are several: one alone is always 1.
    """
    single = widths[-1] == 1
    many = layout.y == "labels" or (first[-1] > 1 and targets_of(found) == "one-hot")
    outputs = not single if many else single or first[-1] > 1
    inputs = layout.x == "full" or widths[0] == 1
    return outputs and inputs and (not layout.numbers or set(widths) == {1})


def chain(depth: int) -> tuple[Widths, int]:
    """One unit in each layer."""
    return (1,) * (depth + 1), 4


def square(depth: int) -> tuple[Widths, int]:
    """The shape at which anything fits."""
    return (SQUARE,) * (depth + 1), SQUARE_POINTS


def squares(depth: int) -> Sequence[tuple[Widths, int]]:
    """Further shapes of layers that are all of one width."""
    return [((SQUARE,) * (depth + 1), 5), ((2,) * (depth + 1), 4), ((2,) * (depth + 1), 2)]
