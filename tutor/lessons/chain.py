"""The chain of a partial derivative: the factors that are multiplied, by name, which a break-down asks for first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tutor.lessons import formulas
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import indices_of, symbol
from tutor.lessons.template import Latex, Value
from tutor.lessons.words import Words
from tutor.network.paths import path_count, paths

CHAIN = "chain"
"""The sub-step that asks for the chain: `d.w1/chain`."""


@dataclass(frozen=True)
class Product:
    """Factors that are multiplied, by the trace's names. ∂C/∂a⁽ᴸ⁾ stands as the residual `r`, times `scale`."""

    names: tuple[str, ...]
    scale: Fraction = Fraction(1)

    def typed(self) -> str:
        """As a learner would type it: `2r g3 w3 g2 w2 g1 x`."""
        return " ".join(_typed(name, self.scale) for name in self.names)


def has_chain(field: FieldId) -> bool:
    """Whether the break-down of a field begins with the chain: only a partial derivative is a product of factors."""
    return field.stage == "d" and bool(field.name) and not field.step


def chain_place(field: FieldId) -> FieldId:
    """Where the chain of a field's break-down is typed."""
    return FieldId(field.stage, field.name, CHAIN)


def is_chain(place: FieldId) -> bool:
    """Whether a place asks for the names of the factors."""
    return place.step == CHAIN and has_chain(place.parent)


def goes_by_unit(problem: Problem, field: FieldId) -> bool:
    """Whether there are so many paths that the table goes by ∂C/∂z of the parameter's own unit."""
    return path_count(problem.graph, field.name) > formulas.MOST_PATHS


def chain_products(problem: Problem, field: FieldId) -> tuple[Product, ...]:
    """The product of each path to a parameter, or the one that begins at ∂C/∂z. The 1 that ends a bias's is left out.

    The slope of the cost is 2r, r where half the cost is taken, and 2r/m where the cost is a mean.
    """
    network = problem.network
    if goes_by_unit(problem, field):
        return (Product(tuple(formulas.by_unit(network, field.name))),)
    scale = 2 * network.cost_scale(len(problem.data))
    return tuple(
        Product(tuple(_residual(item.name) if item.kind == "cost" else item.name for item in path), scale)
        for path in (
            [item for item in path if item.kind != "one"] for path in paths(problem.graph, field.name)
        )
    )  # fmt: skip


def chain_typed(problem: Problem, field: FieldId) -> str:
    """The chain as a learner would type it; where paths part, the product of each, with + between."""
    return " + ".join(product.typed() for product in chain_products(problem, field))


def chain_question(problem: Problem, field: FieldId, words: Words) -> str:
    """What asks for the chain, as Markdown. The names that it shows are any of the network's, as they are typed."""
    network = problem.network
    if goes_by_unit(problem, field):
        asked: tuple[str, ...] = ("by_unit",)
    else:
        asked = ("question", "names", "paths") if path_count(problem.graph, field.name) > 1 else ("question", "names")
    values: dict[str, Value] = {
        "parameter": Latex(symbol(field.name)),
        "weight": network.weight(1, 1, 1),
        "unit": network.unit("a", 1, 1),
        "input": network.unit("a", 0, 1),
        "gate": f"g{network.unit('z', 1, 1).removeprefix('z')}",
    }
    return "\n\n".join(words(f"chain.{part}", **values) for part in asked)


def union(products: Iterable[Product]) -> tuple[str, ...]:
    """The factors of several products, each once."""
    return tuple(dict.fromkeys(_all_names(products)))


def _all_names(products: Iterable[Product]) -> Iterator[str]:
    for product in products:
        yield from product.names


def _residual(slope: str) -> str:
    """The residual that a slope of the cost is made of: `dC/da2[1]` → `r[1]`, `dC/da3` → `r`."""
    below = slope.removeprefix("dC/d")
    return f"r[{indices_of(below)[0]}]" if "[" in below else "r"


def _typed(name: str, scale: Fraction) -> str:
    if name[0] == "r":
        times = "" if scale.numerator == 1 else str(scale.numerator)
        return f"{times}{name}" if scale.denominator == 1 else f"{times}{name}/{scale.denominator}"
    return f"g{name.split('/dz')[1]}" if "/dz" in name and not name.startswith("dC") else name
