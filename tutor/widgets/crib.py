"""What of the problem stays in sight above the work, where the problem itself does not: its numbers, and a formula."""

from textual.widgets import Static

from tutor.lessons.formulas import of_stage
from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId
from tutor.widgets.at_hand import data_lines, theta_line
from tutor.widgets.voice import Voice


class Crib(Static):
    """The data points, with the widths or θ where a stage needs them, and the stage's formula."""

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
        lines = data_lines(self._problem, self._voice.math)
        if stage in ("a", "b") and self._problem.is_layered:
            lines.append(self._voice.say("crib.widths", widths="-".join(map(str, self._problem.network.widths))))
        elif stage in ("c", "d"):
            lines.append(theta_line(self._problem, self._voice.math))
        if formula:
            lines.append(self._voice.math(formula))
        self.update("\n".join(lines))
