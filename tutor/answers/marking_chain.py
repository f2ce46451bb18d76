"""Marking a chain: how many factors are missing and how many do not belong, never which."""

from collections import Counter
from collections.abc import Collection

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
    message = _complaint(typed, from_delta if starts_there else chain_products(problem, field.parent), residuals)
    return Mark(Verdict.WRONG if message else Verdict.CORRECT, reading, message)


def _complaint(typed: tuple[Product, ...], right: tuple[Product, ...], residuals: Collection[str]) -> Message | None:
    """What to say of a wrong chain; None for a right one."""
    mine, whole = union(typed), union(right)
    missing = sum(name not in mine for name in whole)
    extra = sum(name not in whole for name in mine)
    if missing or extra:
        kind = "both" if missing and extra else "missing" if missing else "extra"
        return Message(f"chain.{kind}", {"lacking": missing, "surplus": extra})
    scale = right[0].scale
    if len(typed) == 1:
        slopes = sum(name in residuals for name in whole)
        allowed = {scale, scale**slopes}  # the 2 typed once, or with each residual
        return None if typed[0].scale in allowed else Message("chain.scale")
    if len(right) == 1:
        return Message("chain.added")
    if Counter(frozenset(product.names) for product in typed) != Counter(frozenset(one.names) for one in right):
        return Message("chain.paths_mixed")
    return None if all(product.scale == scale for product in typed) else Message("chain.scale")
