"""A worked solution in which one rule is wrong, carried through: which line is the first that is not right, and why?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tutor.lessons.figures import as_latex, as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex, TemplateError, Value
from tutor.mistakes.component import Component
from tutor.practice.item import FIRST_SLOT, Choose, Item, Kind, Option, Question, hint_sections, numbered
from tutor.practice.number_skills import EXACT, Skill, calculated

if TYPE_CHECKING:
    from tutor.answers.verdicts import Mark
    from tutor.mistakes.mistake import Mistake
    from tutor.practice.item_words import ItemWords
    from tutor.practice.solution_lines import Line

# The list of skills is read before the first paint: what brings the engine in is imported where it is needed.

FIND_STEP, LINE, MISTAKE = "find-step", "line", "mistake"
CHOICES = 4
_KIND_SLOT, _MISTAKE_SLOT, _ORDER_SLOT = range(FIRST_SLOT, FIRST_SLOT + 3)
"""Which choices of a code's number say what mistake is made, and which others are offered with it."""
_PARTS = {"c": "forward_part", "d": "gradient_part", "e": "update_part"}


class FindStep(Item):
    """Asks for the first wrong line of a solution, then for the mistake behind it. Each line can be worked out."""

    asks = (LINE, MISTAKE)
    at_end = 0

    def __init__(self, problem: Problem, choose: Choose) -> None:
        from tutor.practice.solution_lines import field_of, place_of, right_value

        possible = list(_possible(problem))
        # First the kind, then the mistake: there are many more of the partial derivatives than of the forward pass.
        kinds = list(dict.fromkeys(one.mistake.kind for one in possible))
        kind = kinds[choose(_KIND_SLOT, len(kinds))]
        of_kind = [one for one in possible if one.mistake.kind == kind]
        made = of_kind[choose(_MISTAKE_SLOT, len(of_kind))]
        self.mistake, self.point = made.mistake.id, made.mistake.point
        """The mistake made, and the data point that it is about, where it is about one."""
        self.lines, self.first_wrong = made.lines, made.first_wrong
        """The solution, and the place of the first line that differs from the right one."""
        self.choices = _choices(made, possible, choose)
        """Mistakes, the one made among them; each would have given other lines."""
        self.problem = replace(problem, asked=frozenset({str(field_of(problem, made.lines[made.first_wrong]))}))
        self.fields = tuple(place_of(problem, line) for line in made.lines)
        self.right = tuple(right_value(problem, line) for line in made.lines)
        """What the lines should say."""

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        if found:
            line = self.lines[self.first_wrong]
            at_point = f" ($i = {line.point}$)" if line.point is not None else ""
            asked = f"${line.equation}${at_point}\n\n{words.section('mistake.question', number=self.first_wrong + 1)}"
            options = (Option(name, words.title(name)) for name in self.choices)
            return Question(MISTAKE, asked, words.section("mistake.prompt"), tuple(options))
        lines = zip(self.lines, self.fields, self.right, strict=True)
        return Question(
            LINE,
            words.section("line.question"),
            words.section("line.prompt"),
            tuple(
                Option(str(number), f"${line.equation}$", line.point, field, line.value, right, about=line.name)
                for number, (line, field, right) in enumerate(lines, 1)
            ),
        )

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == (self.mistake if found else str(self.first_wrong + 1))

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        if found:
            return words.section("mistake.wrong")
        return self.remark_on_line(name, self.first_wrong, words)

    def about(self, question: str) -> FieldId:
        return self.fields[self.first_wrong].parent

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        from tutor.practice.line_rules import rule_of

        line, number = self.lines[self.first_wrong], self.first_wrong + 1
        part = [k for k, one in enumerate(self.lines, 1) if one.stage == line.stage]
        rule = rule_of(self.problem, self.lines, self.first_wrong)
        return {
            "number": number,
            "from": part[0],
            "to": part[-1],
            "before": part[0] - 1,
            **{name: line.stage == stage for stage, name in _PARTS.items()},
            "symbol": Latex(line.latex),
            "at_point": line.point is not None and len(self.problem.data) > 1,
            "i": line.point or 0,
            "formula": Latex(rule.formula),
            "numbers": Latex(rule.numbers),
            "wrong": line.value,
            "right": self.right[self.first_wrong],
            "mistake_title": words.title(self.mistake),
        }

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        line = self.lines[self.first_wrong]
        return words.section(
            "told",
            number=self.first_wrong + 1,
            wrong=Latex(line.equation),
            right=Latex(f"{line.latex} = {as_latex(self.right[self.first_wrong])}"),
            mistake=words.title(self.mistake),
        )

    def explanation(self, words: "ItemWords") -> str:
        """The words about the mistake in the value that stands on the first wrong line, where they fit it."""
        from tutor.answers.quantity import Quantity
        from tutor.diagnosis.explanations import explain
        from tutor.diagnosis.hypotheses import Hypothesis
        from tutor.diagnosis.table import table_of

        table, place = table_of(self.problem), self.fields[self.first_wrong]
        cause = next((one for one in table.mistakes if (one.id, one.point) == (self.mistake, self.point)), None)
        if cause is None:
            return ""
        value, wordings = Quantity.of(self.lines[self.first_wrong].value), words.wordings
        try:
            (told,) = explain(table, {place: value}, place, Hypothesis((cause,)), wordings.folder, wordings.language)
        except (KeyError, ValueError, TemplateError):
            return ""
        return "\n\n".join(part for part in (told.what, told.why) if part)

    def checked(self, field: FieldId, text: str, marked: "Mark") -> "Mark":
        from tutor.answers.judge import judge_of
        from tutor.answers.marking import labels_of
        from tutor.answers.reading import read_number
        from tutor.answers.verdicts import Message, Verdict
        from tutor.practice.line_rules import rule_of

        index = self.fields.index(field)
        if marked.is_right:
            value = self.lines[index].value
            key = "line_agrees" if value == self.right[index] else "line_differs"
            return marked._replace(message=Message(f"drill.{key}", {"value": as_text(value)}))
        if marked.verdict is not Verdict.WRONG:
            return marked
        follows = rule_of(self.problem, self.lines, index).value
        if not judge_of(self.problem).follows(field, read_number(text, labels_of(self.problem, field)), follows):
            return marked
        return marked._replace(verdict=Verdict.CONSISTENT, message=Message("drill.line_follows"))

    def on_paper(self, words: "ItemWords") -> Iterator[str]:
        (lines, _), (mistakes, _) = self.solved(words)
        yield from numbered(lines.options)
        yield from ("", words.section("paper.question"), "", *(f"- {one.text}" for one in mistakes.options))


class _Solution(NamedTuple):
    mistake: "Mistake"
    lines: "tuple[Line, ...]"
    first_wrong: int


def _choices(made: _Solution, possible: list[_Solution], choose: Choose) -> tuple[str, ...]:
    """The mistake among others, those first that go wrong near the same line: they are the hardest to tell from it."""
    values = [line.value for line in made.lines]
    alike = {one.mistake.id for one in possible if [line.value for line in one.lines] == values}
    distance = {one.mistake.id: abs(one.first_wrong - made.first_wrong) for one in possible}
    ids = list(distance)
    others = sorted(
        (name for name in ids if name not in alike),
        key=lambda name: (distance[name], choose(_ORDER_SLOT + ids.index(name), 2**16)),
    )
    return tuple(sorted((made.mistake.id, *others[: CHOICES - 1]), key=ids.index))


def _possible(problem: Problem) -> Iterator[_Solution]:
    """Each mistake of the skill that shows in the lines, with numbers that a person may have got, and its lines."""
    from tutor.lessons.tracing import trace_of
    from tutor.mistakes.everything import mistakes_of
    from tutor.practice.pupil import by_hand, first_wrong
    from tutor.practice.solution_lines import lines_of

    order = {name: k for k, name in enumerate(KIND.skill.mistakes)}
    mistakes = [one for one in mistakes_of(problem.network, len(problem.data)) if one.id in order]
    for mistake in sorted(mistakes, key=lambda one: (order[one.id], one.point or 0)):
        lines = tuple(lines_of(problem, trace_of(problem, mistake.rules())))
        first = first_wrong(problem, lines)
        if first is not None and by_hand(lines):
            yield _Solution(mistake, lines, first)


KIND = Kind(
    Skill(FIND_STEP, calculated, EXACT),
    shapes=("1-1x2 1-1-1x1", "1-1-1x2", "1-1-1-1x2 1-2-1x1", "1-2-1x2", "2-2-1x2 1-2-2x2"),
    builds_on=("weight-deep", "update"),
    met_after="gates-smooth",
    bears_on=(Component.CHECKING,),
    item=FindStep,
    sections=(
        *("line.question", "line.prompt", "line.correct", "line.earlier"),
        *("mistake.question", "mistake.prompt", "mistake.wrong", "told", "paper.question"),
        *hint_sections((LINE, MISTAKE)),
    ),
)
