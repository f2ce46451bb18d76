"""The names that a text about one quantity can use: a partial derivative, a step, a total, what is asked at θ′."""

from fractions import Fraction

from tutor.lessons import formulas, penalties
from tutor.lessons.chain import formula_typed
from tutor.lessons.figures import as_latex, beside
from tutor.lessons.headings import after_of, step_of
from tutor.lessons.joining import equation
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, is_asked
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Names
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_steps import of_step
from tutor.network.paths import path_count


def of_partial(problem: Problem, name: str, outer: Names | None) -> Vocabulary:
    """The names that a text about one partial derivative can use, before those of `outer`."""
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(written(problem, f"d{problem.graph.objective}/d{name}")),
        "formula": lambda: Latex(formulas.partial_in_symbols(problem, name)),
        "in_derivatives": lambda: Latex(formulas.partial_in_derivatives(problem, name)),
        "typed_formula": lambda: formula_typed(problem, name),
        "numbers": lambda: Latex(formulas.partial_in_numbers(problem, name)),
        "answer": lambda: partial_of(problem, name),
        "worked": lambda: Latex(
            equation(formulas.partial_in_numbers(problem, name), as_latex(partial_of(problem, name)))
        ),
        "derived": lambda: Latex(
            equation(
                formulas.partial_in_symbols(problem, name),
                formulas.partial_in_numbers(problem, name),
                as_latex(partial_of(problem, name)),
            )
        ),
        "asked": constant(is_asked(problem, FieldId("d", name))),
        "in_gradient": constant(name in {parameter.name for parameter in problem.graph.asked}),
        **of_parameter(problem, name),
    }
    return Vocabulary(offers, outer)


def of_update(problem: Problem, name: str, outer: Names | None) -> Vocabulary:
    """The names that a text about the step of one parameter can use, before those of `outer`."""
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(step_of(problem, FieldId("e", name))),
        "formula": lambda: Latex(formulas.update(problem, name)[0]),
        "numbers": lambda: Latex(formulas.update(problem, name)[1]),
        "answer": lambda: updated_as_shown(problem, name),
        "worked": lambda: Latex(equation(formulas.update(problem, name)[1], as_latex(updated_as_shown(problem, name)))),
        "old": lambda: problem.trace.theta[name],
        "grad": lambda: problem.trace.gradient[name],
        "new": lambda: updated_as_shown(problem, name),
        **of_parameter(problem, name),
    }
    return Vocabulary(offers, outer)


def partial_of(problem: Problem, name: str) -> Fraction | float:
    """The partial derivative by a quantity; of one with a value at each point they add up."""
    trace = problem.trace
    if name in trace.gradient:
        return trace.gradient[name]
    return sum((trace.slope(name, point) for point in range(1, trace.points + 1)), Fraction(0))


def updated_as_shown(problem: Problem, name: str) -> Fraction | float:
    """A component of θ′ (or its change, where that is asked), shown to as many digits as an answer needs."""
    trace = problem.trace
    if problem.answer == "change":
        return trace.updated[name] - trace.theta[name]
    return beside(trace.updated[name], problem.learning_rate * trace.gradient[name])


def of_parameter(problem: Problem, name: str) -> dict[str, Offer]:
    """What a quantity is called by which the objective is differentiated, and where it stands; no value of anything."""
    graph = problem.graph
    quantity = graph.named[name]
    last = problem.network.depth if problem.is_layered else 0
    return {
        "name": constant(problem.names.get(name, name)),
        "parameter": lambda: Latex(written(problem, name)),
        "partial": lambda: Latex(written(problem, f"d{graph.objective}/d{name}")),
        "weight": constant(quantity.kind == "weight"),
        "bias": constant(quantity.kind == "bias"),
        "first_layer": constant(quantity.layer == 1),
        "last_layer": constant(quantity.layer == last > 0),
        "many_paths": lambda: path_count(graph, name) > 1,
        "many_uses": lambda: len(formulas.ways_to(problem, name)) > 1,
        "penalised": constant(problem.is_layered and problem.network.penalty is not None and quantity.kind == "weight"),
        "penalty_slope": lambda: Latex(penalties.in_partial(problem, name).removeprefix(" + ")),
        "layer": constant(quantity.layer),
        "next_layer": constant(quantity.layer + 1),
        "previous_layer": constant(quantity.layer - 1),
        "path": lambda: Latex(formulas.path(problem, name)),
        "last_factor": lambda: Latex(formulas.last_factor(problem, name, formulas.point_index(problem))),
    }


def of_total(problem: Problem, formula: tuple[str, str], answer: Fraction | float, outer: Names) -> Vocabulary:
    """The names that a text about the count or the cost can use, before those of `outer`."""
    offers: dict[str, Offer] = {
        "formula": lambda: Latex(formula[0]),
        "numbers": lambda: Latex(formula[1]),
        "answer": constant(answer),
        "worked": lambda: Latex(
            equation(formula[1], as_latex(Fraction(answer) if isinstance(answer, int) else answer))
        ),
        "not_counted": lambda: formulas.not_counted(problem) if problem.is_layered else 0,
    }
    return Vocabulary(offers, outer)


def of_cost(problem: Problem, outer: Names) -> Vocabulary:
    """The names that a text about the cost can use, before those of `outer`."""
    return of_total(problem, formulas.cost(problem), problem.trace.cost, outer)


def of_after(problem: Problem, field: FieldId, outer: Names) -> Names:
    """The names for what is asked after the step: those of the same thing at θ, worked out at θ′.

    `outer` are those of the problem at θ′.
    """
    names: Names = of_cost(problem.moved, outer)
    if field.before.step:
        names = of_step(problem.moved, field.before, names)
    if field.step:
        return names
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(after_of(problem, field)),
        "after_objective": constant(field.before == FieldId("c")),
    }
    return Vocabulary(offers, names)
