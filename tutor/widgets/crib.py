"""What of the problem stays in sight above the work, where the problem itself does not: the data, and a formula."""

from textual.widgets import Static

from tutor.lessons.formulas import of_stage
from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId
from tutor.widgets.at_hand import data_lines
from tutor.widgets.voice import Voice


class Crib(Static):
    """The data points with the formula of a stage."""

    DEFAULT_CSS = """
    Crib { height: auto; max-height: 8; padding: 0 2; background: $boost; color: $foreground 85%; display: none; }
    """

    def __init__(self, problem: Problem, voice: Voice) -> None:
        super().__init__(markup=False)
        self._problem = problem
        self._voice = voice

    def show(self, stage: StageId) -> None:
        """Show what belongs to a stage."""
        formula = of_stage(self._problem, stage)
        lines = [*data_lines(self._problem, self._voice.math), *([self._voice.math(formula)] if formula else [])]
        self.update("\n".join(lines))
