"""What tests of drills on the screen share."""

from tutor.lessons.stages import all_asked
from tutor.screens.drill import DrillScreen
from tutor.screens.drill_flow import DrillFlow
from tutor.screens.example import ExampleScreen
from tutor.screens.item import ItemScreen
from tutor.session.given import right_text

from .screens_kit import Learner


async def at_screen(at: Learner, kind: type) -> None:
    await at.until(lambda: isinstance(at.app.screen, kind) and at.app.focused is not None)


DrillScreens = DrillScreen | ExampleScreen | ItemScreen


def drill_of(at: Learner) -> DrillFlow:
    assert isinstance(at.app.screen, DrillScreens)
    return at.app.screen.flow


async def solve(at: Learner) -> None:
    """Answer every open field of the drill, sub-steps or not."""
    screen = drill_of(at)
    problem = screen.drill.problem
    for field in all_asked(problem):
        while (not screen.is_finished and at.field.partition("/")[0] == str(field)) or at.field == str(field):
            here = at.row
            assert here is not None
            text, before = right_text(problem, here.field), at.field
            await at.answer(text)
            await at.until(lambda: screen.is_finished or at.field != before)  # noqa: B023  # awaited before it changes
            if screen.is_finished:
                return
