"""What stands below (e) once it is found."""

from __future__ import annotations

from textual.widget import Widget

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.screens.shared import Shared
from tutor.session.laboratory_desk import LaboratoryDesk, asks_finale
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming


def after_step(problem: Problem, shared: Shared, naming: ScreenNaming) -> Widget:
    """What the step did; of a lesson's problem, after the question what one more would do."""
    text = shared.wordings.after(problem)
    if not asks_finale(problem):
        return Prose(parse(text), naming, classes="stage--solution")
    from tutor.widgets.finale_view import FinaleView

    desk = LaboratoryDesk(problem, shared.journal, shared.now, shared.language)
    return FinaleView(desk, text, naming)
