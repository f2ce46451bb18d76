"""`mark --json` on wrong numbers: which mistakes may have given them, by all answers of the command line."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.everything import before_the_update, mistakes_of
from tutor.mistakes.mistake import Mistake

from tests.diagnosis.drawing import draw, problem
from tests.diagnosis.learners import Learner, Wrong, alike

from ..support.thorough import also
from .cli_kit import file_of, process, run, run_json

SEEDS = (1, *map(also, (0, 2, 3)))
LEARNERS = 3
ABOUT_A_POINT = frozenset(mistake.id for mistake in before_the_update(2) if mistake.point is not None)
Told = dict[str, Any]


def _told(path: str, answers: Mapping[FieldId, Fraction]) -> dict[str, list[Told]]:
    """What is told of each wrong number, once the form of all marks is checked."""
    marks = run_json("mark", path, *(f"{field}={as_text(value)}" for field, value in answers.items()))["marks"]
    for mark in marks:
        assert list(mark) == ["field", "verdict", "reading", "diagnoses", "message"]
        assert bool(mark["diagnoses"]) is (mark["verdict"] == "wrong")
        assert all({"mistakes", "probability"} <= set(one) for one in mark["diagnoses"])
        shares = [one["probability"] for one in mark["diagnoses"]]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) < 1.001
    return {mark["field"]: mark["diagnoses"] for mark in marks if mark["verdict"] == "wrong"}


def _is(told: Told, learner: Learner, stages: str) -> bool:
    """Whether mistakes that are told together lead to the learner's answers, by the loops."""
    for ids in (told["mistakes"], *told.get("same", ())):
        wrong = [Wrong(name, told.get("point") if name in ABOUT_A_POINT else None) for name in ids]
        if ids and not any(name.startswith("slip.") for name in ids):
            other = Learner(learner.problem, *wrong).answers
            if all(alike(value, other[field]) for field, value in learner.stage(stages).items()):
                return True
    return False


def _stages(mistake: Mistake) -> tuple[str, ...]:
    """The stages that a mistake shows in; θ′ only where no other tells of it."""
    return tuple(stage for stage in mistake.shows_in if stage != "e") or mistake.shows_in


def _learners(drawn: Problem, random: Random, count: int) -> Iterator[tuple[Learner, str]]:
    """Learners with so many mistakes, all of which show in the stages beside them."""
    mistakes = mistakes_of(drawn.network, len(drawn.data))
    if count > 1:  # who takes the points one by one can't leave one out
        mistakes = tuple(mistake for mistake in mistakes if mistake.point is None)
    for _ in range(200):
        chosen = random.sample(mistakes, count)
        wrong = [Wrong(mistake.id, mistake.point) for mistake in chosen]
        stages = "".join(sorted({stage for mistake in chosen for stage in _stages(mistake)}))
        learner = Learner(drawn, *wrong)
        fewer = [Learner(drawn, *(other for other in wrong if other != one)) for one in wrong]
        # Two are told together where each changes the answer.
        shown = any(all(not alike(v, one.answers[f]) for one in fewer) for f, v in learner.stage(stages).items())
        if len({mistake.rule for mistake in chosen}) == count and shown and not learner.is_beyond_hand:
            yield learner, stages


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mistake_behind_whole_stages_is_named_first(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    drawn = draw(random)
    path, reached = file_of(drawn, tmp_path), 0
    learners = [learner for learner, _ in zip(_learners(drawn, random, 1), range(LEARNERS), strict=False)]
    for learner, stages in learners:
        told = _told(path, learner.stage(stages))
        assert told
        reached += all(_is(one[0], learner, stages) for one in told.values())
    assert reached >= len(learners) - 1  # one that a slip or another mistake may have led to as well


@pytest.mark.parametrize("seed", (1, *map(also, (2, 3))))
def test_two_mistakes_are_named_together(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    drawn = draw(random)
    path, reached = file_of(drawn, tmp_path), 0
    learners = [learner for learner, _ in zip(_learners(drawn, random, 2), range(LEARNERS), strict=False)]
    for learner, stages in learners:
        told = _told(path, learner.stage(stages))
        reached += any(_is(one, learner, stages) for place in told.values() for one in place[:3])
    assert reached >= len(learners) - 1


def test_a_pair_has_two_ids() -> None:
    given = ["d.w1=34", "d.b1=34", "d.w2=34", "d.b2=34", "d.w3=34", "d.b3=34"]
    for mark in run_json("mark", "4.1", *given)["marks"]:
        assert mark["diagnoses"][0]["mistakes"] in (
            ["partial.no-factor-2"],  # of a bias, the other mistake has no part
            ["partial.no-factor-2", "partial.weight-without-input"],
            ["partial.no-factor-2", "partial.weight-times-weight"],
        )


@pytest.mark.parametrize(
    ("answer", "slip"), [("d.w1=464", "slip.digits"), ("d.w2=51.4", "slip.point"), ("d.b1=-68", "slip.sign")]
)
def test_a_slip_among_right_answers_is_told_as_one(answer: str, slip: str) -> None:
    right = ["d.w1=446", "d.b1=68", "d.w2=514", "d.b2=68", "d.w3=582", "d.b3=68"]
    others = [one for one in right if one.partition("=")[0] != answer.partition("=")[0]]
    (mark,) = (mark for mark in run_json("mark", "4.1", answer, *others)["marks"] if mark["verdict"] == "wrong")
    assert [slip] in [one["mistakes"] for one in mark["diagnoses"]]


@pytest.mark.parametrize("seed", (1, *map(also, (2, 3))))
def test_of_numbers_that_no_rule_gives_nothing_is_told(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    drawn = draw(random)
    right = Learner(drawn).stage("d")
    reach = 2 * max(5, *(int(abs(value)) for value in right.values()))
    given = {field: Fraction(random.randint(-reach, reach)) for field in right}
    for field, told in _told(file_of(drawn, tmp_path), given).items():
        assert told[0]["mistakes"] == [], field


def test_a_count_is_explained_by_all_that_give_it() -> None:
    (mark,) = run_json("mark", "4.1", "a=3")["marks"]
    first = mark["diagnoses"][0]
    assert {first["mistakes"][0], *(ids[0] for ids in first["same"])} == {
        "count.no-biases",
        "count.neurons",
        "count.layers",
    }


def test_every_answer_is_evidence_in_whatever_order() -> None:
    """−y′ and a step up give the same θ′; the gradient decides."""
    wrong = ["e.w1=45.6", "e.b1=7.8"]

    def first(*others: str) -> dict[str, Any]:
        found = {mark["field"]: mark["diagnoses"] for mark in run_json("mark", "4.1", *others)["marks"]}
        return {field: told and told[0]["mistakes"] for field, told in found.items()}

    for order in (1, -1):
        assert first(*["d.w1=446", "d.b1=68", *wrong][::order])["e.w1"] == ["update.ascent"]
        found = first(*["d.w1=-446", "d.b1=-68", *wrong][::order])
        assert found == {"d.w1": ["partial.sign"], "d.b1": ["partial.sign"], "e.w1": [], "e.b1": []}
    both = [one["mistakes"] for one in run_json("mark", "4.1", *wrong)["marks"][0]["diagnoses"]]
    assert {("update.ascent",), ("partial.sign",)} <= set(map(tuple, both))


def test_what_follows_from_an_earlier_answer_keeps_its_blame() -> None:
    wrong, follows = run_json("mark", "4.1", "d.w1=223", "e.w1=-21.3")["marks"]
    assert wrong["diagnoses"][0]["mistakes"] == ["partial.no-factor-2"]
    assert (follows["verdict"], follows["diagnoses"]) == ("consistent", [])
    assert "d.w1" in follows["message"]


def test_a_field_that_is_answered_twice_is_explained_each_time() -> None:
    first, second, third = run_json("mark", "4.1", "c=183", "c=366", "c=91.5")["marks"]
    assert first["diagnoses"][0]["mistakes"] == ["cost.half"]
    assert (second["verdict"], second["diagnoses"]) == ("correct", [])
    assert third["diagnoses"][0]["mistakes"] == ["cost.mean"]


def test_sub_steps_are_explained_too() -> None:
    (mark,) = run_json("mark", "4.1", "d.w1/dC/da3@1=2", "d.w1/dC/da3@2=13")["marks"][1:]
    assert mark["diagnoses"][0]["mistakes"] == ["partial.no-factor-2"]


@pytest.mark.parametrize("seed", [1, 3])
def test_no_number_is_too_odd(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    drawn = draw(random)
    odd = ["1e90", "-1e-90", "1/3", "0", "0.1", "-7", "12345678901234567890", "1e16", "2/7e-9", "-0.30", "abc"]
    fields = ["a", *map(str, Learner(drawn).answers), "c/squares@1", f"d.{drawn.network.parameters[0].name}/x@1"]
    given = [f"{field}={random.choice(odd)}" for field in fields if "/x" not in field]
    for extra in ((), ("--json",)):
        result = run("mark", file_of(drawn, tmp_path), *given, *extra)
        assert result.exit_code in (0, 1, 2)  # 2: "abc" is no number
        assert result.stderr == ""


def test_a_network_without_a_gradient_is_diagnosed_as_any(tmp_path: Path) -> None:
    dead = problem((1, 1, 1), "relu", [([1], [2]), ([2], [-1])], [Fraction(v) for v in (-1, -1, -1, -1)])
    told = _told(file_of(dead, tmp_path), {FieldId("d", "w1"): Fraction(4), FieldId("c"): Fraction(3)})
    assert set(told) == {"d.w1", "c"}


def test_nothing_is_worked_out_for_what_is_right_or_unreadable_and_no_screen_is_needed() -> None:
    """In one process, command after command: what one imports, those behind it have."""
    in_turn = (
        (["mark", "4.1", "a=6", "a=abc", "b.z3=w3", "b.z3=w3 a2 b3", "c=abc"], ("numpy", "tutor.diagnosis", "textual")),
        (["mark", "4.1", "d.w1=446", "c/r@1=2", "b.z3=x"], ("tutor.diagnosis", "textual")),
        (["mark", "4.1", "c=366", "d.w1=446", "e.w1=-43.6", "e.w2=", "b.z3=w3"], ("tutor.diagnosis", "textual")),
        (["solve", "4.1"], ("textual",)),
    )
    code = (
        "import sys; from tutor.cli.main import program\n"
        f"for arguments, absent in {in_turn!r}:\n"
        "    program.main(arguments, standalone_mode=False)\n"
        "    assert not [name for name in sys.modules if name.startswith(absent)], arguments\n"
    )
    result = process(program=["-c", code])
    assert (result.returncode, result.stderr) == (0, "")
