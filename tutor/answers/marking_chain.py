"""Marking a chain: how many factors are missing and how many do not belong, never which."""

from collections import Counter
from collections.abc import Set as AbstractSet

from tutor.answers.factors import read_factors
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.chain import Product, begins_at_delta, chain_products, products_from_delta, typed_product, union
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId


def mark_chain(problem: Problem, field: FieldId, text: str) -> Mark:
    """Mark the factors' names. Where paths part, they may be typed path by path, or all together, each once.
    A chain may begin at the ∂C/∂z of the layer after.

    Raises Unreadable.
    """
    typed = read_factors(text, problem)
    reading = " + ".join(typed_product(problem, product) for product in typed)
    residuals = {name for name, _, _ in problem.graph.residuals}
    from_delta = products_from_delta(problem, field.parent)
    starts_there = from_delta and begins_at_delta(problem, union(typed))
    right = from_delta if starts_there else chain_products(problem, field.parent)
    # A weight that stands in two places is a factor twice; of several paths typed together each factor may be, too.
    is_once = not (problem.is_layered and problem.network.tied) and (len(typed) > 1 or len(right) == 1)
    again = sum(map(_repeated, typed)) if is_once else 0
    message = _complaint(typed, right, residuals, again)
    return Mark(Verdict.WRONG if message else Verdict.CORRECT, reading, message)


def _repeated(product: Product) -> int:
    """How many factors of a product stand there already."""
    return len(product.names) - len(set(product.names))


def _complaint(
    typed: tuple[Product, ...], right: tuple[Product, ...], residuals: AbstractSet[str], again: int
) -> Message | None:
    """What to say of a wrong chain; None for a right one. `again` counts the factors that are there once too often."""
    mine, whole = union(typed), union(right)
    missing = sum(name not in mine for name in whole)
    extra = sum(name not in whole for name in mine) + again
    scale = right[0].scale
    slopes = sum(name in residuals for name in whole)
    allowed = {scale, scale**slopes}  # the 2 typed once, or with each residual
    if missing or extra:
        kind = "both" if missing and extra else "missing" if missing else "extra"
        # The number in front of a factor goes with it, and is wrong by itself only where the factor is there.
        is_numbered = residuals.isdisjoint(mine) or all(one.scale in allowed for one in typed)
        key = f"chain.{kind}" if is_numbered else f"chain.{kind}_and_number"
        return Message(key, {"lacking": missing, "surplus": extra})
    if len(typed) == 1:
        return None if typed[0].scale in allowed else Message("chain.scale")
    if len(right) == 1:
        return Message("chain.added")
    if Counter(frozenset(product.names) for product in typed) != Counter(frozenset(one.names) for one in right):
        return Message("chain.paths_mixed")
    return None if all(product.scale == scale for product in typed) else Message("chain.scale")
