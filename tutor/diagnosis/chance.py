"""How likely just this wrong number is where nothing known gave it: by a slip or by a rule that nobody listed.

Such numbers are no noise. Simulated slips and unlisted rules give 0 and small whole numbers, numbers that stand on the
sheet already, numbers near the right one, and what some known rule would give, far more often than an even spread over
all numbers of the size would have it. Each of these has a share here; the shares were fitted on the tuning seeds of
`tests.benchmarks.accusations`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from tutor.diagnosis.evidence import CLOSE, Observed
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

LEAST, BESIDE, NO_EVIDENCE = 1e-7, 0.02, 0.08
"""The least chance of any number; and of 0, 1 and the data's own values, beside other wrong ones and alone.

A lone one tells of no rule.
"""
NOUGHTS = frozenset({0.0, 1.0, -1.0})
"""What tells of nothing in any field. A value of the data does in that of the cost, where it is seldom copied."""
ZERO_AGAIN = 0.6
"""How often a rule that is not listed and gives 0 at one answer gives 0 at another wrong one of the stage: what stops
the gradient stops much of it at once."""
NEAR = 0.2
"""How far "near the right one" is, of the right one's size."""


class Shares(NamedTuple):
    """How often a wrong number is of each sort; the rest is spread over all numbers of the size."""

    zero: float
    small: float
    on_the_sheet: float
    by_a_rule: float
    near: float


RULE = Shares(zero=0.10, small=0.06, on_the_sheet=0.06, by_a_rule=0.25, near=0.05)
SLIP = Shares(zero=0.02, small=0.05, on_the_sheet=0.04, by_a_rule=0.05, near=0.25)
SMALL = 3.0
MANY = 20
"""So many listed rules change an answer, usually. Where fewer do, a rule that is not listed gives seldomer what one of
them gives."""


class Chance(NamedTuple):
    """The probability of a number by a rule that is not listed, and by a slip that is not."""

    rule: float
    slip: float


def chances(table: Table, seen: Mapping[FieldId, Observed]) -> dict[FieldId, Chance]:
    """For each wrong answer to a whole field."""
    lines = tuple(values_on_the_sheet(table))
    of_themselves = {*NOUGHTS, *(float(value) for x, y in table.problem.data for value in (*x, *y))}
    unmoved = {FieldId("e", name): value for name, value in zip(table.parameter, table.unmoved.tolist(), strict=True)}
    alone = sum(not one.is_right for one in seen.values()) < 2
    found: dict[FieldId, Chance] = {}
    with_zero: set[str] = set()
    for field, one in seen.items():
        if one.is_right or field.step:
            continue
        others = [table.right(other) for other in table.fields if other.stage == field.stage and other != field]
        common = one.value in (NOUGHTS if field.stage == "c" else of_themselves) - {unmoved.get(field)}
        least = LEAST if not common else NO_EVIDENCE if alone else BESIDE
        by_chance = _chance(table, one, np.array([*lines, *others]), least)
        if one.value == 0 and one.group in with_zero:
            by_chance = by_chance._replace(rule=ZERO_AGAIN)
        elif one.value == 0:
            with_zero.add(one.group)
        found[field] = by_chance
    return found


def is_no_evidence(chance: Chance) -> bool:
    """Whether a number is 0, 1 or a value of the data, which by itself tells of no rule whatever rule gives it."""
    return chance.rule >= BESIDE


def values_on_the_sheet(table: Table) -> Iterator[float]:
    """The problem's own numbers, as often as they stand there: x, y, θ and η."""
    for x, y in table.problem.data:
        yield from (float(value) for value in (*x, *y))
    yield from (float(value) for value in table.numbers.theta)
    yield float(table.numbers.learning_rate)


def _chance(table: Table, one: Observed, sheet: Array, least: float) -> Chance:
    column = table.column[one.field]
    by_rules = table.answers[1 : table.singles, column]
    changed = by_rules[np.abs(by_rules - one.right) > CLOSE * np.abs(by_rules)]
    ruled = float((one.agreement(changed) > 0).sum()) / max(len(changed), MANY)
    standing = float((one.agreement(sheet) > 0).mean()) if len(sheet) else 0.0
    zero = float(one.value == 0)
    small = 1 / (2 * SMALL) if one.value == round(one.value) and 0 < abs(one.value) <= SMALL else 0.0
    unit = one.unit or CLOSE * max(1.0, abs(one.right))
    size = max(abs(one.right), unit)
    close = unit * np.exp(-abs(one.value - one.right) / (NEAR * size)) / (2 * NEAR * size)
    reach = 2 * max(size, 0.02 * one.scale)
    wide = unit * min(1.0, reach / max(abs(one.value), unit)) ** 2 / (4 * reach)
    sorts = np.array([zero, small, standing, ruled, min(1.0, close)])

    def mixed(shares: Shares) -> float:
        return max(least, float(sorts @ np.array(shares)) + (1 - sum(shares)) * min(1.0, wide))

    return Chance(mixed(RULE), mixed(SLIP))
