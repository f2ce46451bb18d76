"""What placeholders can name: the problem's numbers first, and whatever its trace holds, computed when asked for."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import layer_of, symbol
from tutor.lessons.template import Latex, Names, Table, Value
from tutor.network.dependencies import dependencies

Offer = Callable[[], Value]


class Vocabulary:
    """Names for templates, each with the way to its value. Looking one up computes that one, once."""

    def __init__(self, offers: Mapping[str, Offer], outer: Names | None = None) -> None:
        self._offers = offers
        self._outer = outer
        self._known: dict[str, Value] = {}

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        if name not in self._known:
            if name in self._offers:
                self._known[name] = self._offers[name]()
            elif self._outer is not None:
                self._known[name] = self._outer.lookup(name)
            else:
                raise KeyError(name)
        return self._known[name]


class TraceNames:
    """Every total of the trace by name (`C`, `dC/dw1`, `w1'`), and every value at a data point (`z1@2`)."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        if name in self._problem.network.parameter_named:  # known without computing anything
            return self._problem.theta[self._index(name)]
        name, at, point = name.partition("@")
        if not at:
            return self._problem.trace[name]
        if not point.isdecimal() or not 1 <= int(point) <= len(self._problem.data):
            raise KeyError(name)
        return self._problem.trace.at(name, int(point))

    def _index(self, name: str) -> int:
        return next(i for i, parameter in enumerate(self._problem.network.parameters) if parameter.name == name)


def of_problem(problem: Problem) -> Vocabulary:
    """The names that every text about a problem can use."""
    return Vocabulary({**_setting(problem), **_results(problem), **_lists(problem)}, TraceNames(problem))


def _setting(problem: Problem) -> dict[str, Offer]:
    """What the front matter says; nothing here needs the engine."""
    network, theta, data = problem.network, problem.theta, problem.data
    widths, kinds = network.widths, set(network.activations)
    same = len(set(theta)) == 1
    scale = {"sum-of-squares": "sum", "half-sum-of-squares": "half", "mean-of-squares": "mean"}[network.cost]
    values: dict[str, Value] = {
        "L": network.depth,
        "m": len(data),
        "P": network.parameter_count,
        "eta": problem.learning_rate,
        "data": Latex(",\\ ".join(f"({_vector(x)}, {_vector(y)})" for x, y in data)),
        "theta": Latex(formulas.tuple_of(list(theta))),
        "same": same,
        "same_value": theta[0],
        "widths": "-".join(map(str, widths)),
        "input_width": widths[0],
        "output_width": widths[-1],
        "last_width": widths[-1],
        **{kind: kinds == {kind} for kind in ("relu", "sigmoid", "tanh", "identity")},
        "mixed": len(kinds) > 1,
        "scalar": set(widths) == {1},
        "wide": any(width > 1 for width in widths[1:]),
        "vector_input": widths[0] > 1,
        "vector_output": widths[-1] > 1,
        **{name: scale == name for name in ("sum", "half", "mean")},
        "one_point": len(data) == 1,
        "deep": network.depth > 2,
        "one_layer": network.depth == 1,
        "negative_target_unreachable": network.activations[-1] == "relu" and any(min(y) < 0 for _, y in data),
        "unreachable_target": next((t for _, y in data for t in y if t < 0), Fraction(0)),
    }
    return {name: _constant(value) for name, value in values.items()}


def _results(problem: Problem) -> dict[str, Offer]:
    def after(name: str) -> Offer:
        return lambda: getattr(problem.trace.after, name)  # of a fixed set of names, none from content

    return {
        "C'": after("cost"),
        "alive": after("alive_before"),
        "alive'": after("alive_after"),
        "units": after("units"),
        "zero_gradient'": after("gradient_is_zero"),
        "all_dead": lambda: problem.trace.after.alive_before == 0,
        "all_dead'": lambda: problem.trace.after.alive_after == 0,
        "cost_fell'": lambda: problem.trace.after.cost < problem.trace.cost,
        "symmetric": lambda: has_equal_units(problem),
    }


def has_equal_units(problem: Problem) -> bool:
    """Whether two units of a hidden layer have equal weights and biases, in and out: nothing ever tells them apart."""
    network = problem.network
    theta = dict(zip((p.name for p in network.parameters), problem.theta, strict=True))

    def role(layer: int, unit: int) -> tuple[Fraction, ...]:
        into = [theta[network.weight(layer, unit, k)] for k in range(1, network.widths[layer - 1] + 1)]
        out = [theta[network.weight(layer + 1, j, unit)] for j in range(1, network.widths[layer + 1] + 1)]
        return (*into, theta[network.bias(layer, unit)], *out)

    hidden = range(1, network.depth)
    roles = [[role(layer, unit) for unit in range(1, network.widths[layer] + 1)] for layer in hidden]
    return any(len(set(layer)) < len(layer) for layer in roles)


def _lists(problem: Problem) -> dict[str, Offer]:
    return {
        "points": lambda: list(_points(problem)),
        "layers": lambda: list(_layers(problem)),
        "forward": lambda: list(_forward(problem)),
        "partials": lambda: [of_partial(problem, p.name) for p in problem.network.parameters],
        "updates": lambda: [of_update(problem, p.name) for p in problem.network.parameters],
        "tree_lines": lambda: [
            Table({"node": Latex(symbol(node)), "children": Latex(formulas.children(names))})
            for node, names in dependencies(problem.network).items()
        ],
    }


def _points(problem: Problem) -> Iterator[Names]:
    network = problem.network
    outputs = range(1, network.widths[-1] + 1)
    for p, (x, y) in enumerate(problem.data, 1):

        def offers(p: int = p, x: tuple[Fraction, ...] = x, y: tuple[Fraction, ...] = y) -> dict[str, Offer]:
            trace = problem.trace
            a = [trace.at(network.unit("a", network.depth, j), p) for j in outputs]
            r = [trace.at(network.residual(j), p) for j in outputs]
            return {
                "i": _constant(p),
                "x": _constant(_number_or_tuple(list(x))),
                "y": _constant(_number_or_tuple(list(y))),
                "a": _constant(_number_or_tuple(a)),
                "r": _constant(_number_or_tuple(r)),
                "r2": _constant(sum(value * value for value in r)),
            }

        yield Vocabulary(offers())


def _layers(problem: Problem) -> Iterator[Names]:
    network = problem.network
    for layer in range(1, network.depth + 1):
        width, before = network.widths[layer], network.widths[layer - 1]
        yield Table(
            {
                "l": layer,
                "in": before,
                "out": width,
                "weights": width * before,
                "biases": width,
                "parameters": width * (before + 1),
                "first": layer == 1,
                "last": layer == network.depth,
            }
        )


def _forward(problem: Problem) -> Iterator[Names]:
    """One line of the forward pass for each unit at each data point, points in order."""
    network, trace = problem.network, problem.trace
    for p in range(1, trace.points + 1):
        for layer in range(1, network.depth + 1):
            for unit in range(1, network.widths[layer] + 1):
                z, a = (network.unit(kind, layer, unit) for kind in "za")
                sum_ = formulas.pre_activation_numbers(trace, layer, unit, p)
                line = (
                    f"{symbol(z)} = {sum_} = {as_latex(trace.at(z, p))},\\quad {symbol(a)} = {as_latex(trace.at(a, p))}"
                )
                first = layer == 1 and unit == 1
                yield Table({"i": p, "line": Latex(line), "l": layer, "first": first})


def of_partial(problem: Problem, name: str) -> Vocabulary:
    """The names that a text about one partial derivative can use besides the problem's."""
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(symbol(f"dC/d{name}")),
        "formula": lambda: Latex(formulas.partial(problem, name)[0]),
        "numbers": lambda: Latex(formulas.partial(problem, name)[1]),
        "answer": lambda: problem.trace.gradient[name],
        **_parameter(problem, name),
    }
    return Vocabulary(offers, of_problem(problem))


def of_update(problem: Problem, name: str) -> Vocabulary:
    """The names that a text about the step of one parameter can use besides the problem's."""
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(symbol(f"{name}'")),
        "formula": lambda: Latex(formulas.update(problem, name)[0]),
        "numbers": lambda: Latex(formulas.update(problem, name)[1]),
        "answer": lambda: problem.trace.updated[name],
        "old": lambda: problem.trace.theta[name],
        "grad": lambda: problem.trace.gradient[name],
        "new": lambda: problem.trace.updated[name],
        **_parameter(problem, name),
    }
    return Vocabulary(offers, of_problem(problem))


def _parameter(problem: Problem, name: str) -> dict[str, Offer]:
    network = problem.network
    parameter = network.parameter_named[name]
    return {
        "name": _constant(name),
        "parameter": lambda: Latex(symbol(name)),
        "partial": lambda: Latex(symbol(f"dC/d{name}")),
        "weight": _constant(parameter.kind == "weight"),
        "bias": _constant(parameter.kind == "bias"),
        "first_layer": _constant(parameter.layer == 1),
        "last_layer": _constant(parameter.layer == network.depth),
        "many_paths": lambda: problem.trace.path_count(name) > 1,
        "layer": _constant(parameter.layer),
        "next_layer": _constant(parameter.layer + 1),
        "previous_layer": _constant(parameter.layer - 1),
        "path": lambda: Latex(formulas.path(problem, name)),
        "last_factor": lambda: Latex(formulas.last_factor(network, parameter, formulas.point_index(problem))),
    }


def of_node(problem: Problem, node: str) -> Vocabulary:
    """The names that a text about one node of the tree can use besides the problem's."""
    children = dependencies(problem.network)[node]
    layer = layer_of(node)
    offers: dict[str, Offer] = {
        "node": lambda: Latex(symbol(node)),
        "children": lambda: Latex(formulas.children(children)),
        "typed_children": _constant(" ".join(children)),
        "node_cost": _constant(node == "C"),
        "node_activation": _constant(node.startswith("a")),
        "node_preactivation": _constant(node.startswith("z")),
        "layer": _constant(layer),
        "previous_layer": _constant(layer - 1),
        "first_layer": _constant(layer == 1),
    }
    return Vocabulary(offers, of_problem(problem))


def of_total(problem: Problem, formula: tuple[str, str], answer: Fraction | float) -> Vocabulary:
    """The names that a text about the count or the cost can use besides the problem's."""
    offers: dict[str, Offer] = {
        "formula": lambda: Latex(formula[0]),
        "numbers": lambda: Latex(formula[1]),
        "answer": _constant(answer),
    }
    return Vocabulary(offers, of_problem(problem))


def _constant(value: Value) -> Offer:
    return lambda: value


def _vector(values: tuple[Fraction, ...]) -> str:
    return formulas.tuple_of(list(values))


def _number_or_tuple(values: list[Fraction] | list[Fraction | float]) -> Value:
    return values[0] if len(values) == 1 else Latex(formulas.tuple_of(values))
