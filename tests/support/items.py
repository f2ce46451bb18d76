"""Items for tests: drawn once, for nothing changes them, and said in a language."""

from functools import cache

from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.template import Value
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.practice import items_of_codes
from tutor.practice.item import Item
from tutor.practice.item_words import ItemWords
from tutor.practice.items.find_step import FIND_STEP, FindStep
from tutor.practice.items_of_codes import item_of
from tutor.practice.variants import draw


@cache
def drawn(skill: str, level: int, seed: int) -> Item:
    item = item_of(draw(skill, level, seed, content_folder()))
    assert item is not None
    return item


def find_step_of(problem: Problem) -> FindStep:
    item = item_of(problem)
    assert isinstance(item, FindStep)
    return item


@cache
def draw_find_step(level: int, seed: int) -> FindStep:
    return find_step_of(draw(FIND_STEP, level, seed, content_folder()))


def words_of(item: Item, language: Language) -> ItemWords:
    folder = content_folder()
    return items_of_codes.words_of(item.problem, Wordings(folder, language), read_words(folder, language))


def said(item: Item, language: Language, section: str, **values: Value) -> str:
    """A section of an item's words."""
    return words_of(item, language).section(section, **values)
