"""What placeholders can name: the problem's numbers first, and whatever its trace holds, computed when asked for."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import chain, count

from tutor.lessons import definitions, whole
from tutor.lessons.figures import as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, fields_of, is_asked
from tutor.lessons.symbols import typed_name, written
from tutor.lessons.template import Latex, Value
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.network.architecture import ACTIVATIONS

LISTS = ("points", "layers", "forward", "partials", "chains", "updates", "after_values", "tree_lines", "curve")


class TraceNames:
    """Every total of the trace by name (`C`, `dC/dw1`, `w1'`), and every value at a data point (`z1@2`)."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        theta = [parameter.name for parameter in self._problem.graph.parameters]
        if name in theta:  # known without computing anything
            return self._problem.theta[theta.index(name)]
        name, at, point = name.partition("@")
        if not at:
            return self._whole(name) or self._problem.trace[name]
        points = {str(number): number for number in range(1, len(self._problem.data) + 1)}
        try:
            return self._problem.trace.at(name, points[point])
        except KeyError:
            if not self._problem.is_layered:
                raise
            return whole.vector(self._problem, name, points[point])

    def offered(self) -> Iterator[str]:
        """The names, those of quantities at a data point with the first point's number."""
        trace = self._problem.trace
        yield from trace.names()
        yield from (f"{name}@1" for name in trace.point_names())
        if self._problem.is_layered:
            yield from whole.names(self._problem.network)
            yield from (f"{name}@1" for name in whole.names_at_points(self._problem.network))

    def _whole(self, name: str) -> Latex | None:
        if not self._problem.is_layered:
            return None
        try:
            return whole.matrix(self._problem, name)
        except KeyError:
            return None


@lru_cache(maxsize=64)
def of_problem(problem: Problem) -> Vocabulary:
    """The names that every text about a problem can use."""
    lists = {name: _list(problem, name) for name in LISTS}
    return Vocabulary({**_setting(problem), **_results(problem), **lists}, TraceNames(problem))


@lru_cache(maxsize=64)
def of_setting(problem: Problem) -> Vocabulary:
    """The names of what the front matter gives, and of nothing that follows from it."""
    return Vocabulary(_setting(problem))


def _list(problem: Problem, name: str) -> Offer:
    def offer() -> Value:
        # What the lists need is not needed to paint a statement.
        from tutor.lessons.vocabulary_lists import lists

        return lists(problem, of_problem)[name]()

    return offer


def _setting(problem: Problem) -> dict[str, Offer]:
    """What the front matter says; nothing here needs the engine."""
    theta, data, graph = problem.theta, problem.data, problem.graph
    values: dict[str, Value] = {
        "graph": not problem.is_layered,
        "objective": Latex(written(problem, graph.objective.name)),
        "m": len(data),
        "eta": problem.learning_rate,
        "theta": Latex(as_tuple(theta)),
        "same": len(set(theta)) == 1,
        "same_value": theta[0],
        "one_point": len(data) == 1,
        "makes_step": problem.makes_step,
        "change": problem.answer == "change",
        "in_order": not _is_reordered(problem),
        "update_asked": any(not field.is_after for field in asked_fields(problem, "e")),
        "letters": bool(problem.names),
        "cost_asked": is_asked(problem, FieldId("c")),
        "all_partials_asked": asked_fields(problem, "d") == fields_of(problem, "d"),
        **_of_layers(problem),
    }
    offers: dict[str, Offer] = {"any_node": lambda: Latex(any_node(problem))}
    return {**{name: constant(value) for name, value in values.items()}, **offers, **definitions_of(problem)}


def _is_reordered(problem: Problem) -> bool:
    """Whether a file asks for the components of the gradient in another order than θ's."""
    every, asked = fields_of(problem, "d"), asked_fields(problem, "d")
    return [field for field in every if field in asked] != list(asked)


def definitions_of(problem: Problem) -> dict[str, Offer]:
    """What the front matter gives of a network, as formulas."""
    if not problem.is_layered:
        return {}
    network = problem.network
    return {
        "activation": lambda: Latex(",\\quad ".join(one.formula for one in definitions.activations(network))),
        "cost": lambda: Latex(definitions.cost(problem)),
        **{
            f"{letter}_of_point": lambda letter=letter: Latex(definitions.of_units(problem, letter))  # type: ignore[misc]
            for letter in "xya"
        },
        "a_letter": lambda: Latex(definitions.letter_of_output(problem, "a")),
        "last_a": lambda: Latex(definitions.letter_of_output(problem, "a^{(L)}")),
        "y_letter": lambda: Latex(definitions.letter_of_target(problem, "y")),
        "fixed": lambda: Latex(definitions.fixed(problem)),
        "tied": lambda: Latex(definitions.tied(problem)),
    }


def any_node(problem: Problem) -> str:
    """A letter for any node of the computation: one that no quantity of the problem is written with."""
    shown = {written(problem, name) for name in problem.graph.named}
    return next(letter for letter in chain("nkv", (f"n_{{{k}}}" for k in count())) if letter not in shown)


def _of_layers(problem: Problem) -> dict[str, Value]:
    """What there is to say about a network's layers and its cost; of a computation graph that it has none."""
    network = problem.network if problem.is_layered else None
    widths, kinds = (network.widths, network.activations) if network else ((), ())
    data, cost, used = problem.data, network.cost_function if network else None, set(kinds)
    halved, averaged = cost is not None and cost.halved, cost is not None and cost.is_mean
    sums = {"half": halved, "mean": averaged and not halved, "half_mean": averaged and halved}
    points = ((as_tuple(x), as_tuple(y)) for x, y in data)
    return {
        "L": len(kinds),
        "data": Latex(",\\ ".join(f"({x}, {y})" if y else x for x, y in points)),
        "widths": "-".join(map(str, widths)),
        "typed_weight": typed_name(problem, network.weight(1, 1, 1)) if network else "",
        "typed_unit": typed_name(problem, network.unit("a", 1, 1)) if network else "",
        "input_width": widths[0] if widths else 0,
        "output_width": widths[-1] if widths else 0,
        "last_width": widths[-1] if widths else 0,
        **{kind.replace("-", "_"): used == {kind} for kind in ACTIVATIONS},
        "mixed": len(used) > 1,
        **{f"some_{kind.replace('-', '_')}": kind in used for kind in ACTIVATIONS},
        "scalar": bool(widths) and set(widths) == {1},
        "wide": any(width > 1 for width in widths[1:]),
        "vector_input": widths[:1] > (1,),
        "vector_output": widths[-1:] > (1,),
        "squares": cost is not None and cost.is_squares,
        "averaged": averaged,
        "sum": cost is not None and cost.is_squares and not any(sums.values()),
        **{name: cost is not None and cost.is_squares and sums[name] for name in sums},
        **{
            name.replace("-", "_"): cost is not None and cost.term == name
            for name in ("binary-cross-entropy", "cross-entropy")
        },
        "over_outputs": cost is not None and cost.mean_over == "points and outputs",
        "divisor": cost.divisor(len(data), widths[-1]) if cost is not None else 1,
        "penalty": network is not None and network.penalty is not None,
        "some_fixed": network is not None and bool(network.fixed),
        "some_tied": network is not None and bool(network.tied),
        "output_itself": cost is not None and not cost.has_target,
        "divides": cost is not None and averaged and cost.divisor(len(data), widths[-1]) > 1,
        "sigmoid_last": kinds[-1:] == ("sigmoid",),
        "deep": len(kinds) > 2,
        "one_layer": len(kinds) == 1,
        "unit_bias": network is not None and network.bias == "unit",
        "no_bias": network is not None and network.bias == "none",
        "shared_bias": network is not None and network.bias == "shared",
        "negative_target_unreachable": kinds[-1:] == ("relu",) and any(t < 0 for _, y in data for t in y),
        "unreachable_target": next((t for _, y in data for t in y if t < 0), Fraction(0)),
    }


def _results(problem: Problem) -> dict[str, Offer]:
    def after(name: str) -> Offer:
        return lambda: getattr(problem.trace.after, name)  # of a fixed set of names, none from content

    return {
        "P": lambda: len(problem.graph.asked),
        "C'": after("cost"),
        "before_step": lambda: problem.trace.cost,
        "after_step": after("cost"),
        "alive": after("alive_before"),
        "alive'": after("alive_after"),
        "units": after("units"),
        "zero_gradient'": after("gradient_is_zero"),
        "all_dead": lambda: _is_stuck(problem) and problem.trace.after.alive_before == 0,
        "all_dead'": lambda: _is_stuck(problem) and problem.trace.after.alive_after == 0,
        "cost_fell'": lambda: problem.trace.after.cost < problem.trace.cost,
        "symmetric": lambda: has_equal_units(problem),
    }


def _is_stuck(problem: Problem) -> bool:
    """Whether a network without a living unit stays as it is: a penalty moves its weights even so."""
    return problem.is_layered and problem.network.penalty is None and problem.network.cost_function.is_squares


def has_equal_units(problem: Problem) -> bool:
    """Whether two units of a hidden layer have equal weights and biases, in and out: nothing ever tells them apart.

    What is fixed, or tied to another place, may move one of them and not the other.
    """
    if not problem.is_layered or problem.network.fixed or problem.network.tied:
        return False
    network = problem.network
    theta = dict(zip((p.name for p in network.parameters), problem.theta, strict=True))

    def role(layer: int, unit: int) -> tuple[Fraction, ...]:
        into = [theta[network.weight(layer, unit, k)] for k in range(1, network.widths[layer - 1] + 1)]
        out = [theta[network.weight(layer + 1, j, unit)] for j in range(1, network.widths[layer + 1] + 1)]
        bias = () if network.bias == "none" else (theta[network.bias_name(layer, unit)],)
        return (*into, *bias, *out)

    hidden = range(1, network.depth)
    roles = [[role(layer, unit) for unit in range(1, network.widths[layer] + 1)] for layer in hidden]
    return any(len(set(layer)) < len(layer) for layer in roles)
