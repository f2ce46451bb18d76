"""A sitting as a value: what follows from a wrong answer, and falls when that is mended."""

from tutor.answers.verdicts import Verdict
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, parse_field

from ..support.problems import make
from .sitting_kit import answer, answered, statuses


def test_a_carried_answer_falls_when_its_source_is_mended() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"), ("e.b1", "-5.8"))
    assert statuses(sitting, "d.w1", "e.w1", "e.b1") == ["wrong", "carried", "right"]
    assert sitting.progress() == (1, len([field for field in all_fields(make()) if field.stage != "chain"]))
    mended = answer(sitting, "d.w1", "446")
    assert statuses(mended, "d.w1", "e.w1", "e.b1") == ["right", "wrong", "right"]
    assert mended.next_open(FieldId("e", "b3")) == FieldId("e", "w1")
    assert statuses(answer(mended, "e.w1", "-43.6"), "e.w1") == ["right"]


def test_a_carried_answer_falls_when_its_source_changes_to_another_wrong_one() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"), ("d.w1", "455"))
    assert statuses(sitting, "e.w1") == ["wrong"]
    again = answer(sitting, "e.w1", "-44.5")
    assert statuses(again, "e.w1") == ["carried"]


def test_a_carried_answer_stands_as_long_as_its_source() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"))
    for text in ("912/2", "not a number", "456.0"):
        assert statuses(answer(sitting, "d.w1", text), "e.w1") == ["carried"]


def test_what_follows_from_a_rounded_answer_stands_too() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], 1, "1/2")
    partial = problem.trace.gradient["w1"]
    sitting = answered(problem, ("d.w1", f"{partial:.3g}"))
    own = sitting.given()[FieldId("d", "w1")].value
    sitting = answer(sitting, "e.w1", f"1 - {own} / 2")
    assert statuses(sitting, "d.w1", "e.w1") == ["right", "right"]
    assert sitting.answers[FieldId("e", "w1")].mark.look_at is None


def test_carried_answers_in_a_chain() -> None:
    sitting = answered(make(), ("c/r@1", "3"), ("d.w1", "448"), ("e.w1", "-43.8"))
    assert statuses(sitting, "c/r@1", "d.w1", "e.w1") == ["wrong", "carried", "carried"]
    assert sitting.answers[FieldId("e", "w1")].mark.look_at == FieldId("d", "w1")
    sitting = answer(sitting, "c/r@1", "2")
    assert statuses(sitting, "d.w1", "e.w1") == ["wrong", "carried"]
    sitting = answer(sitting, "d.w1", "446")
    assert statuses(sitting, "d.w1", "e.w1") == ["right", "wrong"]


def test_a_fallen_answer_stands_as_wrong_and_says_why(chain: Problem) -> None:
    field = parse_field("e.w1")
    sitting = answered(chain, ("d.w1", "223"), ("e.w1", "-21.3"))
    standing = sitting.standing(field)
    assert standing is not None
    assert standing.mark.verdict is Verdict.CONSISTENT
    standing = answer(sitting, "d.w1", "446").standing(field)
    assert standing is not None
    assert standing.mark.verdict is Verdict.WRONG
    assert standing.mark.message is not None
    assert standing.mark.message.key == "mark.fallen"
