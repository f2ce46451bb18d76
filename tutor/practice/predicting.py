"""What each mistake would answer in a drill, where it is asked for anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tutor.lessons.arrays import mistakes_on, numbers_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked, fields_of
from tutor.mistakes.combining import combined
from tutor.mistakes.count import COUNT
from tutor.network.products import Array
from tutor.practice.outcome import Outcome

CLOSE = 5e-6
"""By how much of their value answers must differ to be told apart, as learners write six digits."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """The answers (K, F) of each mistake to the fields with numbers, and the right ones (F,).

    A mistake about one data point has a row for each, all with its id.
    """

    fields: tuple[str, ...]
    right: Array
    ids: tuple[str, ...]
    answers: Array

    @cached_property
    def wrong(self) -> Array:
        """Which answers (K, F) differ from the right ones."""
        wrong: Array = np.logical_not(same(self.answers, self.right))
        return wrong

    @cached_property
    def shown(self) -> frozenset[str]:
        """The mistakes that every row of theirs would show."""
        rows: list[bool] = [bool(row.any()) for row in self.wrong]
        hidden = {name for name, seen in zip(self.ids, rows, strict=True) if not seen}
        return frozenset(self.ids) - hidden

    @cached_property
    def classes(self) -> tuple[int, ...]:
        """For each row the number of its class: rows of one class answer alike; 0 is the class of the right answers."""
        scale = 10.0 ** np.floor(np.log10(np.maximum(np.abs(self.answers), 1e-12)))
        rounded = np.round(self.answers / scale, 5) * scale
        found: dict[bytes, int] = {}
        numbers = []
        for row, seen in zip(np.where(self.wrong, rounded, np.inf), self.wrong, strict=True):
            numbers.append(found.setdefault(row.tobytes(), len(found) + 1) if seen.any() else 0)
        return tuple(numbers)


@lru_cache(maxsize=512)
def predictions(problem: Problem, given: tuple[str, ...] = ()) -> Predictions:
    """The predictions for a problem, of all that is asked but the tree; `given` are answers that stand there.

    Where the gradient is given, only mistakes of the update can be made.
    """
    asked = [field for field in all_asked(problem) if field.stage != "b"]
    columns = {field: k for k, field in enumerate(field for s in ("c", "d", "e") for field in fields_of(problem, s))}
    count = FieldId("a")
    ids: list[str] = []
    rows: list[Array] = []
    with np.errstate(all="ignore"):  # what grows too large is infinite, and matches nothing
        made = mistakes_on(problem)
        stages = {field.stage for field in asked}
        made = tuple(mistake for mistake in made if stages.intersection(mistake.shows_in))  # the others need no run
        if any(name.startswith("d.") for name in given):
            made = tuple(mistake for mistake in made if mistake.rule == "update")
        found = combined(numbers_of(problem), made, ())
    parameters = float(problem.network.parameter_count)
    for members, answers in zip(found.members, found.answers, strict=True):
        row = [parameters if field == count else answers[columns[field]] for field in asked]
        ids.append(members[0].id if members else "")
        rows.append(np.array(row))
    right = rows.pop(0)
    del ids[0]
    if count in asked:
        at = asked.index(count)
        for mistake in COUNT:
            row_of_count = right.copy()
            row_of_count[at] = mistake.gives(problem.network, len(problem.data))
            ids.append(mistake.id)
            rows.append(row_of_count)
    kept = [k for k, row in enumerate(rows) if np.isfinite(row).all()]
    answers = np.array([rows[k] for k in kept]).reshape(len(kept), len(asked))
    return Predictions(tuple(map(str, asked)), right, tuple(ids[k] for k in kept), answers)


def told_by(found: Predictions, outcome: Outcome) -> dict[str, float]:
    """The first answers of a drill, to be held against the predictions.

    What the judge took for the true value counts as that, to whatever digits it was written.
    """
    right = dict(zip(found.fields, found.right.tolist(), strict=True))
    true = {name: right[name] for name in outcome.true_fields() if name in right}
    return {name: true.get(name, value) for name, value in outcome.values().items()}


def same(one: Array, other: Array) -> Array:
    """Whether numbers are the same to a learner who writes six digits."""
    alike: Array = np.abs(one - other) <= CLOSE * np.maximum(np.abs(one), np.abs(other)) + 1e-9
    return alike


def agreement(found: Predictions, given: Mapping[str, float]) -> tuple[Array, Array]:
    """Which given answers (G,) each row predicts (K, G), and which of them are right (G,)."""
    at = [k for k, name in enumerate(found.fields) if name in given]
    values = np.array([given[found.fields[k]] for k in at])
    return same(found.answers[:, at], values), same(found.right[at], values)
