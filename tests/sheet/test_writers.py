"""The simulated people know what is true: their numbers are those of backpropagation in plain loops."""

from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from tests.network.plain_mistakes import Plain
from tests.support.course import problem_of
from tests.support.problems import make
from tests.support.sheets.hands import ways
from tests.support.sheets.keyboard import in_hangul
from tests.support.sheets.mistaken import MISTAKEN, formulas_of
from tests.support.sheets.pages import fit_for_wrong, mistaken_page, right_page, slipped_page
from tests.support.sheets.terms import Numbers, Quantity
from tests.support.sheets.truth import FOLLOWS, HERE, WRONG
from tests.support.sheets.working import Family, Worker, near, numbers_of
from tests.support.thorough import also

NETWORKS: list[tuple[tuple[int, ...], tuple[str, ...]]] = [
    ((1, 1, 1, 1), ("relu",) * 3),
    ((1, 2, 1), ("relu", "relu")),
    ((2, 2, 2), ("relu", "identity")),
    ((1, 2, 2, 1), ("relu",) * 3),
    ((1, 1, 1), ("sigmoid", "identity")),
    ((1, 2, 1), ("tanh", "sigmoid")),
]


def drawn(widths: tuple[int, ...], activations: tuple[str, ...], random: Random) -> Numbers:
    exact = set(activations) <= {"relu", "identity"}

    def number() -> Any:
        value = Fraction(random.choice((1, 1, -1)) * random.randint(1, 30), random.randint(2, 7))
        return value if exact else float(value)

    def points(width: int) -> Any:
        return tuple(tuple(number() for _ in range(width)) for _ in range(3))

    size = sum(k * (j + 1) for j, k in pairwise(widths))
    rate = Fraction(1, 10) if exact else 0.1
    return Numbers(
        widths, activations, tuple(number() for _ in range(size)), points(widths[0]), points(widths[-1]), rate
    )


@pytest.mark.parametrize(("widths", "activations"), [also(*one) if one[0] == (1, 2, 2, 1) else one for one in NETWORKS])
def test_formulas_give_the_numbers_of_the_loops(widths: tuple[int, ...], activations: tuple[str, ...]) -> None:
    shape = drawn(widths, activations, Random(5))
    for mistake in ("", *MISTAKEN):
        plain = Plain(
            widths,
            activations,
            list(shape.theta),
            [list(x) for x in shape.x],
            [list(y) for y in shape.y],
            shape.eta,
            frozenset({mistake} if mistake else ()),
        )
        try:
            expected = [plain.cost(), *plain.gradient(), *plain.updated()]
        except ValueError:  # the root of a negative cost
            continue
        worker = Worker(formulas_of(shape, mistake))
        totals = [Quantity(kind, one.layer, one.unit, one.source) for kind in ("g", "new") for one in shape.parameters]
        found = [worker.value(one) for one in (Quantity("C"), *totals)]
        assert all(near(one, other, 1e-9) for one, other in zip(found, expected, strict=True)), mistake


def test_there_are_many_ways_of_writing_and_each_writes_of_its_own(thorough: bool) -> None:
    shape = numbers_of(make((1, 1, 1), data=((2, 3), (4, -1)), theta=2))
    written: set[str] = set()
    many = 300 if thorough else 60
    assert len(ways()) > 300
    for hand in ways():
        written.add("\n".join(line.text for line in right_page(shape, hand, Random(1)).lines))
        if len(written) == many:
            break
    assert len(written) == many


def test_a_wrong_sheet_has_one_first_wrong_line_and_its_mistake_makes_it() -> None:
    shape, random = numbers_of(problem_of("4.1")), Random(3)
    family = Family(shape)
    hands = [hand for hand in ways() if fit_for_wrong(hand)]
    sorts = set()
    for hand in random.sample(hands, 24)[:12]:
        for page in (
            mistaken_page(shape, hand, random, family),
            slipped_page(shape, hand, random, family, in_chain=random.random() < 0.5),
        ):
            if page is None:
                continue
            if page.first is None:
                assert any(line.marks >= HERE for line in page.lines)
                continue
            sorts.add(page.sort)
            assert page.lines[page.first].marks == WRONG
            assert all(line.marks not in (WRONG, FOLLOWS) for line in page.lines[: page.first])
            assert not page.mistake or page.explains(page.mistake)
            assert page.mistake == "cost.root" or not page.explains("cost.root")
    assert sorts >= {"rule", "slip", "chain"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("w2 = 514", "ㅈ2 = 514"),
        ("delta3", "ㅇ딧ㅁ3"),
        ("dC/dw2", "ㅇㅊ/ㅇㅈ2"),
        ("relu'", "ㄱ디ㅕ'"),
        ("rksk", "가나"),
        ("dkfk", "아라"),
    ],
)
def test_the_two_set_keyboard(typed: str, shown: str) -> None:
    assert in_hangul(typed) == shown
