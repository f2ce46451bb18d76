"""The words of items, and the item that a drawn problem's code names."""

from dataclasses import dataclass, replace
from functools import partial

from tutor.lessons.problem import Problem
from tutor.lessons.template import Names, Value, fill
from tutor.lessons.vocabulary import Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice.code_form import is_code
from tutor.practice.codes import parse_code
from tutor.practice.item import Choose, Item
from tutor.practice.items import KINDS
from tutor.practice.texts import drill_sections


@dataclass(frozen=True)
class ItemWords:
    """The words of an item in a language, filled with what its problem gives."""

    problem: Problem
    wordings: Wordings
    words: Words

    def section(self, name: str, **values: Value) -> str:
        """A section of the words; `values` can be named in it beside what every text about the problem can.

        Raises ContentError, TemplateError and KeyError for content that has no such words.
        """
        offers = {key: constant(value) for key, value in values.items()}
        return self.filled(name, Vocabulary(offers, of_problem(self.problem)))

    def filled(self, section: str, names: Names) -> str:
        """A section with these names."""
        skill = parse_code(self.problem.id).skill
        return fill(drill_sections(self.wordings.folder, skill, self.wordings.language)[section].text, names)

    def title(self, mistake: str) -> str:
        """What a mistake is called."""
        return self.words(f"mistake.{mistake}")


def choices_of(code: str) -> Choose:
    """The choices that belong to a code. Raises CodeError."""
    from tutor.practice.drawing import chosen

    named = parse_code(code)
    return partial(chosen, named.skill, named.level, named.number)


def item_of(problem: Problem) -> Item | None:
    """The item that the code of a problem names; None where the problem asks for numbers."""
    if not is_code(problem.id):
        return None
    code = parse_code(problem.id)
    if code.skill not in KINDS:
        return None
    return KINDS[code.skill].item(problem, choices_of(problem.id))


def with_numbers_shown(problem: Problem) -> Problem:
    """The problem of a code with the numbers that a learner sees: those of its item, where that gives others."""
    item = item_of(problem)
    return problem if item is None else replace(problem, data=item.problem.data, theta=item.problem.theta)
