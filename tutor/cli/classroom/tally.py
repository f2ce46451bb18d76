"""What a class gets wrong: by mistake, by field."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tutor.answers.verdicts import Mark, Verdict
from tutor.cli.classroom.marking import Finding, Made, Marked
from tutor.cli.output import one_line
from tutor.lessons.stages import FieldId

Possible: TypeAlias = tuple[tuple[Made, ...], ...]
MOST_NAMES = 50
"""So many of those who did the same are named."""


@dataclass(frozen=True)
class Example:
    """An answer that somebody gave, fit to be printed."""

    name: str
    field: FieldId
    answer: str


@dataclass
class Done:
    """What some students did alike: how many, the first of them by name, one answer."""

    example: Example
    students: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """One more student."""
        self.students += 1
        if len(self.names) < MOST_NAMES:
            self.names.append(name)


@dataclass
class Tally:
    """The sums of a class, student by student. A student counts once for each mistake, however often it shows."""

    columns: int
    """How many answers are asked of each."""
    students: int = 0
    all_right: int = 0
    answered: Counter[FieldId] = field(default_factory=Counter)
    right: Counter[FieldId] = field(default_factory=Counter)
    mistakes: dict[Possible, Done] = field(default_factory=dict)
    unexplained: Done | None = None
    trees: Done | None = None
    """Who gave a node of the tree other branches."""
    unreadable: Done | None = None

    def add(self, student: str, found: Marked) -> None:
        """Count a student, by the name that they are told by."""
        self.students += 1
        self.all_right += found.right == self.columns
        for place, mark in found.marks.items():
            self.answered[place] += 1
            self.right[place] += mark.is_right
        self._add_findings(student, found)
        self.unreadable = _added(self.unreadable, student, found, lambda _, mark: mark.verdict is Verdict.UNREADABLE)
        self.trees = _added(
            self.trees, student, found, lambda field, mark: field.stage == "b" and mark.verdict is Verdict.WRONG
        )

    def in_order(self) -> list[tuple[Possible, Done]]:
        """The mistakes, those of most students first."""
        return sorted(self.mistakes.items(), key=lambda one: -one[1].students)

    def hardest(self) -> list[FieldId]:
        """The fields that were not always right, the one with the smallest share of right answers first."""
        missed = [field for field, times in self.answered.items() if self.right[field] < times]
        return sorted(missed, key=lambda field: self.right[field] / self.answered[field])

    def _add_findings(self, student: str, found: Marked) -> None:
        counted: set[Possible] = set()
        for finding in found.findings:
            example = Example(student, finding.fields[0], one_line(found.typed[finding.fields[0]]))
            if not finding.possible:
                if () not in counted:
                    self.unexplained = self.unexplained or Done(example)
                    self.unexplained.add(student)
                counted.add(())
            for possible in _each(finding):
                if possible not in counted:
                    self.mistakes.setdefault(possible, Done(example)).add(student)
                counted.add(possible)


def _each(finding: Finding) -> Sequence[Possible]:
    """What a finding counts for: where it is sure which mistakes were made together, each of them by itself."""
    if len(finding.possible) == 1 and len(finding.possible[0]) == 1:
        return [(((name,),),) for name in finding.possible[0][0]]
    return [finding.possible] if finding.possible else []


def _added(done: Done | None, student: str, found: Marked, is_one: Callable[[FieldId, Mark], bool]) -> Done | None:
    field = next((field for field, mark in found.marks.items() if is_one(field, mark)), None)
    if field is None:
        return done
    done = done or Done(Example(student, field, one_line(found.typed[field])))
    done.add(student)
    return done
