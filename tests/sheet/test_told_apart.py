"""On 4.1, whose parameters are all 1, a formula tells mistakes apart that give the same numbers."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from random import Random
from typing import NamedTuple

from tutor.mistakes.everything import rule_ids
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineVerdict

from tests.support.course import problem_of
from tests.support.sheets.hands import Hand
from tests.support.sheets.judging import DEGREES, values_with
from tests.support.sheets.mistaken import formulas_of
from tests.support.sheets.pages import mistakes_of
from tests.support.sheets.printing import Printer
from tests.support.sheets.stating import Stating
from tests.support.sheets.terms import Num, Quantity, Term, Var
from tests.support.sheets.working import Family, Worker, expanded, numbers_of

HAND = Hand(within="full")
PROBLEM = problem_of("4.1")
SHAPE = numbers_of(PROBLEM)
NETWORKS = 12
FAMILY = Family(SHAPE, NETWORKS)
Signature = tuple[float, ...]
QUANTITIES = (
    *(Quantity(kind, layer, 1) for kind in "za" for layer in (1, 2, 3)),
    Quantity("C"),
    *(Quantity("g", one.layer, one.unit, one.source) for one in SHAPE.parameters),
)


class Wrong(NamedTuple):
    """A line that a mistake writes, of which quantity, and its formula."""

    mistake: str
    of: Quantity
    term: Term
    text: str


def signature(term: Term, of: Quantity, networks: int = NETWORKS) -> Signature:
    """The values of a formula on the first networks of the family."""
    points = (0,) if of.is_total else SHAPE.points
    try:
        return tuple(float(f"{float(one.worked(term, k)):.9g}") for one in FAMILY.workers[:networks] for k in points)
    except ValueError:  # the root of what is negative
        return ()


def lines_of(mistake: str) -> Iterator[Wrong]:
    """The formulas of (c) and (d) that are wrong with a mistake; of one made forward those where it is made."""
    hand = Stating(Worker(formulas_of(SHAPE, mistake)), HAND, Random(1))
    printer = Printer(HAND, SHAPE, Random(1))
    for of in QUANTITIES:
        if mistake.startswith("forward.") and of.kind not in "za":
            continue
        term = hand.display(of)
        if isinstance(term, Num):
            continue  # `dC/db3 = 0` may have come from numbers
        if signature(term, of) != signature(formulas_of(SHAPE).of(of), of):
            yield Wrong(mistake, of, term, f"{printer.text(Var(of))} = {printer.text(term)}")


@cache
def made_with(mistake: str, of: Quantity, networks: int) -> frozenset[Signature]:
    """What a quantity comes out as with a mistake in the first networks: written out, or worked with it throughout."""
    found: set[Signature] = set()
    if mistake in mistakes_of(SHAPE):
        own = formulas_of(SHAPE, mistake)
        written_out = {expanded(own.of(of), own, kinds) for kinds in DEGREES}
        found |= {signature(term, of, networks) for term in written_out}
    points = (0,) if of.is_total else SHAPE.points
    made = [[values_with(one.shape, mistake, of, k) for k in points] for one in FAMILY.workers[:networks]]
    for which in range(max(len(values) for row in made for values in row)):
        found.add(tuple(float(f"{float(values[which]):.9g}") for row in made for values in row))
    return frozenset(found)


@cache
def wrong_lines() -> tuple[Wrong, ...]:
    """All of them, each once."""
    chosen = [one for one in mistakes_of(SHAPE) if not one.startswith("update.")]
    return tuple(line for mistake in chosen for line in lines_of(mistake))


def some_lines(thorough: bool) -> tuple[Wrong, ...]:
    """All of them, or one of some."""
    return wrong_lines()[:: 1 if thorough else 8]


@cache
def makers(line: Wrong) -> frozenset[str]:
    """All mistakes of the catalogue that make a line's formula."""
    found = {one for one in rule_ids() if not one.startswith(("count.", "update.", "graph."))}
    for networks in (1, NETWORKS):  # most are told apart by the first
        made = signature(line.term, line.of, networks)
        found = {one for one in found if made in made_with(one, line.of, networks)}
    return frozenset({*found, line.mistake})


def expected_mark(line: Wrong) -> str:
    """A formula that is right while every gate is open, as on 4.1, is said to be right here."""
    right = formulas_of(SHAPE).of(line.of)
    return "here" if FAMILY.of_open.same(line.term, right) else "not_yet"


@cache
def marked(line: Wrong) -> LineVerdict:
    """How the line is marked, alone on a sheet."""
    return mark_sheet(PROBLEM, [line.text])[0]


def test_a_formula_is_named_as_its_mistake_and_no_other(thorough: bool) -> None:
    failures = []
    for line in some_lines(thorough):
        said = marked(line)
        if said.breaks != 1 or not said.made_by or not {made[0] for made in said.made_by} <= makers(line):
            failures.append((line.text, line.mistake, said.mark, said.made_by, sorted(makers(line))))
    assert not failures, "\n".join(map(str, failures))


def test_a_mistake_that_was_made_before_does_not_make_the_step() -> None:
    """With a layer left out z3 is a2, which is never negative: |z3| is a3 there, and so is ρ(z3), which is right."""
    assert mark_sheet(PROBLEM, ["a3 = |z3|"])[0].made_by == (("forward.absolute-activation",),)


def test_what_open_gates_make_right_is_told_from_what_is_wrong_everywhere(thorough: bool) -> None:
    other = [
        (line.text, said.mark) for line in some_lines(thorough) if (said := marked(line)).mark != expected_mark(line)
    ]
    assert not other, "\n".join(map(str, other))


def test_most_mistakes_have_a_formula_of_their_own() -> None:
    own = {line.mistake for line in wrong_lines() if makers(line) == {line.mistake}}
    assert len(own) > 0.8 * len({line.mistake for line in wrong_lines()})


@cache
def numbers_with(mistake: str) -> tuple[float, ...]:
    """All answers to (c) and (d) on 4.1 with a mistake."""
    worker = Worker(formulas_of(SHAPE, mistake))
    return tuple(float(worker.value(of)) for of in QUANTITIES if of.is_total)


def test_mistakes_that_the_ones_hide_are_told_apart(thorough: bool) -> None:
    mistakes = list(dict.fromkeys(line.mistake for line in wrong_lines()))
    hidden = [
        (one, other) for one, other in combinations(["", *mistakes], 2) if numbers_with(one) == numbers_with(other)
    ]
    assert len(hidden) > 40
    for one, other in hidden[:: 1 if thorough else 5]:
        for mistake, instead in ((one, other), (other, one)):
            apart = [line for line in wrong_lines() if line.mistake == mistake and instead not in makers(line)]
            for line in apart:
                said = marked(line)
                assert said.mark in ("not_yet", "here")
                assert (instead,) not in said.made_by, (line.text, mistake, instead)
