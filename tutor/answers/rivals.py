"""What the catalogue's mistakes would answer: an answer that could be one of theirs is not yet known to be right."""

import numpy as np

from tutor.lessons.arrays import columns_of, mistakes_on, numbers_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import combined
from tutor.network.products import Array


class Rivals:
    """The answers of each single mistake to the fields of (c), (d) and (e)."""

    def __init__(self, problem: Problem) -> None:
        self._column = columns_of(problem)
        with np.errstate(all="ignore"):  # what grows too large is infinite, and rivals nothing
            found = combined(numbers_of(problem), mistakes_on(problem), ())
        self._answers = found.answers[1:]
        self._of_update = np.array([any(one.kind == "update" for one in made) for made in found.members[1:]])

    def at(self, field: FieldId, true: float, alike: float, alike_after: float) -> Array:
        """The mistaken answers at a field that differ from the true one by more than `alike`.

        Those of a mistaken update count from `alike_after` on: however small the step is, it has to be seen.
        """
        column = self._column.get(field)
        if column is None:
            return np.empty(0)
        values = self._answers[:, column]
        least = np.where(self._of_update & (field.stage == "e"), min(alike, alike_after), alike)
        with np.errstate(invalid="ignore"):
            kept: Array = values[np.isfinite(values) & (np.abs(values - true) > least)]
        return kept
