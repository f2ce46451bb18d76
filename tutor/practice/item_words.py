"""The words of items, filled with what their problems give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tutor.lessons.problem import Problem, Section
from tutor.lessons.template import Names, Value, fill
from tutor.lessons.vocabulary import Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words


@dataclass(frozen=True)
class ItemWords:
    """The words of an item in a language, filled with what its problem gives."""

    problem: Problem
    wordings: Wordings
    words: Words
    sections: Callable[[], Mapping[str, Section]]
    """The sections of the item's skill, read when they are asked for. Raises ContentError."""

    def section(self, name: str, **values: Value) -> str:
        """A section of the words; `values` can be named in it beside what every text about the problem can.

        Raises ContentError, TemplateError and KeyError for content that has no such words.
        """
        offers = {key: constant(value) for key, value in values.items()}
        return self.filled(name, Vocabulary(offers, of_problem(self.problem)))

    def filled(self, section: str, names: Names) -> str:
        """A section with these names."""
        return fill(self.sections()[section].text, names)

    def title(self, mistake: str) -> str:
        """What a mistake is called."""
        return self.words(f"mistake.{mistake}")
