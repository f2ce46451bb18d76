"""The names that a text about one field can use besides those of its problem."""

from collections.abc import Collection
from fractions import Fraction

from tutor.lessons import formulas, penalties, put_in, recipes
from tutor.lessons.breakdown import step_parts
from tutor.lessons.chain import chain_place, formula_typed
from tutor.lessons.figures import as_latex, beside
from tutor.lessons.headings import after_of, step_of
from tutor.lessons.joining import equation
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, is_asked
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Names
from tutor.lessons.vocabulary import Offer, Vocabulary, constant, of_problem
from tutor.network.graph import dependencies
from tutor.network.paths import path_count


def of_hint(problem: Problem, field: FieldId, found: Collection[FieldId] = ()) -> Names:
    """The names for a hint: besides the field's, its formula with the problem's numbers and what was `found` put in.

    What nobody is asked for counts as found. The formula of a partial derivative is the chain that its break-down asks
    for: it is found with that, or with the partial derivative itself.
    """

    def is_found(earlier: FieldId) -> bool:
        return earlier in found or not is_asked(problem, earlier)

    forward, gradient = is_found(FieldId("c")), is_found(FieldId("d", field.name))
    tree = all(map(is_found, asked_fields(problem, "b")))
    chain = {field, chain_place(field), FieldId("chain", field.name)} & set(found)
    offers = {
        "forward_found": constant(forward),
        "gradient_found": constant(gradient),
        "tree_found": constant(tree),
        "chain_found": constant(bool(chain)),
    }
    if field.stage == "c":
        offers["put_in"] = lambda: Latex(put_in.cost(problem, forward=forward))
    elif field.stage == "d":
        offers["put_in"] = lambda: Latex(put_in.partial(problem, field.name, forward=forward))
    elif field.is_after:
        offers["put_in"] = lambda: after_put_in(problem, field)
    elif field.stage == "e":
        offers["put_in"] = lambda: Latex(put_in.update(problem, field.name, gradient=gradient))
    return Vocabulary(offers, of_field(problem, field))


def of_field(problem: Problem, field: FieldId) -> Names:
    """The names for a field or a sub-step; for a stage as a whole, those of its total, or the problem's."""
    if field.step or field.is_after:
        return _of_step(problem, field) if not field.is_after else of_after(problem, field)
    if field.name:
        if field.stage == "b":
            return of_node(problem, field.name)
        return (of_update if field.stage == "e" else of_partial)(problem, field.name, of_problem(problem))
    if field.stage == "a":
        return of_total(problem, formulas.count(problem), len(problem.graph.asked))
    if field.stage == "c":
        return of_total(problem, formulas.cost(problem), problem.trace.cost)
    return of_problem(problem)


def _of_step(problem: Problem, field: FieldId) -> Names:
    # It stands on what is here.
    from tutor.lessons.vocabulary_steps import of_step

    return of_step(problem, field, of_field(problem, field.parent))


def of_after(problem: Problem, field: FieldId) -> Names:
    """The names for what is asked after the step: those of the same thing at θ, worked out at θ′."""
    names = of_field(problem.moved, field.before)
    if field.step:
        return names
    offers: dict[str, Offer] = {
        "symbol": lambda: Latex(after_of(problem, field)),
        "after_objective": constant(field.before == FieldId("c")),
    }
    return Vocabulary(offers, names)


def after_put_in(problem: Problem, field: FieldId) -> Latex:
    """The formula of what is asked after the step with what is given, and nothing that is found on the way."""
    if field.before == FieldId("c"):
        return Latex(put_in.cost(problem.moved, forward=False))
    node = problem.graph.node_of[problem.graph.named[step_parts(field.before)[0]]]
    return Latex(recipes.made(problem, node, recipes.symbols_pen(problem)))


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


def of_node(problem: Problem, node: str) -> Vocabulary:
    """The names that a text about one node of the tree can use besides the problem's."""
    children = dependencies(problem.graph)[node]
    quantity = problem.graph.named[node]
    made = problem.graph.node_of[quantity]
    offers: dict[str, Offer] = {
        "node": lambda: Latex(written(problem, node)),
        "children": lambda: Latex(formulas.children(problem, children)),
        "typed_children": constant(" ".join(problem.names.get(child, child) for child in children)),
        "recipe": lambda: Latex(recipes.made(problem, made, recipes.symbols_pen(problem))),
        "node_cost": constant(quantity.kind == "cost"),
        "node_softmax": constant(made.operation == "softmax"),
        "node_activation": constant(quantity.kind == "activation"),
        "node_preactivation": constant(quantity.kind == "preactivation"),
        "layer": constant(quantity.layer),
        "previous_layer": constant(quantity.layer - 1),
        "first_layer": constant(quantity.layer == 1),
    }
    return Vocabulary(offers, of_problem(problem))


def of_total(problem: Problem, formula: tuple[str, str], answer: Fraction | float) -> Vocabulary:
    """The names that a text about the count or the cost can use besides the problem's."""
    offers: dict[str, Offer] = {
        "formula": lambda: Latex(formula[0]),
        "numbers": lambda: Latex(formula[1]),
        "answer": constant(answer),
        "worked": lambda: Latex(
            equation(formula[1], as_latex(Fraction(answer) if isinstance(answer, int) else answer))
        ),
        "not_counted": lambda: formulas.not_counted(problem) if problem.is_layered else 0,
    }
    return Vocabulary(offers, of_problem(problem))
