"""The walk back as a value: it asks little, names the first step that differs, and always ends."""

from pathlib import Path
from random import Random

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.breakdown import breakdown
from tutor.lessons.chain import chain_place
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked, parse_field
from tutor.session.desk import Desk
from tutor.session.given import right_text
from tutor.session.status import Status
from tutor.session.walk import MOST_AT_ONCE, Walk, begin, begins_in, standing_in, standing_of

from tests.benchmarks.walking import by_slip, run, walked
from tests.diagnosis.drawing import draw
from tests.diagnosis.test_graphs import first_graph
from tests.support.problems import make

from ..conftest import Clock
from ..support.course import problem_at

CHAIN_OF_THREE = make((1, 1, 1, 1), data=((1, 2), (4, -6), (7, 3), (10, 1)))


def go(problem: Problem, field: str, *wrong: str, known: tuple[str, ...] = ()) -> tuple[Walk, list[str]]:
    """A walk of a learner who has some steps wrong and all others right; `known` were answered before."""
    place = parse_field(field)
    bad = {place, *map(parse_field, wrong)}
    answers = {one: one not in bad for one in (place, *map(parse_field, known))}
    kinds = []
    walk = begin(problem, place, standing_of(answers, answers.get))
    while walk.question is not None:
        assert len(walk.question.steps) <= MOST_AT_ONCE
        kinds.append(walk.question.kind)
        answers |= {step: step not in bad for step in walk.question.steps}
        walk = walk.after(standing_of(answers, answers.get))
    return walk, kinds


@pytest.mark.parametrize(
    ("field", "wrong", "kinds"),
    [
        ("d.w1", (), "terms"),
        ("d.w1", ("d.w1/product@3",), "terms chain factors"),
        ("d.w1", ("d.w1/product@1", "d.w1/product@2", "d.w1/chain"), "terms chain"),
        ("d.w1", ("d.w1/product@2", "d.w1/w3@2"), "terms chain factors"),
        ("d.w1", ("d.w1/product@2", "d.w1/dC/da3@2"), "terms chain factors forward"),
        (
            "d.w1",
            ("d.w1/product@2", "d.w1/dC/da3@2", "c/r@2", "c/a3@2", "c/z3@2"),
            "terms chain factors forward",
        ),
        ("c", ("c/squares@4",), "terms forward"),
        ("c", ("c/squares@4", "c/r@4", "c/a3@4"), "terms forward"),
        ("e.w1", (), "step"),
        ("e.w1", ("e.w1/step",), "step gradient"),
        ("e.b3", ("e.b3/step", "d.b3", "d.b3/product@1", "d.b3/dC/da3@1"), "step gradient terms chain factors forward"),
    ],
)
def test_it_names_the_first_that_differs(field: str, wrong: tuple[str, ...], kinds: str) -> None:
    walk, asked = go(CHAIN_OF_THREE, field, *wrong)
    assert asked == kinds.split()
    assert str(walk.found) == (wrong[-1] if wrong else field)


@pytest.mark.parametrize(
    ("field", "wrong", "kinds"),
    [
        ("c", ("c/q@1",), "forward"),
        ("d.x", ("d.x/product@1", "d.x/chain"), "chain"),
        ("d.x", ("d.x/product@1", "d.x/df/dq@1"), "chain factors"),
        ("d.z", ("d.z/product@1", "d.z/df/dz@1"), "chain factors forward"),
        ("d.z", ("d.z/product@1", "d.z/df/dz@1", "c/q@1"), "chain factors forward"),
        ("e.z", ("e.z/step", "d.z", "d.z/product@1", "d.z/df/dz@1"), "step gradient chain factors forward"),
    ],
)
def test_it_goes_back_through_a_computation_graph(field: str, wrong: tuple[str, ...], kinds: str) -> None:
    walk, asked = go(first_graph(), field, *wrong)
    assert asked == kinds.split()
    assert str(walk.found) == wrong[-1]


def test_what_is_known_is_not_asked_again_whatever_field_it_stands_in() -> None:
    cells = [str(cell) for cell in breakdown(CHAIN_OF_THREE, FieldId("d", "w2")).cells()]
    known = (*cells, "d.w1/chain", *(f"d.w1/product@{point}" for point in (1, 2, 3, 4)))
    walk, asked = go(CHAIN_OF_THREE, "d.w1", "d.w1/product@2", "d.w1/w2@2", known=known)
    assert asked == ["factors"]
    assert [str(step) for step in walk.asked[0].steps] == ["d.w1/w2@2", "d.w1/da1/dz1@2", "d.w1/x@2"]


def test_an_answer_that_could_not_be_read_leaves_the_question_open() -> None:
    walk = begin(CHAIN_OF_THREE, FieldId("d", "w1"), standing_of((), {FieldId("d", "w1"): False}.get))
    assert walk.after({FieldId("d", "w1"): False, parse_field("d.w1/product@1"): True}.get) is walk


def test_the_names_of_the_factors_are_asked_before_they_are_shown() -> None:
    """Also where paths part, whose number the terms would tell."""
    problem = make((1, 2, 2, 1), data=((1, 2), (2, 3)))
    walk, asked = go(problem, "d.w1[1,1]", "d.w1[1,1]/product@1.2", "d.w1[1,1]/w3[1,2]@1.2")
    assert asked == ["chain", "terms", "factors"]
    assert walk.asked[0].steps == (chain_place(FieldId("d", "w1[1,1]")),)


def test_a_single_term_is_not_asked_for() -> None:
    problem = make((1, 1), data=((1, 2),))
    assert go(problem, "d.w1", "d.w1/x@1")[1] == ["chain", "factors"]


def test_a_wide_network_is_halved() -> None:
    problem = make((2, 4, 4, 1), data=(((1, 2), 3), ((2, 1), 1)))
    walk, asked = go(problem, "c", "c/squares@1", "c/r@1", "c/a3@1", "c/z3@1", "c/a2[3]@1", "c/z2[3]@1")
    assert str(walk.found) == "c/z2[3]@1"
    assert len(asked) <= 5


def test_learners_are_asked_five_questions_on_average_at_most() -> None:
    for kind, (now, before) in run(15, 7).items():
        assert now.walks > 20, kind
        assert now.questions / now.walks <= 5, f"{kind}: {now}"
        assert now.questions < before.questions


@pytest.mark.parametrize("seed", range(4))
def test_every_walk_ends_at_a_step_with_nothing_wrong_before_it(seed: int) -> None:
    random = Random(seed)
    problem = draw(random)
    for field in [field for field in all_asked(problem) if field.stage in "cde"]:
        assert walked(problem, field, by_slip(problem, field, random))[0] <= 12


def test_sub_steps_of_a_cost_that_was_found_since_are_left_behind(tmp_path: Path, clock: Clock) -> None:
    desk = Desk(CHAIN_OF_THREE, open_journal(tmp_path, clock), clock, "en")
    for field, text in (("c", "365"), ("c/z1@1", "49"), ("c", "366"), ("d.w3", "1"), ("d.w3/a2@1", "2")):
        desk.submit(parse_field(field), text)
    walk = begin(CHAIN_OF_THREE, parse_field("d.w3/a2@1"), standing_in(desk.sitting, parse_field("d.w3/a2@1")))
    assert str(walk.found) == "d.w3/a2@1"  # the forward pass is on the page: z1 = 49 is of the past
    assert parse_field("c/z1@1") not in desk.sitting.evidence(parse_field("d.w3"))
    assert parse_field("c") in desk.sitting.evidence(parse_field("d.w3"))


def test_a_sub_step_counts_that_was_given_after_its_field_was_right(tmp_path: Path, clock: Clock) -> None:
    desk = Desk(CHAIN_OF_THREE, open_journal(tmp_path, clock), clock, "en")
    for field, text in (("d.w3", "582"), ("d.w3/dC/da3@1", "13")):
        desk.submit(parse_field(field), text)
    assert not desk.sitting.is_left_behind(parse_field("d.w3/dC/da3@1"))
    assert standing_in(desk.sitting, parse_field("d.w3"))(parse_field("d.w3/dC/da3@1")) is False


def test_what_was_wrong_before_an_answer_is_asked_again(tmp_path: Path, clock: Clock) -> None:
    """It was found of 198; 356 comes after it was mended on paper. What was right stands."""
    desk = Desk(CHAIN_OF_THREE, open_journal(tmp_path, clock), clock, "en")
    cost, wrong = FieldId("c"), parse_field("c/r@2")
    for place, text in (("c", "198"), ("c/squares@1", "4"), ("c/squares@2", "1"), (str(wrong), "1"), ("c/a3@2", "7")):
        desk.submit(parse_field(place), text)
    assert standing_in(desk.sitting, cost)(wrong) is False
    desk.submit(cost, "356")
    standing = standing_in(desk.sitting, cost)
    assert [standing(parse_field(f"c/{step}")) for step in ("squares@1", "squares@2", "r@2", "a3@2")] == [
        True,
        None,
        None,
        True,
    ]
    walk = begin(CHAIN_OF_THREE, cost, standing)
    assert walk.question is not None
    assert parse_field("c/squares@2") in walk.question.steps
    assert answered(desk, walk).found == cost, "all squares are right: the sum is not"


def test_a_wrong_step_that_the_answer_follows_from_is_not_asked_again(tmp_path: Path, clock: Clock) -> None:
    desk = Desk(CHAIN_OF_THREE, open_journal(tmp_path, clock), clock, "en")
    desk.submit(parse_field("c/r@2"), "1")
    desk.submit(FieldId("c"), "198")
    assert desk.sitting.status(FieldId("c")) is Status.CARRIED
    assert standing_in(desk.sitting, FieldId("c"))(parse_field("c/r@2")) is False


def test_of_a_step_it_counts_what_was_wrong_after_the_partial_derivative(tmp_path: Path, clock: Clock) -> None:
    """The step is made of ∂C/∂w3, and what was found of that stands, however late θ′ came."""
    desk = Desk(CHAIN_OF_THREE, open_journal(tmp_path, clock), clock, "en")
    for place, text in (("d.w3", "999"), ("d.w3/product@1", "7"), ("e.w3", "5")):
        desk.submit(parse_field(place), text)
    assert standing_in(desk.sitting, parse_field("e.w3"))(parse_field("d.w3/product@1")) is False
    desk.submit(parse_field("d.w3"), "998")
    assert standing_in(desk.sitting, parse_field("e.w3"))(parse_field("d.w3/product@1")) is None


GATES = """---
id: "gates"
lang: en
title: Gates
graph: {s: w*x + b, t: tanh(s), u: v*t + s, f: exp(u) / (1 + u^2)}
inputs: {w: 2, x: -1, b: 3, v: 0.5}
learning_rate: 0.1
---

A graph.
"""


@pytest.mark.parametrize(
    ("field", "wrong", "found"),
    [
        ("c", "", "c"),
        ("c", "c/s@1 c/t@1 c/n2@1 c/u@1 c/n3@1 c/n4@1 c/n5@1", "c/s@1"),
        ("c", "c/u@1 c/n3@1 c/n4@1 c/n5@1", "c/u@1"),
        ("d.v", "d.v/product@1 d.v/chain", "d.v/chain"),
        ("d.v", "d.v/product@1 d.v/dn2/dv@1 c/t@1", "c/t@1"),
        ("d.w", "d.w/product@1 d.w/df/dn1@1", "d.w/df/dn1@1"),
        ("d.w", "d.w/product@1", "d.w/product@1"),
        ("e.v", "e.v/step d.v d.v/product@1 d.v/dn2/dv@1 c/t@1 c/s@1", "c/s@1"),
    ],
)
def test_through_a_computation_graph(tmp_path: Path, field: str, wrong: str, found: str) -> None:
    path = tmp_path / "gates.md"
    path.write_text(GATES, encoding="utf-8")
    problem = problem_at(path)
    assert str(go(problem, field, *wrong.split())[0].found) == found


def worked_back_to(layer: int, problem: Problem, folder: Path, clock: Clock) -> Desk:
    """A desk on which the cost is right, and all partial derivatives of the layers after one."""
    desk = Desk(problem, open_journal(folder, clock), clock, "en")
    desk.submit(FieldId("c"), right_text(problem, FieldId("c")))
    for one in problem.graph.asked:
        if one.layer > layer:
            desk.submit(FieldId("d", one.name), right_text(problem, FieldId("d", one.name)))
    return desk


def answered(desk: Desk, walk: Walk, **wrong: str) -> Walk:
    """The walk once what it asks was answered: rightly, but for what is `wrong`."""
    assert walk.question is not None
    for step in walk.question.steps:
        desk.submit(step, wrong.get(step.step.replace("@", "_at_"), "") or right_text(desk.problem, step))
    return walk.after(standing_in(desk.sitting, walk.field), begins_in(desk.sitting))


def test_it_goes_from_what_came_back_to_the_layer_after(tmp_path: Path, clock: Clock) -> None:
    """Three factors are asked in place of seven: what is at hand stands on the page."""
    desk = worked_back_to(1, CHAIN_OF_THREE, tmp_path, clock)
    field = FieldId("d", "w1")
    desk.submit(field, "999")
    walk = begin(CHAIN_OF_THREE, field, standing_in(desk.sitting, field), begins_in(desk.sitting))
    assert walk.question is not None
    assert [str(one) for one in walk.question.steps] == [f"d.w1/product@{point}.0" for point in (1, 2, 3, 4)]
    walk = answered(desk, walk, **{"product_at_2.0": "7"})
    assert walk.question is not None
    assert walk.question.kind == "chain"
    walk = answered(desk, walk, chain="delta2 w2 g1 x")
    assert walk.question is not None
    assert [str(one) for one in walk.question.steps] == ["d.w1/w2@2.0", "d.w1/da1/dz1@2.0", "d.w1/x@2.0"]
    assert answered(desk, walk).found == parse_field("d.w1/product@2.0")


def test_who_types_the_whole_chain_goes_along_it(tmp_path: Path, clock: Clock) -> None:
    desk = worked_back_to(1, CHAIN_OF_THREE, tmp_path, clock)
    field = FieldId("d", "w1")
    desk.submit(field, "999")
    walk = answered(desk, begin(CHAIN_OF_THREE, field, standing_in(desk.sitting, field), begins_in(desk.sitting)))
    assert walk.found == field, "all terms are right"
    desk.submit(parse_field("d.w1/product@3.0"), "7")
    walk = begin(CHAIN_OF_THREE, field, standing_in(desk.sitting, field), begins_in(desk.sitting))
    walk = answered(desk, walk, chain="2r g3 w3 g2 w2 g1 x")
    assert walk.question is not None
    names = [str(one) for one in walk.question.steps]
    assert names == [f"d.w1/{name}@3" for name in ["dC/da3", "da3/dz3", "w3", "da2/dz2", "w2", "da1/dz1", "x"]]


def test_a_number_typed_for_what_is_at_hand_is_what_differs(tmp_path: Path, clock: Clock) -> None:
    desk = worked_back_to(1, CHAIN_OF_THREE, tmp_path, clock)
    for place, text in (
        ("d.w1", "999"),
        ("d.w1/chain", "delta2 w2 g1 x"),
        ("d.w1/dC/dz2@2.0", "5"),
        ("d.w1/product@2.0", "20"),
    ):
        desk.submit(parse_field(place), text)
    walk = begin(
        CHAIN_OF_THREE, FieldId("d", "w1"), standing_in(desk.sitting, FieldId("d", "w1")), begins_in(desk.sitting)
    )
    assert walk.found == parse_field("d.w1/dC/dz2@2.0")


def test_where_paths_part_each_begins_at_the_layer_after(tmp_path: Path, clock: Clock) -> None:
    problem = make((1, 2, 2, 1), data=((1, 2), (2, 3)))
    desk = worked_back_to(1, problem, tmp_path, clock)
    field = FieldId("d", "w1[1,1]")
    desk.submit(field, "999")
    walk = begin(problem, field, standing_in(desk.sitting, field), begins_in(desk.sitting))
    assert walk.question is not None
    assert walk.question.kind == "chain"
    walk = answered(desk, walk, chain="delta2[1] w2[1,1] g1[1] x + delta2[2] w2[2,1] g1[1] x")
    assert walk.question is not None
    assert [one.step for one in walk.question.steps] == [f"product@{p}.-{way}" for p in (1, 2) for way in (1, 2)]
