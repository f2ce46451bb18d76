"""Whole sheets with what is true of each line: right ones, ones where a mistake is held, ones with a slip."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any

from tests.support.sheets.hands import Hand
from tests.support.sheets.judging import Judging, rightly_rounded
from tests.support.sheets.mistaken import MISTAKEN, formulas_of
from tests.support.sheets.notation import place_name
from tests.support.sheets.terms import Num, Numbers, Quantity, Term, inside, mapped
from tests.support.sheets.truth import HERE, LET, RIGHT, ROUNDED, Line, Page
from tests.support.sheets.working import Family, Worker
from tests.support.sheets.writing import Writer

CLEAN = {"own": "", "continued": "", "together": "", "index": "none"}
UNFIT = {"form": ("unnamed", "half"), "points": ("glued",)}
TRIES = 30


def right_page(shape: Numbers, hand: Hand, random: Random) -> Page:
    """A sheet on which everything is right."""
    writer = Writer(Worker(formulas_of(shape)), hand, random)
    lines = []
    for written in writer.lines():
        marks = written.marks
        if written.statements:
            marks = ROUNDED if any(rightly_rounded(one, writer) for one in written.statements) else RIGHT
            if all(side.kind in ("numbers", "half") for one in written.statements for side in one.sides):
                marks |= LET  # numbers without a name, or a line that goes on
        names = tuple(place_name(*place, shape) for one in written.statements for place in one.places)
        lines.append(Line(written.text, names, marks))
    return Page(tuple(lines), hand.kinds)


@lru_cache(maxsize=256)
def mistakes_of(shape: Numbers) -> tuple[str, ...]:
    """The mistakes of the catalogue that a formula can say and that change one on a network of this shape."""
    return tuple(one for one in MISTAKEN if _changes(shape, one))


def _changes(shape: Numbers, mistake: str) -> bool:
    right, wrong = formulas_of(shape), formulas_of(shape, mistake)
    every = [
        Quantity(kind, one.layer, one.unit) for one in shape.parameters for kind in ("z", "a", "up", "gate", "delta")
    ]
    every += [replace(one, kind=kind) for one in shape.parameters for kind in ("term", "g", "new")]
    return any(right.of(one) != wrong.of(one) for one in (*every, Quantity("C")))


def fit_for_wrong(hand: Hand) -> bool:
    """Whether a hand writes so that a wrong line is wrong in itself."""
    return all(getattr(hand, name) not in values for name, values in UNFIT.items())


def mistaken_page(shape: Numbers, hand: Hand, random: Random, family: Family) -> Page | None:
    """A sheet where one mistake is held throughout; None if nothing of it shows."""
    hand = replace(hand, **CLEAN)
    mistake = random.choice(mistakes_of(shape))
    try:
        writer = Writer(Worker(formulas_of(shape, mistake)), hand, random)
        page = Judging(shape, family, writer).page(list(writer.lines()), mistake, "rule")
    except (ArithmeticError, ValueError):
        return None
    return page if page.first is not None or any(line.marks >= HERE for line in page.lines) else None


def slipped_page(shape: Numbers, hand: Hand, random: Random, family: Family, *, in_chain: bool) -> Page | None:
    """A sheet with one slip of arithmetic, and what follows from it; in a chain of equalities, or a line's value."""
    hand = replace(hand, **CLEAN)
    state = random.getstate()
    steps = Writer(Worker(formulas_of(shape)), hand, random).steps()
    stated = [step for step in steps if step.of is not None and len(step.points) < 2 and not step.only_symbols]
    for _ in range(TRIES):
        if not stated:
            return None
        step = random.choice(stated)
        assert step.of is not None
        place = (step.of, step.points[0] if step.points else 0)
        right = Writer(Worker(formulas_of(shape)), hand, random)
        value, changed = right.worker.value(*place), None
        numbers = right.numeric(right.display(step.of), place[1])
        if in_chain and not isinstance(numbers, Num):
            changed = _miscopied(numbers, random)
        instead = right.worker.worked(changed) if changed is not None else slipped(value, random)
        if instead == value or abs(instead) > 10**6:
            continue
        writer = Writer(Worker(formulas_of(shape), {place: instead}), hand, Random(repr(state)))
        if changed is not None:
            writer.changed[place] = changed
        try:
            page = Judging(shape, family, writer).page(list(writer.lines(steps)), "", "chain" if in_chain else "slip")
        except (ArithmeticError, ValueError):
            continue
        if page.first is not None:
            return page
    return None


def slipped(value: Any, random: Random) -> Any:
    """A number near at hand that somebody may write for another."""
    if isinstance(value, int | Fraction):
        return random.choice((value + 1, value - 1, value + 10, -value if value else value + 2, 2 * value + 1))
    return round(value * random.choice((1.5, 0.5, -1.0, 2.0)) + random.choice((0.3, -0.3)), 3)


def _numbers_in(term: Term) -> Iterator[Num]:
    yield from (one for one in inside(term) if isinstance(one, Num) and one.value not in (-1,))


def _miscopied(numbers: Term, random: Random) -> Term:
    """The numbers with one of them another."""
    chosen = random.choice(list(_numbers_in(numbers)) or [Num(1)])
    instead = Num(chosen.value + random.choice((1, 2, -1, 3)))
    done = False

    def change(part: Term) -> Term | None:
        nonlocal done
        if part != chosen or done:
            return None
        done = True
        return instead

    return mapped(numbers, change)
