"""The item that a drawn problem's code names, and its words."""

from dataclasses import replace
from functools import partial

from tutor.lessons.problem import Problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice.code_form import is_code
from tutor.practice.codes import parse_code
from tutor.practice.item import Choose, Item
from tutor.practice.item_words import ItemWords
from tutor.practice.items import KINDS
from tutor.practice.texts import drill_sections


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


def words_of(problem: Problem, wordings: Wordings, words: Words) -> ItemWords:
    """The words of the item that the code of a problem names. Raises CodeError."""
    skill = parse_code(problem.id).skill
    return ItemWords(problem, wordings, words, partial(drill_sections, wordings.folder, skill, wordings.language))


def with_numbers_shown(problem: Problem) -> Problem:
    """The problem of a code with the numbers that a learner sees: those of its item, where that gives others."""
    item = item_of(problem)
    return problem if item is None else replace(problem, data=item.problem.data, theta=item.problem.theta)
