"""A pupil works by one changed rule. Make it show, find where it does, and choose the words that set her right.

Nothing is wrong in the numbers that she has written down so far: what is given there hides it.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex, Value, fill
from tutor.practice.item import FIRST_SLOT, PRINCIPLE, Choose, Item, Kind, Option, Question, hint_sections, numbered
from tutor.practice.number_skills import Skill, component_of
from tutor.practice.pupil_mistakes import HELD
from tutor.practice.sittings import TEACH

if TYPE_CHECKING:
    from tutor.answers.verdicts import Message
    from tutor.practice.changes import Change
    from tutor.practice.item_words import ItemWords
    from tutor.practice.solution_lines import Line

# The list of skills is read before the first paint: what brings the engine in is imported where it is needed.

INPUT, LINE, WORDS = "input", "line", "words"
LEVELS = ("where", PRINCIPLE, "answer")
_MISTAKE_SLOT = FIRST_SLOT
"""Which choice of a code's number says what rule is changed."""


class Teach(Item):
    """Asks for a problem on which the changed rule shows, the first wrong line there, and the words that mend it."""

    hint_levels = LEVELS
    is_drawn = False  # she works with other numbers
    at_end = 1

    def __init__(self, problem: Problem, choose: Choose) -> None:
        from tutor.practice.pupil_drawn import pupil_of, words_for

        first = choose(_MISTAKE_SLOT, len(HELD))
        names = (*HELD[first:], *HELD[:first])
        made = next(made for name in names if (made := pupil_of(problem, name, choose)) is not None)
        self.mistake, self.problem, self.offered = made
        """The changed rule, the problem that hides it, and the changes of it that are offered."""
        component = component_of(self.mistake)
        self.asks = tuple(f"{name}.{component}" for name in (INPUT, LINE, WORDS))
        self.choices = words_for(self.problem, self.mistake, choose)
        """The mistakes whose words are offered."""

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        name, number = self.asks[len(found)], len(found)
        if number == 0:
            from tutor.practice.changes import latex_of

            offered = (Option(one, f"${latex_of(self.problem, self._change(one))}$") for one in self.offered)
            text, prompt = words.section("input.question"), words.section("input.prompt")
            return Question(name, text, prompt, tuple(offered), is_open=True)
        if number == 1:
            asked = words.section("line.question", change=Latex(self._said(found)))
            return Question(name, asked, words.section("line.prompt"), self.lines_to_choose(self.hers(found)))
        line, place = self._wrong_line(found)
        asked = words.section("words.question", number=place + 1, line=Latex(line.equation))
        options = tuple(Option(one, self._why(found, one, words)) for one in self.choices)
        return Question(name, asked, words.section("words.prompt"), options)

    def read(self, found: Sequence[str], text: str) -> "str | Message":
        if found:
            return super().read(found, text)
        from tutor.answers.verdicts import Message
        from tutor.practice.changes import read_change, text_of

        change = read_change(self.problem, text)
        return change if isinstance(change, Message) else text_of(change)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        if not found:
            try:
                return self._refused(name) == "" and self._shows(name)
            except (ValueError, ZeroDivisionError):  # what a damaged record holds
                return False
        return name == (str(self._wrong_line(found)[1] + 1) if len(found) == 1 else self.mistake)

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        if not found:
            if refused := self._refused(name):
                return words.section(f"input.{refused}")
            return words.section("input.hidden", why=self._because(self._after(name), words))
        line, place = self._wrong_line(found)
        if len(found) == 1:
            return self.remark_on_line(name, place, words)
        return words.section("words.wrong", number=place + 1, line=Latex(line.equation))

    def about(self, question: str) -> FieldId:
        asked = self.problem.graph.asked
        stage = "d" if self.mistake.startswith("partial.") else "c"
        return FieldId("d", asked[0].name) if stage == "d" else FieldId("c")

    def hint(self, found: Sequence[str], level: int, words: "ItemWords") -> str:
        hint = super().hint(found, level, words)
        if not found and LEVELS[level] == "where":
            return f"{hint}\n\n{self._because(self.problem, words)}"
        return hint

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        if not found:
            right = next(one for one in self.offered if self.is_right((), one))
            return {"answer": Latex(self._said((right,)))}
        line, place = self._wrong_line(found)
        right_line = self._right(found)[place]
        of_stage = [k for k, one in enumerate(self.hers(found), 1) if one.stage == line.stage]
        return {
            "from": of_stage[0],
            "to": of_stage[-1],
            "forward_part": line.stage == "c",
            "number": place + 1,
            "wrong": Latex(line.equation),
            "right": Latex(right_line.equation),
            "answer": self._why(found, self.mistake, words) if len(found) > 1 else "",
        }

    def in_sight(self, found: Sequence[str], words: "ItemWords") -> tuple[str, ...] | None:
        """Her numbers, until others are worked with."""
        if found:
            return None
        from tutor.practice.pupil import right_lines

        shown = {name for named, output, _ in self.problem.graph.residuals for name in (named, output.name)}
        lines = (line for line in right_lines(self.problem) if line.point is None or line.name in shown)
        equations = [f"${line.equation}$" for line in lines]
        return (words.section("input.hers"), *(f"{one}," for one in equations[:-1]), *equations[-1:])

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        found = self._path(found)
        changed = words.section(
            "told",
            mistake=words.title(self.mistake),
            why=self._because(self.problem, words),
            change=Latex(self._said(found)),
        )
        lines = enumerate(zip(self.hers(found), self._right(found), strict=True), 1)
        moved = (f"- {k}. ${_mended(line, right)}$" for k, (line, right) in lines if line.value != right.value)
        return "\n".join((changed, "", *moved))

    def at_last(self, words: "ItemWords", found: Sequence[str] = ()) -> tuple[tuple[Option, ...], int | None]:
        """Her lines, each as it was and as it is now."""
        found = self._path(found)
        lines = enumerate(zip(self.hers(found), self._right(found), strict=True), 1)
        options = (Option(str(k), f"${_mended(line, right)}$", line.point) for k, (line, right) in lines)
        return tuple(options), self._wrong_line(found)[1]

    def asked_at_last(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        del words, found
        return ""

    def on_paper(self, words: "ItemWords") -> Iterator[str]:
        """Her lines on a problem that shows her mistake: the first question is told there, so that it is not asked."""
        _, (lines, _), (mending, _) = self.solved(words)
        yield from (lines.text, "")
        yield from numbered(lines.options)
        yield from ("", words.section("paper.question"), "", *(f"- {one.text}" for one in mending.options))

    # What she works out

    def hers(self, found: Sequence[str]) -> "tuple[Line, ...]":
        """Her lines on the problem that was made up."""
        from tutor.practice.pupil import her_lines

        return her_lines(self._after(found[0]), self.mistake)

    def _right(self, found: Sequence[str]) -> "tuple[Line, ...]":
        from tutor.practice.pupil import right_lines

        return right_lines(self._after(found[0]))

    def _wrong_line(self, found: Sequence[str]) -> "tuple[Line, int]":
        """Her first wrong line, and its place from 0."""
        from tutor.practice.pupil import first_wrong

        lines = self.hers(found)
        place = first_wrong(self._after(found[0]), lines)
        if place is None:
            raise LookupError(found[0])
        return lines[place], place

    def _path(self, found: Sequence[str]) -> Sequence[str]:
        return found or (next(one for one in self.offered if self.is_right((), one)),)

    def _change(self, name: str) -> "Change":
        from tutor.practice.changes import change_of

        return change_of(self.problem, name)

    def _after(self, name: str) -> Problem:
        """The problem with the change of this name made in it."""
        from tutor.practice.changes import changed

        return changed(self.problem, self._change(name))

    def _said(self, found: Sequence[str]) -> str:
        from tutor.practice.changes import latex_of

        return latex_of(self.problem, self._change(found[0]))

    def _refused(self, name: str) -> str:
        """Why nobody can be asked to work on what was made up; empty where they can."""
        from tutor.lessons.kinks import has_kink
        from tutor.practice.pupil import by_hand, her_lines, right_lines

        problem = self._after(name)
        if has_kink(problem):
            return "kink"
        return "" if by_hand(right_lines(problem)) and by_hand(her_lines(problem, self.mistake)) else "large"

    def _shows(self, name: str) -> bool:
        from tutor.practice.pupil import shows

        return shows(self._after(name), self.mistake)

    def _because(self, problem: Problem, words: "ItemWords") -> str:
        """Why her rule gives the right numbers on a problem."""
        from tutor.practice.hiding import why_hidden

        reason = why_hidden(problem, self.mistake)
        return words.section(f"why.{reason.key}", numbers=Latex(reason.numbers or self._equal(problem)))

    def _equal(self, problem: Problem) -> str:
        """A number that comes out the same by both rules: where the change shows elsewhere, what stands there here."""
        from tutor.practice.pupil import right_lines

        elsewhere, _ = self._wrong_line(self._path(()))
        lines = right_lines(problem)
        place = (elsewhere.name, elsewhere.point)
        return next((line.equation for line in lines if (line.name, line.point) == place), lines[-1].equation)

    def _why(self, found: Sequence[str], mistake: str, words: "ItemWords") -> str:
        """The words that set somebody right who makes a mistake."""
        from tutor.diagnosis.text_names import of_rule
        from tutor.lessons.mistake_texts import mistake_text
        from tutor.practice.solution_lines import field_of

        problem, wordings = self._after(found[0]), words.wordings
        names = of_rule(problem, field_of(problem, self._wrong_line(found)[0]))
        text = mistake_text(wordings.folder, mistake, wordings.language).parts["why"].text
        return " ".join(fill(text, names, cut=True).split())


def _mended(line: "Line", right: "Line") -> str:
    """What she wrote, and what she writes now where that is something else."""
    return line.equation if line.value == right.value else rf"{line.equation} \to {as_latex(right.value)}"


KIND = Kind(
    Skill(TEACH, lambda network: ("c", *(f"d.{one.name}" for one in network.parameters)), HELD),
    shapes=("1-1x2", "1-1-1x1", "1-1-1x2", "1-1-1-1x1 1-1-1x2", "1-1-1-1x2 1-2-1x1"),
    builds_on=("weight-deep",),
    met_after="gates-smooth",
    bears_on=tuple(dict.fromkeys(component for component in map(component_of, HELD))),
    item=Teach,
    sections=(
        *("input.question", "input.prompt", "input.hers", "input.hidden", "input.kink", "input.large"),
        *("line.question", "line.prompt", "line.correct", "line.earlier"),
        *("words.question", "words.prompt", "words.wrong", "told", "paper.question"),
        *(f"why.{reason}" for reason in ("fitted", "closed", "same", "open", "zeros", "ones")),
        *(f"why.{reason}" for reason in ("target", "alone", "residual", "weights", "inputs")),
        *hint_sections((INPUT, LINE, WORDS), LEVELS),
    ),
    holds=lambda choose: HELD[choose(_MISTAKE_SLOT, len(HELD))],
)
