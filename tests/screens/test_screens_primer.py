"""The lesson of a minute on its screen: offered to who is new, in nobody's way, from beginning to end in sight."""

from pathlib import Path

import pytest
from tutor.lessons.primer_plans import PLANS
from tutor.screens.drill import DrillScreen
from tutor.screens.primer import PrimerScreen
from tutor.screens.problem import ProblemScreen
from tutor.session.config import NO_CONFIG, Config
from tutor.session.primers import has_met
from tutor.widgets.options import Options
from tutor.widgets.primer_offer import PrimerOffer
from tutor.widgets.why_view import WhyView

from tests.support.course import problem_of

from ..conftest import Clock as Ticking
from ..support.chance import Always
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, in_view, seated


def screen_of(at: Learner) -> PrimerScreen:
    return in_view(at, PrimerScreen)


def offered(at: Learner) -> bool:
    return any(offer.display for offer in at.app.screen.query(PrimerOffer))


async def open_primer(at: Learner) -> None:
    await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.app.screen.work is not None)
    await at.press("ctrl+t")
    await at.until(lambda: isinstance(at.app.screen, PrimerScreen) and at.app.focused is not None)


async def test_it_is_offered_until_something_is_answered(tmp_path: Path) -> None:
    async with seated(tmp_path) as at:
        await at.until(lambda: offered(at))
        await at.answer("6", then="b.C")
        await at.until(lambda: offered(at))  # that of (b)
        assert has_met(at.journal, "count")
        await at.answer("a3")
        await at.until(lambda: not offered(at))


async def test_where_there_is_little_room_the_work_has_it(tmp_path: Path) -> None:
    async with seated(tmp_path) as at:
        await at.until(lambda: offered(at))
        await at.resize(60, 10)
        await at.until(lambda: not offered(at))


async def test_who_has_met_it_is_not_offered_it(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.answer("6", then="b.C")
    async with seated(tmp_path, "4.2") as at:
        await at.until(lambda: at.field == "a")
        assert not offered(at)


async def test_what_was_typed_waits_while_it_is_open(tmp_path: Path) -> None:
    async with seated(tmp_path) as at:
        await at.type("6")
        await open_primer(at)
        await at.press("escape")
        await at.until(lambda: at.field == "a")
        assert at.typed == "6"
        assert not offered(at)


@pytest.mark.parametrize(("plain", "sign"), [(False, "▸"), (True, ">")])
async def test_the_foot_tells_of_digits_and_a_sign_where_they_led(tmp_path: Path, *, plain: bool, sign: str) -> None:
    async with seated(tmp_path, size=NARROW, plain=plain) as at:
        await open_primer(at)
        digits, choose = at.say("command.by_number"), at.say("command.choose_line")
        assert f"1-3 {digits}  Enter {choose}" in at.footer
        assert not any(line.lstrip().startswith(sign) for line in at.lines)
        for digit in "23":
            await at.press(digit)
            marked = [line for line in at.lines if line.lstrip().startswith(sign)]
            assert [line.split()[1] for line in marked] == [digit]
        await at.press("1", "tab")
        assert not isinstance(at.app.focused, Options)
        await at.press("3")
        assert isinstance(at.app.focused, Options)
        assert at.app.focused.highlighted == 2, "digits lead there from what is read beside them, too"
        await at.press("enter")
        assert digits not in at.footer, "there is nothing to choose while it is seen what happens"
        assert choose not in at.footer


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *((name, NARROW) if number % 4 == 0 else also(name, NARROW) for number, name in enumerate(PLANS)),
        *(also(name, WIDE) for name in ("gates", "two-paths")),
    ],
)
async def test_each_goes_from_predicting_to_a_reason_in_sight(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    begins = {"count": "a", "tree": "b.C", "cost": "c", "gradient": "d.w3", "update": "e.w1"}
    begin = begins.get(name, "")
    drill = None if begin else f"bp1:{name}:30"
    async with seated(tmp_path, "4.1" if begin else None, begin=begin, drill=drill, size=size) as at:
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.app.screen.work is not None)
        assert isinstance(at.app.screen, DrillScreen) == (drill is not None)
        await open_primer(at)
        while screen_of(at).desk.phase != "over":
            screen, desk = screen_of(at), screen_of(at).desk
            for choice in range(len(desk.choices)):
                assert f"{choice + 1}  " in "".join(at.lines_of(screen.query_one(Options)))
            place = (desk.phase, desk.said)
            right = [choice.name for choice in desk.choices]
            number = right.index("right") + 1 if "right" in right else 1
            await (at.press(str(number), "enter") if desk.choices else at.press("right"))
            await at.until(lambda place=place: (screen_of(at).desk.phase, screen_of(at).desk.said) != place)  # type: ignore[misc]
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen))


async def test_a_wrong_reason_is_answered_and_another_can_be_chosen(tmp_path: Path) -> None:
    async with seated(tmp_path, language="ko") as at:
        await open_primer(at)
        await at.sees("1분 수업")
        await at.press("right")  # which goes on where one only looks
        await at.sees(at.say("drill.choose_first"))
        await at.press("1")
        await at.until(lambda: at.say("drill.choose_first") not in at.screen)  # something is chosen now
        await at.press("enter", "right", "right", "right")
        await at.until(lambda: screen_of(at).desk.phase == "why")
        names = [choice.name for choice in screen_of(at).desk.choices]
        await at.press(str(names.index("first") + 1), "enter")
        await at.sees("가중치는 x와 별개의 수")
        await at.press("f9")
        await at.sees("A lesson of a minute")
        assert screen_of(at).desk.phase == "why"
        await at.press(str(names.index("right") + 1), "enter")
        await at.sees("A parameter is a number")


# It opens by itself.

OPENING = Config(why=False)


async def opened(at: Learner) -> None:
    await at.until(lambda: isinstance(at.app.screen, PrimerScreen) and at.app.focused is not None)


async def test_a_problem_that_opens_is_seen_and_the_next_stage_begins_with_its_lesson(tmp_path: Path) -> None:
    async with seated(tmp_path, config=OPENING) as at:
        await at.until(lambda: offered(at))
        assert isinstance(at.app.screen, ProblemScreen)
        await at.answer("6")
        await opened(at)
        assert screen_of(at).desk.primer.name == "tree"
        assert at.screen.strip().startswith("(a) ✓")  # it lies over the page that says so
        await at.press("escape")
        await at.until(lambda: at.field == "b.C")
        await at.press("f7")
        await at.press("f8")
        await at.until(lambda: at.field == "b.C")  # never again
        await at.press("f8")
        await opened(at)
        assert screen_of(at).desk.primer.name == "cost"
        assert "✓" not in at.screen.strip().splitlines()[0]  # (b) was passed
    async with seated(tmp_path, "4.2", config=OPENING) as at:
        await at.until(lambda: at.field == "a")
        for field in ("b.C", "c"):
            await at.press("f8", then=field)  # seen, or skipped, in another problem


async def test_who_types_on_is_not_interrupted(tmp_path: Path) -> None:
    async with seated(tmp_path, config=OPENING) as at:
        await at.until(lambda: offered(at))
        at.post("6", "enter", "a", "3")
        await at.until(lambda: at.field == "b.C" and at.typed == "a3")
        assert offered(at)


async def test_a_drill_of_a_new_skill_begins_with_its_lesson(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="bp1:weight-last:30", config=OPENING) as at:
        await opened(at)
        assert screen_of(at).desk.primer.name == "weight-last"
        await at.press("escape")
        await at.until(lambda: at.field != "")
    async with seated(tmp_path, None, drill="bp1:weight-last:31", config=OPENING) as at:
        await at.until(lambda: at.field != "")


async def test_who_does_not_want_it_opens_it_by_its_key(tmp_path: Path) -> None:
    async with seated(tmp_path, config=Config(why=False, lessons=False)) as at:
        await at.until(lambda: offered(at))
        await at.answer("6", then="b.C")
        assert offered(at)
        await open_primer(at)


async def test_a_lesson_comes_before_a_question_why(tmp_path: Path, clock: Ticking) -> None:
    work(tmp_path, problem_of("4.1"), "ab", clock)
    async with seated(tmp_path, config=NO_CONFIG) as at:
        at.app.shared.random = Always()
        await at.until(lambda: at.app.focused is not None)
        await at.press("f8")
        await opened(at)
        await at.press("escape")
        await at.until(lambda: at.field == "c")
        await at.answer("366")
        await opened(at)
        assert not at.app.screen.query(WhyView)
