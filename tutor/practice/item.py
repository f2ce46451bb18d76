"""Items: drills that ask questions of their own about a problem, one after another, each answered by choosing.

Where a question says so, something may be typed as well: `Item.read` makes a name of it, and it is as good as an option
of that name. What was found so far shapes the questions that follow.

A kind of item is a file in `tutor.practice.items`, and its words are those of its skill in `content/skills`. How an
item is shown, recorded, hinted at, put on paper and counted is the same for all kinds.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Value
from tutor.mistakes.component import Component
from tutor.network.numbers import Number
from tutor.practice.item_words import ItemWords
from tutor.practice.number_skills import Skill

if TYPE_CHECKING:
    from tutor.answers.verdicts import Mark, Message
    from tutor.practice.solution_lines import Line

PRINCIPLE = "principle"
"""The hint level whose words are those of the stage that a question is about."""
FIRST_SLOT = 1000
"""From here on a code's number has choices beside those of the problem's own numbers."""
Choose: TypeAlias = Callable[[int, int], int]
"""One more choice that belongs to a code: by its slot, one of so many."""


@dataclass(frozen=True)
class Option:
    """Something to choose."""

    name: str
    """What the journal has of it: the same in all languages, and for ever."""
    text: str
    """A line, with mathematics between dollars."""
    point: int | None = None
    """The data point that it is about."""
    field: FieldId | None = None
    """Where the learner's own value of it stands, where it says a value that can be worked out."""
    says: Number | None = None
    right: Number | None = None
    """The value that it says, and the one that it should."""
    about: str = ""
    """The quantity whose value it tells, or how to find it, by the trace's name."""


@dataclass(frozen=True)
class Question:
    """What is asked, as Markdown and in a word or two, and what there is to choose from."""

    name: str
    text: str
    prompt: str
    options: tuple[Option, ...]
    is_open: bool = False
    """Whether something that is no option may be typed, too."""


class Item(ABC):
    """What a drill asks. `found` are always the names of what was rightly chosen so far, in the order of the asking."""

    hint_levels: ClassVar[tuple[str, ...]] = HINT_LEVELS
    is_drawn: ClassVar[bool] = True
    """Whether the questions are about the computation of the problem, which is drawn where there is room."""
    at_end: ClassVar[int] = -1
    """The question whose options are shown once all is told."""

    problem: Problem
    asks: tuple[str, ...]
    """The questions by name, in order: so the journal has them. The words know them by what stands before a dot; behind
    it may stand the component that the answer bears on, where that is not the kind's."""
    fields: tuple[FieldId, ...] = ()
    """Where values stand that can be worked out beside the questions."""

    @abstractmethod
    def ask(self, found: Sequence[str], words: ItemWords) -> Question:
        """The question that comes once these were found."""

    @abstractmethod
    def is_right(self, found: Sequence[str], name: str) -> bool:
        """Whether this is the option to choose now, or one of them."""

    @abstractmethod
    def remark(self, found: Sequence[str], name: str, words: ItemWords) -> str:
        """What is said of an option that is not right: a line."""

    @abstractmethod
    def about(self, question: str) -> FieldId:
        """The field of the problem whose principle helps with a question."""

    @abstractmethod
    def hint_names(self, found: Sequence[str], words: ItemWords) -> dict[str, Value]:
        """What the hints of the question that comes now can name beside what every text about the problem can."""

    @abstractmethod
    def told(self, words: ItemWords, found: Sequence[str] = ()) -> str:
        """What is right, told once all is found, and in the key of a sheet."""

    def in_sight(self, found: Sequence[str], words: ItemWords) -> tuple[str, ...] | None:
        """What stays in sight beside the problem's numbers while the next question is asked, as parts of a line.

        None where that is no question about the problem as it was given.
        """
        del found, words
        return () if self.is_drawn else None

    def explanation(self, words: ItemWords) -> str:
        """What more there is to tell where there is room and time."""
        del words
        return ""

    def at_last(self, words: ItemWords, found: Sequence[str] = ()) -> tuple[tuple[Option, ...], int | None]:
        """What is listed once all is told, and the place of what is right there."""
        question, right = list(self.solved(words, found))[self.at_end]
        return question.options, right

    def asked_at_last(self, words: ItemWords, found: Sequence[str] = ()) -> str:
        """The question that what is listed then answers, as Markdown; empty where it answers several."""
        question, _ = list(self.solved(words, found))[self.at_end]
        return question.text

    def read(self, found: Sequence[str], text: str) -> "str | Message":
        """The name of what was typed in answer to a question that is open, or what is to be said of what is none.

        Raises LookupError where the question is not open.
        """
        raise LookupError(f"{self.asks[len(found)]}: {text}")

    def checked(self, field: FieldId, text: str, marked: "Mark") -> "Mark":
        """The mark of a value that was worked out, with what it says of the option that has it."""
        del field, text
        return marked

    def hint(self, found: Sequence[str], level: int, words: ItemWords) -> str:
        """One hint for the question that comes now, counted from 0."""
        question, name = self.asks[len(found)], self.hint_levels[level]
        if name == PRINCIPLE:
            return words.wordings.hint(self.problem, self.about(question), HINT_LEVELS.index(name))
        return words.section(f"{question.partition('.')[0]}.hint.{name}", **self.hint_names(found, words))

    def solved(self, words: ItemWords, found: Sequence[str] = ()) -> Iterator[tuple[Question, int]]:
        """Each question in turn, with the place of a right option; those after what was `found` follow from that."""
        for number in range(len(self.asks)):
            before = tuple(found[:number])
            question = self.ask(before, words)
            right = next(k for k, one in enumerate(question.options) if self.is_right(before, one.name))
            found = found if number < len(found) else (*before, question.options[right].name)
            yield question, right

    @staticmethod
    def lines_to_choose(lines: "Iterable[Line]") -> tuple[Option, ...]:
        """The lines among which the first wrong one is to be found, by their numbers from 1."""
        return tuple(Option(str(number), f"${line.equation}$", line.point) for number, line in enumerate(lines, 1))

    @staticmethod
    def remark_on_line(name: str, first: int, words: ItemWords) -> str:
        """What is said of a line that is not the first wrong one, which is at `first` from 0: it is right, or later."""
        return words.section("line.correct" if int(name) <= first else "line.earlier", number=int(name))

    def on_paper(self, words: ItemWords) -> Iterator[str]:
        """What a sheet asks, a Markdown line at a time."""
        for question, _ in self.solved(words):
            yield from (question.text, "", *(f"- {one.text}" for one in question.options), "")


def numbered(options: Iterable[Option]) -> Iterator[str]:
    """Lines of a solution for a sheet: each with its number, and the data point that it is about."""
    for number, one in enumerate(options, 1):
        yield f"{number}. {one.text}{'' if one.point is None else f' ($i = {one.point}$)'}"


def hint_sections(questions: tuple[str, ...], levels: tuple[str, ...] = HINT_LEVELS) -> tuple[str, ...]:
    """The sections of the words that hold the hints for questions."""
    return tuple(f"{question}.hint.{level}" for question in questions for level in levels if level != PRINCIPLE)


@dataclass(frozen=True)
class Kind:
    """A kind of item: how its problems are drawn, when it is met, what it bears on, and what it makes of a problem."""

    skill: Skill
    shapes: tuple[str, str, str, str, str]
    """As in `tutor.practice.shapes`."""
    builds_on: tuple[str, ...]
    met_after: str
    """The skill after which it comes, of several that are to be met."""
    bears_on: tuple[Component, ...]
    """What it is made of. Where a question's name says no component, its answer bears on the first."""
    item: Callable[[Problem, Choose], Item]
    sections: tuple[str, ...]
    """The sections of its words."""
    holds: Callable[[Choose], str] | None = None
    """The mistake that an item is most likely about, by the choices of its code alone, where one is to be had that the
    learner makes."""
    is_offered: bool = True
    """Whether drills lead to it by themselves."""
    after_essay: str = ""
    """The id of the essay some days after whose writing it is met; nothing else offers it then."""
