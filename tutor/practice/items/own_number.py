"""A wrong number, with lines that lead to it: which is the first wrong one, and what should the number be?

The number is one that the learner once wrote, from the records; a code of its own draws one that somebody may write.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.mistakes.component import Component
from tutor.practice.item import FIRST_SLOT, PRINCIPLE, Choose, Item, Kind, Option, Question, hint_sections, numbered
from tutor.practice.number_skills import EXACT, Skill, calculated, component_of

if TYPE_CHECKING:
    from tutor.answers.verdicts import Message
    from tutor.practice.item_words import ItemWords
    from tutor.practice.wrong_number import WrongNumber

# The list of skills is read before the first paint: what brings the engine in is imported where it is needed.

OWN_NUMBER, LINE, NUMBER = "own-number", "line", "number"
LEVELS = ("where", PRINCIPLE, "answer")
OTHERS = 2
_FIELD_SLOT, _MISTAKE_SLOT, _ORDER_SLOT = range(FIRST_SLOT, FIRST_SLOT + 3)
"""Which choices of a code's number say what is wrong, and which other numbers are offered."""


class OwnNumber(Item):
    """Asks for the first wrong line, then for the right number, which may be typed."""

    hint_levels = LEVELS
    at_end = 0

    def __init__(self, problem: Problem, choose: Choose, wrong: "WrongNumber | None" = None, day: str = "") -> None:
        """`wrong` is a number of the learner's own, and `day` the day on which they wrote it."""
        from tutor.mistakes import everything

        self.wrong = wrong if wrong is not None else _drawn(problem, choose)
        self.day = day
        self.problem = replace(problem, asked=frozenset({str(self.wrong.field)}))
        component = everything.component_of(self.wrong.mistake)
        self.asks = tuple(f"{name}.{component}" if component else name for name in (LINE, NUMBER))
        self.offered = _offered(self.problem, self.wrong, self.right, choose)
        """The numbers that are offered."""

    @property
    def right(self) -> Fraction:
        """What the number should be."""
        from tutor.practice.solution_lines import right_value

        return Fraction(right_value(self.problem, self.wrong.lines[-1]))

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        name, own = self.asks[len(found)], self._names()
        if found:
            options = tuple(Option(str(one), f"${self._symbol} = {as_latex(one)}$") for one in self.offered)
            text = words.section("number.question", number=self.wrong.first + 1, **own)
            return Question(name, text, words.section("number.prompt"), options, is_open=True)
        asked = words.section("line.question", **own).strip()
        return Question(name, asked, words.section("line.prompt"), self.lines_to_choose(self.wrong.lines))

    def read(self, found: Sequence[str], text: str) -> "str | Message":
        if len(found) != 1:
            return super().read(found, text)
        from tutor.answers.marking import mark
        from tutor.answers.verdicts import Message, Verdict

        marked = mark(self.problem, self.wrong.field, text, {})
        if marked.verdict in (Verdict.UNREADABLE, Verdict.SHORT) or marked.value is None:
            return marked.message or Message("mark.empty", {})
        return str(self.right if marked.is_right else Fraction(marked.value))

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == (str(self.right) if found else str(self.wrong.first + 1))

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        number = self.wrong.first + 1
        if found:
            return " ".join(words.section("number.wrong", number=number, same=name == str(self.wrong.value)).split())
        return self.remark_on_line(name, self.wrong.first, words)

    def about(self, question: str) -> FieldId:
        return self.wrong.field

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        from tutor.practice.solution_lines import right_value

        line, place = self.wrong.lines[self.wrong.first], self.wrong.first
        half = len(self.wrong.lines) // 2
        return {
            "from": 1 if place < half else half + 1,
            "to": max(1, half) if place < half else len(self.wrong.lines),
            "number": place + 1,
            "wrong": Latex(line.equation),
            "right_line": Latex(f"{line.latex} = {as_latex(right_value(self.problem, line))}"),
            "answer": Latex(f"{self._symbol} = {as_latex(self.right)}"),
        }

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        title = words.title(self.wrong.mistake)
        return words.section("told", mistake=title, **self.hint_names((), words), **self._names())

    def on_paper(self, words: "ItemWords") -> Iterator[str]:
        (lines, _), _ = self.solved(words)
        yield from (lines.text, "")
        yield from numbered(lines.options)
        yield from ("", words.section("paper.question", **self._names()))

    @property
    def _symbol(self) -> str:
        field, objective = self.wrong.field, self.problem.graph.objective.name
        name = {"c": objective, "d": f"d{objective}/d{field.name}", "e": f"{field.name}'"}[field.stage]
        return written(self.problem, name)

    def _names(self) -> dict[str, Value]:
        return {
            "value": self.wrong.value,
            "symbol": Latex(self._symbol),
            "own": bool(self.day),
            "day": self.day,
        }


def _drawn(problem: Problem, choose: Choose) -> "WrongNumber":
    """A number that somebody may write who makes one of the skill's mistakes."""
    from tutor.practice.wrong_number import wrong_numbers

    fields = [parse_field(name) for name in calculated(problem.network)]
    ids, first = frozenset(KIND.skill.mistakes), choose(_FIELD_SLOT, len(fields))
    for field in (*fields[first:], *fields[:first]):
        possible = sorted(wrong_numbers(problem, field, ids), key=lambda one: KIND.skill.mistakes.index(one.mistake))
        if possible:
            return possible[choose(_MISTAKE_SLOT, len(possible))]
    raise LookupError(problem.id)


def _offered(problem: Problem, wrong: "WrongNumber", right: Fraction, choose: Choose) -> tuple[Fraction, ...]:
    """The right number among others that changed rules lead to."""
    from tutor.practice.wrong_number import wrong_numbers

    values = {one.value for one in wrong_numbers(problem, wrong.field)}
    others = sorted(values - {right, wrong.value})
    order = sorted(range(len(others)), key=lambda k: choose(_ORDER_SLOT + k, 2**16))
    return tuple(sorted({right, wrong.value, *(others[k] for k in order[:OTHERS])}))


KIND = Kind(
    Skill(OWN_NUMBER, calculated, EXACT),
    shapes=("1-1x1", "1-1x2 1-1-1x1", "1-1-1x2", "1-1-1-1x2 1-2-1x1", "1-2-1x2"),
    builds_on=("weight-deep", "update"),
    met_after="gates-smooth",
    bears_on=tuple(one for one in Component if one in set(map(component_of, EXACT))),
    item=OwnNumber,
    sections=(
        *("line.question", "line.prompt", "line.correct", "line.earlier"),
        *("number.question", "number.prompt", "number.wrong", "told", "paper.question"),
        *hint_sections((LINE, NUMBER), LEVELS),
    ),
    is_offered=False,
)
