"""The shelf's exercises: who makes a mistake of graphs, of softmax or of cross-entropies there is told of just that.

Somebody who has answered a whole stage is told at once. Of one answer alone the tutor asks on, until it can tell.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from tutor.answers.quantity import Quantity
from tutor.diagnosis.table import Table
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.mistakes.graph import GRAPH, GRAPH_GATES
from tutor.mistakes.mistake import Mistake
from tutor.network.graph import Graph, computation
from tutor.session.facts import Replied
from tutor.session.told import Evidence, Told, told_of

from tests.network.plain_mistakes import Plain
from tests.support.published import PUBLISHED

from .graph_learners import GraphLearner
from .learners import Answers, Wrong, typed, written

OF_PROBABILITIES = (
    "partial.softmax-elementwise",
    "partial.cross-entropy-squared",
    "partial.gate-twice",
    "partial.target-over-output-dropped",
)
DISTANCE = computation(
    [
        ("u", "-", ("x", "t")),
        ("v", "-", ("y", "x")),
        ("m", "max", ("u", "v")),
        ("s", "^", ("m", "2")),
        ("f", "+", ("s", "x")),
    ],
    ["x", "y"],
    inputs=["t"],
    constants={"2": Fraction(2)},
)
UNIT = computation(
    [("p", "*", ("w", "x")), ("n", "+", ("p", "b")), ("h", "relu", ("n",)), ("o", "*", ("h", "v"))],
    ["w", "b", "v"],
    inputs=["x"],
)
"""What no exercise of the shelf has: a minus, a maximum, a power, a ReLU that is shut, and several data points."""
MOST_QUESTIONS = 6

Given = dict[FieldId, Quantity]


def _problems() -> Iterator[Problem]:
    yield _of_graph("distance", DISTANCE, (3, 4), (1, -2, 5))
    yield _of_graph("unit", UNIT, (2, -5, 3), (4, 1, -3))
    yield from (one.problem for one in PUBLISHED)


def _of_graph(name: str, graph: Graph, theta: Sequence[int], points: Sequence[int]) -> Problem:
    data = tuple(((Fraction(x),), ()) for x in points)
    return Problem(name, Path(f"{name}.md"), {}, graph, data, tuple(map(Fraction, theta)), Fraction(1, 10))


GRAPHS = {one.id: one for one in _problems() if not one.is_layered}
PROBABILITIES = {one.id: one for one in _problems() if one.is_layered and one.network.cost_function.is_cross_entropy}


@cache
def table_of(problem: Problem) -> Table:
    return Table(problem)


def causes(problem: Problem) -> list[Mistake]:
    """The mistakes on the way back that can be made, in a network only those about probabilities."""
    found = [one for one in table_of(problem).mistakes if one.shows_in[0] == "d"]
    return [one for one in found if not problem.is_layered or one.id in OF_PROBABILITIES]


def gradient(problem: Problem, *made: Wrong) -> dict[str, float | Fraction]:
    """What somebody gets who makes some mistakes, by parameter, before it is rounded."""
    if not problem.is_layered:
        found = GraphLearner(problem, *made).worked_out
        return {field.name: value for field, value in found.items() if field.stage == "d"}
    network = problem.network
    theta = {one.name: float(value) for one, value in zip(network.parameters, problem.theta, strict=True)}
    names: list[str] = []
    for layer in range(1, network.depth + 1):
        units, before = range(1, network.widths[layer] + 1), range(1, network.widths[layer - 1] + 1)
        names += [network.weight(layer, j, k) for j in units for k in before]
        names += ["" if network.bias == "none" else network.bias_name(layer, j) for j in units]
    x, y = ([[float(value) for value in point[side]] for point in problem.data] for side in (0, 1))
    places, ids = [theta.get(name, 0.0) for name in names], frozenset(one.id for one in made)
    plain = Plain(network.widths, network.activations, places, x, y, 0.0, ids, cost_name=network.cost)
    total: dict[str, float] = defaultdict(float)
    for name, slope in zip(names, plain.gradient(), strict=True):
        total[name] += slope
    return dict(total)


def answers(problem: Problem, *made: Wrong) -> Answers:
    """The answers to (d), as they are written down."""
    asked = [field for field in all_asked(problem) if field.stage == "d" and field in table_of(problem).column]
    values = gradient(problem, *made)
    return {field: written(values[field.name]) for field in asked}


def sheet(problem: Problem, *made: Wrong) -> Given:
    values = gradient(problem, *made)
    return {field: typed(values[field.name], 6) for field in answers(problem)}


def wrong_places(problem: Problem, cause: Mistake) -> list[FieldId]:
    right, found = answers(problem), answers(problem, Wrong(cause.id, cause.point))
    return [one for one in right if abs(found[one] - right[one]) > Fraction(1, 10**5) * abs(right[one])]


def told(problem: Problem, field: FieldId, given: Given, reply: Replied | None = None) -> Told:
    return told_of(table_of(problem), field, Evidence(given, list(given), (), reply), content_folder(), "en")


def possible(found: Told) -> set[tuple[str, int | None]]:
    return {made for together in found.possible if len(together) == 1 for made in together}


@pytest.mark.parametrize("name", [*GRAPHS, *PROBABILITIES])
def test_a_whole_stage_tells_each_mistake_and_no_other(name: str) -> None:
    problem = {**GRAPHS, **PROBABILITIES}[name]
    for cause in causes(problem):
        places = wrong_places(problem, cause)
        if not places:
            assert table_of(problem).row((cause,)) < 0 or not _is_asked(problem, cause), cause
            continue
        student = answers(problem, Wrong(cause.id, cause.point))
        found = told(problem, places[0], sheet(problem, Wrong(cause.id, cause.point)))
        assert (cause.id, cause.point) in possible(found), cause
        for other in possible(found):
            theirs = student if other[0].startswith("slip.") else answers(problem, Wrong(*other))
            assert all(abs(theirs[one] - value) <= abs(value) / 10**4 for one, value in student.items()), (cause, other)
            # One wrong answer among right ones may as well be a slip.
            assert not other[0].startswith("slip.") or len(places) == 1, cause


def _is_asked(problem: Problem, cause: Mistake) -> bool:
    """Whether a mistake changes what is asked in (d): others may show in θ′ only."""
    table = table_of(problem)
    columns = [table.column[field] for field in answers(problem)]
    row = table.row((cause,))
    return not table.same(table.answers[row], table.answers[0])[columns].all()


@pytest.mark.parametrize("name", GRAPHS)
def test_one_answer_is_asked_about_until_its_mistake_is_told(name: str, thorough: bool) -> None:
    problem = GRAPHS[name]
    for cause in causes(problem):
        for place in wrong_places(problem, cause)[: 2 if thorough else 1]:
            named = possible(_asked_on(problem, place, cause))
            is_evidence = answers(problem, Wrong(cause.id, cause.point))[place] not in (-1, 0, 1)
            assert (cause.id, cause.point) in named or not (named or is_evidence), (cause, place)


def _asked_on(problem: Problem, field: FieldId, cause: Mistake) -> Told:
    """What is told in the end of one answer, when all questions are answered by somebody with a mistake."""
    student = GraphLearner(problem, Wrong(cause.id, cause.point))
    given: Given = {field: student.typed(field)}
    reply = None
    for _ in range(MOST_QUESTIONS):
        found = told(problem, field, given, reply)
        if found.ask is not None:
            given[found.ask] = Quantity.of(student.answer(found.ask)) if found.ask.step else student.typed(found.ask)
        elif found.small is not None:
            points = len(found.small.problem.data)
            other = GraphLearner(found.small.problem, Wrong(cause.id, cause.point and min(cause.point, points)))
            said = other.typed(found.small.field)
            chosen = tuple(map(str, found.small.agreeing(said)))
            reply = Replied(field, "", chosen, found.small.is_right(said), datetime(2026, 1, 1, tzinfo=UTC))
        elif found.diagnosis.follows is not None:  # it came rightly from a wrong one before
            field = found.diagnosis.follows
        else:
            return found
    return found


def test_every_mistake_of_graphs_and_of_probabilities_is_made_somewhere() -> None:
    problems = (*GRAPHS.values(), *PROBABILITIES.values())
    made = {one.id for problem in problems for one in causes(problem) if wrong_places(problem, one)}
    assert {one.id for one in (*GRAPH, *GRAPH_GATES)} <= made
    assert set(OF_PROBABILITIES) <= made
