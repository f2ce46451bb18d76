"""Chains to write and to complete: what counts as right is right by the reader of sheets, and nothing else is."""

import pytest
from tutor.practice.chain_parts import chain_of
from tutor.practice.item import Item
from tutor.practice.items.missing_factor import MissingFactor
from tutor.practice.items.write_chain import WriteChain
from tutor.practice.skills import LEVELS
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark

from tests.support.items import drawn, words_of
from tests.support.thorough import also

SEEDS = (0, also(1), also(2))


def typed(item: Item, name: str) -> str:
    """An option as it would be typed in a line; the product of all its factors is read from this."""
    if name.startswith("dC/da"):
        return f"2*(a{item.problem.network.depth} - y)"
    return f"ρ'({name.partition('/d')[2]})" if name.startswith("da") else name


def mark(item: Item, parameter: str, factors: list[str]) -> LineMark:
    product = " * ".join(typed(item, name) for name in factors)
    (verdict,) = mark_sheet(item.problem, [f"dC/d{parameter} = sum {product}"])
    return verdict.mark


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_chain_that_is_written_is_the_derivative(level: int, seed: int) -> None:
    item = drawn("write-chain", level, seed)
    assert isinstance(item, WriteChain)
    chosen = [question.options[right].name for question, right in item.solved(words_of(item, "en"))]
    assert mark(item, item.parameter.name, chosen) is LineMark.RIGHT
    assert {one.name for one in item.offered} > set(chosen), "something else is offered"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", LEVELS)
def test_one_factor_alone_fills_the_gap(level: int, seed: int) -> None:
    item = drawn("missing-factor", level, seed)
    assert isinstance(item, MissingFactor)
    names = [one.name for one in chain_of(item.problem, item.parameter.name)]
    filled = {
        one.name: mark(item, item.parameter.name, [*names[: item.place], one.name, *names[item.place + 1 :]])
        for one in item.offered
    }
    assert len(filled) >= 3
    assert {name for name, found in filled.items() if found is LineMark.RIGHT} == {item.right.name}
    assert "\\boxed" in item.ask((), words_of(item, "ko")).text
