"""What is called a cause on the command line: its short title, and the data points where it is about some."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.diagnosis.hypotheses import Cause
    from tutor.lessons.words import Words


def title_of(mistake: str, words: "Words", points: Iterable[int] = ()) -> str:
    """A mistake's title, with the data points that it is about, if any: `a data point left out (i = 1, 3)`."""
    listed = ", ".join(map(str, points))
    return f"{words(f'mistake.{mistake}')} (i = {listed})" if listed else words(f"mistake.{mistake}")


def titled(causes: "Iterable[Cause]", words: "Words") -> str:
    """The titles of the causes of one hypothesis."""
    return " + ".join(title_of(cause.id, words, () if cause.point is None else (cause.point,)) for cause in causes)
