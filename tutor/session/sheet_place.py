"""Where in a problem a line of a sheet belongs: the place for an answer to what it states."""

from functools import lru_cache

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.practice.solution_lines import lines_of
from tutor.practice.solution_lines import place_of as place_of_line
from tutor.sheet.verdict import LineVerdict


def place_of(problem: Problem, verdict: LineVerdict) -> FieldId | None:
    """The field that a line states, or the sub-step, of several data points the first; None where it states none."""
    places = _places(problem)
    return next((places[name] for name in verdict.states if name in places), None)


@lru_cache(maxsize=8)
def _places(problem: Problem) -> dict[str, FieldId]:
    """The place of each quantity, by its name in the trace, with its data point and without."""
    found: dict[str, FieldId] = {}
    for line in lines_of(problem, problem.trace):
        place = place_of_line(problem, line)
        found.setdefault(line.name, place)
        if line.point is not None:
            found[f"{line.name}@{line.point}"] = place
    return found
