"""What becomes of an answer: where its verdict stands, what stays, and where the cursor goes."""

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from tutor.answers.verdicts import Verdict
from tutor.lessons.stages import FieldId, parse_field
from tutor.session.given import right_text
from tutor.session.status import Status
from tutor.widgets.answer_field import MORE_BEFORE, MORE_BEHIND, AnswerField
from tutor.widgets.field_row import FieldRow

from tests.support.course import problem_of

from ..support.thorough import also
from .screens_kit import NARROW, Learner, seated


async def stand_at(at: Learner, stage: str) -> None:
    """Go to a stage with the stage keys."""
    while not at.field.startswith(stage):
        before = at.field
        await at.press("f8")
        await at.until(lambda before=before: at.field not in ("", before))  # type: ignore[misc]
    if at.field.startswith("d."):  # it begins at the last layer
        await at.lead_to(str(next(iter(at.app.screen.query(FieldRow))).field))


@pytest.fixture
async def at(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Learner]:
    """At the first question, or at the field that is the parameter."""
    async with seated(tmp_path, "4.1", begin=getattr(request, "param", ""), size=NARROW) as learner:
        yield learner


at_gradient = pytest.mark.parametrize("at", ["d.w1"], indirect=True)
at_cost = pytest.mark.parametrize("at", ["c"], indirect=True)


async def test_a_wrong_answer_stays_as_typed(at: Learner) -> None:
    await at.answer("7")
    await at.until(lambda: at.verdict == "wrong")
    assert (at.field, at.typed) == ("a", "7")
    assert not at.note.startswith(at.say("mark.wrong")), "the verdict says so"
    await at.append("0")
    assert at.verdict == "", "it stands beside nothing but what it was given for"
    await at.press("backspace")
    await at.until(lambda: at.verdict == "wrong")
    before = at.app.focused.region if at.app.focused else None
    await at.answer("8")
    await at.until(lambda: at.sitting.answers[FieldId("a")].attempts == 2 and at.verdict == "wrong")
    assert at.typed == "8"
    assert before == (at.app.focused.region if at.app.focused else None), "nothing jumps"


@at_gradient
async def test_fields_that_stand_close_are_told_apart(at: Learner) -> None:
    looks = {field: field.styles.background for field in at.app.screen.query(AnswerField)}
    assert all(one != other for one, other in pairwise(looks.values()))
    alike = [field for field, look in looks.items() if at.app.focused and look == at.app.focused.styles.background]
    assert alike == [at.app.focused], "none looks like the one with the cursor"


async def test_a_long_answer_says_at_which_end_it_goes_on(at: Learner) -> None:
    await at.type("1 + " * 25 + "2")
    await at.until(lambda: MORE_BEFORE in at.cursor_line)
    assert MORE_BEHIND not in at.cursor_line
    await at.press("home")
    await at.until(lambda: MORE_BEHIND in at.cursor_line and MORE_BEFORE not in at.cursor_line)
    await at.press("end")
    await at.until(lambda: MORE_BEFORE in at.cursor_line)
    left = at.row
    assert left is not None
    at.app.screen.set_focus(None)
    await at.until(lambda: MORE_BEHIND in at.lines_of(left)[0] and MORE_BEFORE not in at.lines_of(left)[0])
    left.focus_answer()
    await at.until(lambda: MORE_BEFORE in at.lines_of(left)[0])


async def test_nothing_or_what_cannot_be_read_is_no_attempt(at: Learner) -> None:
    await at.press("enter")
    await at.until(lambda: at.note.startswith(at.say("mark.empty")))
    assert at.verdict == ""
    assert FieldId("a") not in at.sitting.answers
    await at.answer("6 +* 2")
    await at.until(lambda: at.verdict == "unreadable")
    assert (at.field, at.typed) == ("a", "6 +* 2")
    assert at.sitting.answers[FieldId("a")].attempts == 0
    assert at.sitting.stage_status("a") is Status.OPEN
    await at.answer("6", "b.C")
    assert at.sitting.answers[FieldId("a")].attempts == 1


async def test_how_it_is_read_is_shown_while_typing(at: Learner) -> None:
    await at.type("3×2")
    await at.until(lambda: at.note.startswith(at.say("reading.expression", shown="3×2", value=6)))
    await at.press("enter", then="b.C")
    await at.type("a3 y")
    await at.until(lambda: "a⁽³⁾, y" in at.note)


@at_gradient
async def test_carried_forward_from_an_answer_to_look_at_again(at: Learner) -> None:
    await at.answer("400")
    await at.until(lambda: at.verdict == "wrong")
    await stand_at(at, "e")
    await at.answer("-39", "e.b1")
    await at.press("up", then="e.w1")
    await at.until(lambda: at.verdict == "consistent")
    assert at.note.startswith(at.say("mark.consistent", field="∂C/∂w⁽¹⁾")[:60])
    await at.press("f7", then="d.w1")
    assert (at.verdict, at.note) == ("wrong", ""), "as it was left"
    await at.answer("446", "d.b1")
    assert at.sitting.status(parse_field("e.w1")) is Status.WRONG, "it followed from what stands no more"


@at_gradient
@pytest.mark.parametrize(
    "pasted", ["(446, 68, 514, 68, 582, 70)", also("446\t68\t514\t68\t582\t70"), also("446\n68\n514\n68\n582\n70")]
)
async def test_a_vector_fills_the_gradient_and_stops_at_what_is_wrong(at: Learner, pasted: str) -> None:
    await at.paste(pasted)
    await at.until(lambda: at.note.startswith(at.say("reading.values", count=6)))
    await at.press("enter", then="d.b3")
    assert (at.typed, at.verdict) == ("70", "wrong")
    verdicts = [answer.mark.verdict for answer in at.sitting.answers.values()]
    assert verdicts == [Verdict.CORRECT] * 5 + [Verdict.WRONG]


@at_gradient
async def test_a_whole_vector_ends_a_stage(at: Learner) -> None:
    await at.paste("w1 = 446, b1 = 68, w2 = 514, b2 = 68, w3 = 582, b3 = 68")
    await at.press("enter", then="e.w1")
    await at.paste("(−43.6, −5.8, −50.4, −5.8, −57.2, −5.8)")
    await at.press("enter", then="a")
    assert at.sitting.stage_status("e") is Status.RIGHT


@at_gradient
async def test_the_wrong_number_of_values_is_not_marked(at: Learner) -> None:
    await at.paste("(446, 68, 514, 68, 582, 68, 1)")
    await at.press("enter")
    await at.until(lambda: at.verdict == "unreadable")
    assert set(at.sitting.answers) == {parse_field("d.w1")}
    assert at.sitting.answers[parse_field("d.w1")].attempts == 0


async def test_a_matrix_fills_its_own_weights(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", begin="d.w1[1,1]") as at:
        await at.paste("[[142], [142]]")
        await at.press("enter", then="d.b1[1]")
        assert at.sitting.status(parse_field("d.w1[2,1]")) is Status.RIGHT


async def test_names_typed_in_hangul_mode(at: Learner) -> None:
    """The letter keys give jamo: `a` is ㅁ, `z` ㅋ, `w` ㅈ, `b` ㅠ, `y` ㅛ, `x` ㅌ."""
    await at.answer("6", "b.C")
    await at.answer("ㅁ3 ㅛ", "b.a3")
    await at.answer("ㅋ3", "b.z3")
    await at.answer("ㅈ3 ㅁ2 ㅠ3", "b.a2")
    await stand_at(at, "c")
    await at.answer("ㅊ = 366", "d.w1")
    await at.answer("ㅈ1=446", "d.b1")


async def test_what_stands_in_a_field_is_changed_by_keys_in_their_order(at: Learner) -> None:
    await at.press("8", "backspace", "1", "home", "delete", "7", "left", "6", "end", "backspace", "enter", then="b.C")


async def test_what_is_typed_after_a_wrong_answer_takes_its_place(at: Learner) -> None:
    await at.answer("7")
    await at.until(lambda: at.verdict == "wrong")
    await at.type("8")
    await at.until(lambda: at.typed == "8")
    await at.press("enter")
    await at.until(lambda: at.sitting.answers[FieldId("a")].attempts == 2)
    await at.append("5")
    await at.press("f8", then="b.C")
    await at.press("f7", then="a")
    await at.type("1")
    await at.until(lambda: at.typed == "851")  # what was typed since is no wrong answer yet
    await at.answer("88")
    await at.until(lambda: at.verdict == "wrong")
    await at.press("f8", then="b.C")
    await at.press("f7", then="a")
    await at.type("6")
    await at.until(lambda: at.typed == "6")
    await at.press("enter", then="b.C")


@at_cost
async def test_an_unreadable_answer_is_mended_where_it_stands(at: Learner) -> None:
    await at.answer("2,3")
    await at.until(lambda: at.verdict == "unreadable")
    assert "One value belongs here" in at.note
    await at.type("4")
    await at.until(lambda: at.typed == "2,34")


@at_gradient
async def test_what_stands_in_a_field_does_not_move_with_the_cursor(at: Learner) -> None:
    await at.type("446")
    here = at.cursor_line.index("446")
    row = at.row
    assert row is not None
    await at.press("down", then="d.b1")
    assert at.lines_of(row)[0].index("446") + row.region.x == here


@at_gradient
async def test_what_the_tutor_filled_and_what_is_not_right_is_typed_over(at: Learner) -> None:
    problem = problem_of("4.1")
    await at.answer("446, 7777, 8, 9, 10, 11", "d.b1")
    await at.press("5")
    await at.until(lambda: at.typed == "5")
    await at.press("down", then="d.w2")
    assert at.typed == "8"
    await at.press("home", "5")
    await at.until(lambda: at.typed == "58")
    await at.press("up", then="d.b1")
    await at.answer(f"{right_text(problem, FieldId('d', 'b1'))}, 8888", "d.w2")
    await at.press("up", then="d.b1")
    await at.press("6")
    await at.until(lambda: at.typed == "6")


@at_gradient
async def test_what_a_learner_typed_rightly_is_not_typed_over(at: Learner) -> None:
    await at.answer("446", "d.b1")
    await at.press("up", then="d.w1")
    await at.type("5")
    await at.until(lambda: at.typed == "4465")
