"""The names that a text about one field can use besides those of its problem."""

from collections.abc import Collection

from tutor.lessons import formulas, put_in, recipes
from tutor.lessons.breakdown import step_parts
from tutor.lessons.chain import chain_place
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, is_asked
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Names
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem
from tutor.lessons.vocabulary_quantities import of_after, of_cost, of_partial, of_total, of_update
from tutor.lessons.vocabulary_steps import of_step
from tutor.network.graph import dependencies


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
    if field.is_after:
        return of_after(problem, field, of_problem(problem.moved))
    if field.step:
        return of_step(problem, field, of_field(problem, field.parent))
    names = of_problem(problem)
    if field.name:
        return _OF_NAMED.get(field.stage, of_partial)(problem, field.name, names)
    if field.stage == "a":
        return of_total(problem, formulas.count(problem), len(problem.graph.asked), names)
    return of_cost(problem, names) if field.stage == "c" else names


def after_put_in(problem: Problem, field: FieldId) -> Latex:
    """The formula of what is asked after the step with what is given, and nothing that is found on the way."""
    if field.before == FieldId("c"):
        return Latex(put_in.cost(problem.moved, forward=False))
    node = problem.graph.node_of[problem.graph.named[step_parts(field.before)[0]]]
    return Latex(recipes.made(problem, node, recipes.symbols_pen(problem)))


def of_node(problem: Problem, node: str, outer: Names) -> Vocabulary:
    """The names that a text about one node of the tree can use, before those of `outer`."""
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
    return Vocabulary(offers, outer)


_OF_NAMED = {"b": of_node, "e": of_update}
"""By the stage; elsewhere a partial derivative has the name."""
