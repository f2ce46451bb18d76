"""The chain of a partial derivative: the factors that are multiplied, by name, which a break-down asks for first."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tutor.lessons import formulas
from tutor.lessons.delta import delta_ways
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import typed_name, written
from tutor.lessons.template import Latex, Value
from tutor.lessons.words import Words
from tutor.network.graph import Graph
from tutor.network.paths import Path, edges
from tutor.network.quantity import Quantity

CHAIN = "chain"
"""The sub-step that asks for the chain: `d.w1/chain`."""


class Product(NamedTuple):
    """Factors that are multiplied, by the trace's names. ∂C/∂a⁽ᴸ⁾ stands as the residual `r`, times `scale`."""

    names: tuple[str, ...]
    scale: Fraction = Fraction(1)


def has_chain(field: FieldId) -> bool:
    """Whether the break-down of a field begins with the chain: only a partial derivative is a product of factors."""
    return field.stage == "d" and bool(field.name) and not field.step


def chain_place(field: FieldId) -> FieldId:
    """Where the chain of a field's break-down is typed."""
    return FieldId(field.stage, field.name, CHAIN)


def is_chain(field: FieldId) -> bool:
    """Whether a place asks for the names of the factors."""
    return field.step == CHAIN and has_chain(field.parent)


def goes_by_unit(problem: Problem, field: FieldId) -> bool:
    """Whether the table goes by what arrives where the parameter is used, and not by the paths from the objective."""
    return formulas.goes_by_use(problem, field.name)


def products_from_delta(problem: Problem, field: FieldId) -> tuple[Product, ...]:
    """The same from the ∂C/∂z of the layer after; none where nothing begins there."""
    return tuple(_product(problem, way) for way in delta_ways(problem, field.name))


def begins_at_delta(problem: Problem, names: Iterable[str]) -> bool:
    """Whether factors, by name, begin at the ∂C/∂z of a layer and not at the objective."""
    graph = problem.graph
    totals = {f"d{graph.objective}/d{one}" for one in graph.backwards if one.kind == "preactivation"}
    return not totals.isdisjoint(names)


def chain_products(problem: Problem, field: FieldId) -> tuple[Product, ...]:
    """The product of each path to a parameter, or of what arrives at each of its uses. A bias's last 1 is left out.

    The slope of the cost is 2r, r where half the cost is taken, and 2r/m where the cost is a mean.
    """
    return tuple(_product(problem, way) for way in formulas.ways_to(problem, field.name))


def _product(problem: Problem, way: Path) -> Product:
    names, scale = [], Fraction(1)
    for item in way:
        if item.kind == "cost" and has_residual_slopes(problem):
            names.append(problem.graph.residuals[item.below.unit - 1][0])
            scale = problem.network.slope_scale(len(problem.data))
        elif item.kind != "one" and item.below != problem.graph.objective:
            names.append(item.name)
    return Product(tuple(dict.fromkeys(names)), scale)


def has_residual_slopes(problem: Problem) -> bool:
    """Whether the slope of the cost is a residual times a number."""
    return problem.is_layered and problem.network.cost_function.term in ("squares", "cross-entropy")


def typed_factor(problem: Problem, name: str, scale: Fraction) -> str:
    """A factor as a learner would type it: `2r`, `g3`, `w2`, `dq/dx`."""
    if name in {residual for residual, _, _ in problem.graph.residuals}:
        times = "" if scale.numerator == 1 else str(scale.numerator)
        return f"{times}{name}" if scale.denominator == 1 else f"{times}{name}/{scale.denominator}"
    return _gates(problem.graph).get(name) or typed_name(problem, name)


@lru_cache(maxsize=64)
def _gates(graph: Graph) -> dict[str, str]:
    """The gates of a network by name, each as it is typed."""
    return {
        edge.name: f"g{edge.below.name[1:]}"
        for node in graph.nodes
        if node.quantity.kind == "activation" and node.operation != "softmax"
        for edge in edges(graph, node.quantity)
    }


def chain_typed(problem: Problem, field: FieldId) -> str:
    """The chain as a learner would type it; where paths part, the product of each, with + between."""
    return " + ".join(typed_product(problem, product) for product in chain_products(problem, field))


def typed_product(problem: Problem, product: Product) -> str:
    """A product as a learner would type it: `2r g3 w3 g2 w2 g1 x`."""
    return " ".join(typed_factor(problem, name, product.scale) for name in product.names)


def formula_typed(problem: Problem, name: str) -> str:
    """A partial derivative in letters as a learner would type it: `2r·g3·w3·g2·a1`, a penalty's share at the end."""
    products = chain_products(problem, FieldId("d", name))
    terms = ["·".join(typed_factor(problem, one, product.scale) for one in product.names) for product in products]
    penalty = problem.network.penalty if problem.is_layered else None
    if penalty is not None and problem.graph.named[name].kind == "weight":
        terms.append(f"{penalty.coefficient(len(problem.data))}·{typed_name(problem, name)}")
    return " + ".join(terms)


def chain_question(problem: Problem, field: FieldId, words: Words, deltas: Sequence[Quantity] = ()) -> str:
    """What asks for the chain, as Markdown. The names that it shows are any of the problem's, as they are typed.

    `deltas` are the z of the layer after whose derivatives are found: the chain may begin there.
    """
    objective = problem.graph.objective.name
    values: dict[str, Value] = {
        "parameter": Latex(written(problem, field.name)),
        "objective": Latex(written(problem, objective)),
    }
    several = len(formulas.ways_to(problem, field.name)) > 1
    if not problem.is_layered:
        node = problem.graph.nodes[0]
        values["derivative"] = typed_name(problem, f"d{node.quantity}/d{node.parents[0]}")
        asked: tuple[str, ...] = ("of_graph", "uses") if several else ("of_graph",)
    else:
        network = problem.network
        asked = ("question", "names", "paths") if several else ("question", "names")
        if goes_by_unit(problem, field):
            asked = ("by_unit",)
        values |= {
            "weight": typed_name(problem, network.weight(1, 1, 1)),
            "unit": typed_name(problem, network.unit("a", 1, 1)),
            "derivative": typed_name(problem, f"d{objective}/d{network.unit('z', 1, 1)}"),
            "input": typed_name(problem, network.unit("a", 0, 1)),
            "gate": f"g{network.unit('z', 1, 1).removeprefix('z')}",
        }
    if deltas:
        asked = (*asked, "from_delta")
        symbols = ("$" + written(problem, f"d{objective}/d{one}") + "$" for one in deltas)
        values |= {"deltas": ", ".join(symbols), "typed": f"delta{deltas[0].name[1:]}"}
    return "\n\n".join(words(f"chain.{part}", **values) for part in asked)


def union(products: Iterable[Product]) -> tuple[str, ...]:
    """The factors of several products, each once."""
    return tuple(dict.fromkeys(name for product in products for name in product.names))
