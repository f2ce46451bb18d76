"""After (e) it is asked what one more step does, before it is told: once, by any number of steps that lead there."""

from pathlib import Path

import pytest
from textual.widgets import Input
from tutor.journal.journal import open_journal
from tutor.lessons.problem import Lesson
from tutor.lessons.stages import FieldId
from tutor.session.desk import Desk
from tutor.session.given import right_text
from tutor.session.laboratory_desk import FINALE, asks_finale, one_more
from tutor.session.record_names import record_name
from tutor.session.suggestion import Suggestion, Way
from tutor.widgets.field_row import FieldRow
from tutor.widgets.finale_view import FinaleView
from tutor.widgets.options import Options
from tutor.widgets.plot import Plot

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.problems import make
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated


async def finish(at: Learner) -> None:
    """Give the last answer."""
    await at.until(lambda: at.field == "e.b3" and at.row is not None)
    await at.answer(right_text(problem_of("4.1"), FieldId("e", "b3")))
    await at.until(lambda: isinstance(at.app.focused, Options))


def all_but_one(folder: Path, clock: Clock) -> None:
    work(folder, problem_of("4.1"), "abcd", clock)
    with open_journal(folder, clock) as journal:
        desk = Desk(problem_of("4.1"), journal, clock, "en")
        for field in desk.sitting.shown_fields("e")[:-1]:
            desk.submit(field, right_text(problem_of("4.1"), field))
        desk.visit(FieldId("e", "b3"))


@pytest.mark.parametrize("size", [NARROW, also(WIDE)])
async def test_it_asks_before_it_tells(tmp_path: Path, clock: Clock, size: tuple[int, int]) -> None:
    all_but_one(tmp_path, clock)
    async with seated(tmp_path, "4.1", size=size) as at:
        await finish(at)
        assert at.say("finale.stays") in at.screen
        assert "units alive" not in at.screen, "nothing is told yet"
        assert at.say("command.choose_line") in at.footer
        await at.press("2", "enter")
        await at.until(lambda: bool(at.app.screen.query("FinaleView Plot")))
        assert at.say("finale.right") in at.screen
        await at.press("escape")
    async with seated(tmp_path, "4.1", size=size) as at:
        await at.until(lambda: bool(at.app.screen.query(FinaleView)))
        assert not at.app.screen.query("FinaleView Options"), "it is asked once"
        await at.sees(at.say("finale.right"))  # who comes back to what is finished finds its end in sight
        entries = [entry for entry in at.journal.entries(record_name(problem_of("4.1"))) if entry.field == FINALE]
        assert [(entry.text, entry.verdict) for entry in entries] == [("stays", "correct")]
        assert at.journal.take_notice() is None, "nothing that is recorded here is strange"


async def test_who_answers_all_at_once_in_the_first_field_types_into_no_field_next(
    tmp_path: Path, clock: Clock
) -> None:
    """The last field is the one that would be seen beside the end of the page; it must not take the cursor."""
    problem = problem_of("4.1")
    work(tmp_path, problem, "abcd", clock)
    with open_journal(tmp_path, clock) as journal:
        Desk(problem, journal, clock, "en").visit(FieldId("e", "w1"))
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.until(lambda: at.field == "e.w1" and at.row is not None)
        fields = at.sitting.shown_fields("e")
        await at.answer("45.6")
        await at.press("f2", "f2")
        await at.answer(f"({', '.join(right_text(problem, field) for field in fields)})")
        await at.until(lambda: isinstance(at.app.focused, Options))
        for _ in range(5):
            await at.settle()
        await at.press("3")
        assert isinstance(at.app.focused, Options)
        assert at.app.focused.highlighted == 2
        texts = {str(row.field): row.text for row in at.app.screen.query(FieldRow)}
        assert texts == {str(field): right_text(problem, field).replace("-", "−") for field in fields}


async def test_a_wrong_prediction_is_told_as_such(tmp_path: Path, clock: Clock) -> None:
    all_but_one(tmp_path, clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await finish(at)
        await at.press("enter")
        await at.settle()
        assert at.app.screen.query("FinaleView Options"), "nothing is highlighted, nothing chosen"
        assert at.say("drill.choose_first") in at.screen
        await at.press("1", "enter")
        await at.sees(f"✗ {at.say('finale.wrong')}")
        plots = list(at.app.screen.query("FinaleView Plot").results(Plot))
        assert [plot.id for plot in plots] == ["before-after", "along-step"]
        await at.press("f9")
        await at.sees(at.say("stage.all_below"))
        await at.press("pagedown")
        await at.sees(at.say("finale.wrong"))
        await at.resize(*NARROW)
        await at.until(lambda: at.say("command.laboratory") in at.footer)
        assert at.say("command.hint") not in at.footer
        assert at.say(f"command.{at.app.shared.following(problem_of('4.1'))}") in at.footer, "what leads on"


def test_what_one_more_step_does() -> None:
    assert one_more(problem_of("4.1")) == "stays"
    assert one_more(make((1, 1), "identity", eta="0.001")) == "falls"
    assert one_more(make((1, 1), "identity", eta=1)) == "rises"
    assert one_more(make((1, 1, 1), "identity", data=((10**200, 1),), theta="1e200", eta=10**100)) == "rises"
    assert one_more(make((1, 1, 1), "softplus", data=((10**150, 1),), eta=10**200)) is None
    assert not asks_finale(make(eta=0))


async def test_a_computation_graph_is_asked_about_too(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("cs231n-graph")
    if not asks_finale(problem):
        pytest.skip("it makes no step")
    assert one_more(problem) in ("falls", "rises")


async def test_who_is_not_done_is_told_why_the_laboratory_is_closed(tmp_path: Path, clock: Clock) -> None:
    all_but_one(tmp_path, clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.press("ctrl+l")
        await at.sees(at.say("laboratory.not_yet").partition(":")[0])


async def test_what_comes_next_is_looked_for_anew_only_where_the_journal_was_given_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(tmp_path, "4.1") as at:
        shared, problem, looked = at.app.shared, problem_of("4.1"), list[str]()

        def suggested(after: Lesson) -> Suggestion:
            looked.append(after.id)
            return Suggestion(Way.DRILLS if len(looked) > 1 else Way.COURSE)

        monkeypatch.setattr(shared, "suggested", suggested)
        assert {shared.following(problem) for _ in range(9)} == {f"next_{Way.COURSE}"}
        await at.answer("5")
        assert shared.following(problem) == f"next_{Way.DRILLS}"
        assert looked == ["4.1", "4.1"]


async def test_an_end_that_is_undone_is_not_told_any_more(tmp_path: Path, clock: Clock) -> None:
    all_but_one(tmp_path, clock)
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await finish(at)
        await at.sees(at.say("stage.all_done").partition(".")[0])
        await at.press("f3", "f3")  # open its sub-steps and fold them: the cursor is in the field again
        await at.until(lambda: at.field == "e.b3" and isinstance(at.app.focused, Input))
        await at.answer("1")
        await at.until(lambda: not at.app.screen.query(".stage--solution"))
        assert not at.app.screen.query(FinaleView)
        await at.answer(right_text(problem_of("4.1"), FieldId("e", "b3")))
        await at.sees(at.say("stage.all_done").partition(".")[0])
