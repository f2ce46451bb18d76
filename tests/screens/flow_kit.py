"""Waiting for the work on a problem."""

from tutor.screens.problem import ProblemScreen

from .screens_kit import Learner


async def has_work(at: Learner) -> None:
    """Wait until there is something to work on."""
    await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.app.screen.work is not None)
