"""What is said of a wrong answer belongs to what stands in its field, as long as it stands there."""

from pathlib import Path
from threading import Event

import pytest
from tutor.journal.records import DIAGNOSIS
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.session.explainer import Explainer
from tutor.session.record_names import record_name
from tutor.session.status import Status
from tutor.widgets.field_slot import Explained

from tests.support.course import lesson_of

from ..support.thorough import also
from .screens_kit import NARROW, PATIENCE, WIDE, Learner, seated

HALF = "partial.no-factor-2"


def shown(at: Learner) -> dict[str, str]:
    """The answers of which something is said on the page, and where they stand."""
    return {str(one.field): one.answer for one in at.app.screen.query(Explained) if one.display}


def diagnoses(at: Learner, name: str = "4.1") -> int:
    return sum(entry.kind == DIAGNOSIS for entry in at.journal.entries(record_name(lesson_of(name))))


def given(at: Learner, field: str) -> str:
    answer = at.sitting.answers.get(parse_field(field))
    return answer.text if answer else ""


async def open_the_table(at: Learner) -> None:
    await at.press("f3", then="d.w1/chain")
    await at.answer("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1")


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ko"), also(WIDE, "en")])
async def test_nothing_is_said_of_what_no_longer_stands_there(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    async with seated(tmp_path, begin="d.w1", size=size, language=language) as at:
        await at.answer("223")
        await at.until(lambda: shown(at) == {"d.w1": "223"})
        title = at.say(f"mistake.{HALF}")
        await at.sees(title)
        assert at.say("command.where") in at.footer, "what it names is at hand"
        await at.append("5")
        assert not shown(at)
        assert title[:20] not in at.screen
        await at.press("backspace")
        await at.until(lambda: shown(at) == {"d.w1": "223"})
        await at.answer("22 3 apples")
        await at.until(lambda: at.verdict == "unreadable")
        assert not shown(at)
        await at.answer("446", "d.b1")
        await at.until(lambda: not at.app.screen.query(Explained))


async def test_an_explanation_that_comes_late_is_of_the_answer_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first answer waits to be explained, it is mended in one field and changed in another."""
    gate = Event()
    ready, waiting = Explainer.is_ready, Explainer.wait

    def wait(self: Explainer, problem: Problem) -> None:
        gate.wait(PATIENCE)
        waiting(self, problem)

    monkeypatch.setattr(Explainer, "is_ready", lambda self, problem: gate.is_set() and ready(self, problem))
    monkeypatch.setattr(Explainer, "wait", wait)
    async with seated(tmp_path, begin="d.w1") as at:
        try:
            await at.answer("223")
            await at.answer("446", "d.b1")
            await at.answer("34")
            await at.until(lambda: given(at, "d.b1") == "34")
            await at.answer("-68")
            await at.until(lambda: given(at, "d.b1") == "-68")
            assert not shown(at)
        finally:
            gate.set()
        await at.until(lambda: shown(at) == {"d.b1": "-68"})
        assert at.sitting.status(parse_field("d.w1")) is Status.RIGHT
        assert HALF not in at.journal.mistakes()


async def test_it_is_said_again_after_a_restart_after_another_stage_and_in_the_other_language(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w1") as at:
        await at.answer("223")
        await at.until(lambda: shown(at) == {"d.w1": "223"})
        await open_the_table(at)
        await at.answer("3")
        await at.until(lambda: "d.w1/dC/da3@1" in shown(at))
        await at.press("f7", "f7", then="c")
        assert not shown(at)
        await at.press("f8", "f8")
        await at.until(lambda: "d.w1" in shown(at))
        said = diagnoses(at)
    async with seated(tmp_path) as at:
        await at.until(lambda: "d.w1" in shown(at))
        await at.sees(at.say(f"mistake.{HALF}"))
        await at.press("f9")
        await at.until(lambda: "d.w1" in shown(at))
        await at.sees(at.say(f"mistake.{HALF}"))
        assert diagnoses(at) == said
        assert HALF not in at.journal.mistakes(), "what is said as a possibility counts for none"


async def test_what_is_said_of_a_sub_step_goes_with_it(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w1") as at:
        await open_the_table(at)
        await at.answer("2")
        await at.until(lambda: shown(at) == {"d.w1/dC/da3@1": "2"})
        await at.press("down", then="d.w1/dC/da3@2")
        await at.until(lambda: not shown(at))
        await at.press("up", then="d.w1/dC/da3@1")
        await at.until(lambda: shown(at) == {"d.w1/dC/da3@1": "2"})
        await at.press("f3", then="d.w1")
        assert not at.app.screen.query(Explained)


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ko"), also(WIDE, "en")])
async def test_it_is_a_line_that_enter_unfolds(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    async with seated(tmp_path, begin="d.w1", size=size, language=language) as at:
        await at.answer("223")
        await at.until(lambda: shown(at) == {"d.w1": "223"})
        (told,) = at.app.screen.query(Explained)
        await at.until(lambda: at.say("command.unfold") in at.footer)
        assert told.is_folded
        assert told.region.height == 1
        await at.type("223")
        await at.press("enter")
        await at.until(lambda: not told.is_folded and told.region.height > 1)
        assert at.say("command.unfold") not in at.footer
        assert at.sitting.answers[parse_field("d.w1")].attempts == 1, "it was no answer"
        (again,) = at.app.screen.query(Explained)
        again.turn()
        titles = [one.title for one in at.app.get_system_commands(at.app.screen)]
        assert any(title.startswith(at.say("command.unfold")) for title in titles)
        await at.type("224")
        assert at.typed == "224", "it takes the place of what was wrong"
        await at.press("enter")
        await at.until(lambda: at.sitting.answers[parse_field("d.w1")].attempts == 2)
