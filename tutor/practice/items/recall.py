"""What does the theorem say that an essay was about? Asked again some days after the essay was written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Value
from tutor.mistakes.component import Component
from tutor.practice.item import FIRST_SLOT, Choose, Item, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

ASKS = CLAIM, LIMIT = "claim", "limit"
LEVELS = ("where", "answer")
RIGHT, CHOICES = "right", 4
WRONG = {
    CLAIM: ("infinite", "trained", "unbounded", "activation", "width"),
    LIMIT: ("longer", "data", "size", "deeper", "impossible"),
}
"""What else may be thought, each with a section of its own; a code's number says which are offered."""
MOST = 100
"""No question ever has so many thoughts."""


class Recall(Item):
    """Asks what the theorem claims, and what it is silent about; the drawn problem is not looked at."""

    asks = ASKS
    hint_levels = LEVELS
    is_drawn = False

    def __init__(self, problem: Problem, choose: Choose) -> None:
        self.problem = problem
        self.offered: dict[str, tuple[str, ...]] = {}
        """What each question offers, in order."""
        for number, (question, wrong) in enumerate(WRONG.items()):
            slot = FIRST_SLOT + 2 * MOST * number
            some = sorted(wrong, key=lambda name: choose(slot + wrong.index(name), 2**16))[: CHOICES - 1]
            place = choose(slot + MOST, CHOICES)
            self.offered[question] = (*some[:place], RIGHT, *some[place:])

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        name = ASKS[len(found)]
        options = tuple(Option(one, words.section(f"{name}.option.{one}")) for one in self.offered[name])
        return Question(name, words.section(f"{name}.question"), words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == RIGHT

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        return words.section(f"{ASKS[len(found)]}.remark.{name}")

    def about(self, question: str) -> FieldId:
        return FieldId("c")

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        return {"answer": words.section(f"{ASKS[len(found)]}.option.{RIGHT}")}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        lines = (words.section(f"{question}.option.{RIGHT}") for question in ASKS)
        return "\n".join((words.section("told"), "", *(f"- {line}" for line in lines)))


KIND = Kind(
    replace(NUMBER_SKILLS["forward-cost"], id="recall", mistakes=()),
    shapes=("1-1x1", "1-1x2", "1-1-1x2", "1-1-1x3", "1-1-1-1x3"),
    builds_on=(),
    met_after="whole-wide",
    bears_on=(Component.CLAIM,),
    item=Recall,
    sections=(
        *(f"{question}.question" for question in ASKS),
        *(f"{question}.option.{name}" for question in ASKS for name in (RIGHT, *WRONG[question])),
        *(f"{question}.remark.{name}" for question in ASKS for name in WRONG[question]),
        *("prompt", "told", *hint_sections(ASKS, LEVELS)),
    ),
    after_essay="4.3",
)
