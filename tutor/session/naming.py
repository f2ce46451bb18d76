"""What places, quantities, stages and mistakes are called: by symbols, in the learner's language.

Every face names them here. A face that speaks, or draws with fewer glyphs, has mathematics and words of its own.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Self

from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, heading_of, row_label, step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.errors import ContentError
from tutor.lessons.headings import after_of, objective_of, stage_title, step_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId, StageId, parse_field
from tutor.lessons.symbols import ANY_POINT, canonical_name, symbol, written
from tutor.lessons.template import Latex, Value
from tutor.lessons.typesetting import inline
from tutor.lessons.words import Words

if TYPE_CHECKING:
    from tutor.answers.verdicts import Message
    from tutor.session.sitting import Sitting

_GOES_ON = re.compile(r"(?<!\n)\n(?!\n)")


class Naming:
    """Words and symbols. `plain` keeps to glyphs that no terminal draws two cells wide."""

    problem: Problem | None = None
    """The problem in whose letters names are written; None where they are the lesson's."""

    def __init__(self, words: Words, plain: bool = False) -> None:
        self.words = words
        self.plain = plain

    def of(self, problem: Problem) -> Self:
        """The same, in a problem's letters."""
        naming = copy(self)
        naming.problem = problem
        return naming

    def say(self, key: str, **values: Value) -> str:
        """The words for a key."""
        return self.words(key, **values)

    def fault(self, error: ContentError) -> str:
        """What is wrong with a file, and on which line."""
        return f"{error.path.name}:{error.line or 1}: {self.say(error.words_key, **error.params)}"

    def math(self, latex: str) -> str:
        """Mathematics in one line."""
        return inline(latex, self.plain)

    def line(self, text: str) -> str:
        """A line of text with its mathematics, which stands between dollars, or between two of them on each side.

        Where its source goes on below, it goes on; an empty line parts it, as anywhere in Markdown.
        """
        parts = _GOES_ON.sub(" ", text).replace("$$", "$").split("$")
        return "".join(self.math(part.strip()) if k % 2 else part for k, part in enumerate(parts))

    def at(self, rows: str) -> str:
        """At which data points, or in which row of a table, as it stands behind a name: `(i = 1)`."""
        return f"({self.math(ANY_POINT)} = {rows})"

    def title(self, mistake: str, points: Iterable[int] = ()) -> str:
        """A mistake's title, with the data points that it is about, if any: `a data point left out (i = 1, 3)`."""
        title, listed = self.say(f"mistake.{mistake}"), ", ".join(map(str, points))
        return f"{title} {self.at(listed)}" if listed else title

    def message(self, message: "Message", sitting: "Sitting | None" = None) -> str:
        """A message as text. A field that it mentions is called by its symbol, as in the `sitting`."""
        values: Mapping[str, Value] = dict(message.values)
        if "field" in values:
            values = {**values, "field": self.field(parse_field(str(values["field"])), sitting)}
        if "factors" in values:
            values = {**values, "factors": self.factors(str(values["factors"]))}
        for name in ("formula", "other"):
            if isinstance(values.get(name), Latex):
                values = {**values, name: self.math(str(values[name]))}
        for name in ("node", "names"):
            if values.get(name):
                values = {**values, name: self.names(str(values[name]))}
        return self.say(message.key, **values)

    def names(self, typed: str) -> str:
        """Typed names in the lesson's notation, with commas: `w3 a2` → `w⁽³⁾, a⁽²⁾`. A name of no quantity stays."""
        return ", ".join(self.name(name) for name in typed.replace(",  ", " ").replace(", ", " ").split())

    def factors(self, typed: str) -> str:
        """Typed factors in the lesson's notation: `2r g3 x` → `2r, g⁽³⁾, x`."""
        products = (product.split() for product in typed.split(" + "))
        return " + ".join(", ".join(map(self._factor, product)) for product in products)

    def _factor(self, typed: str) -> str:
        return self.name(typed if self.problem is None else canonical_name(self.problem, typed))

    def name(self, typed: str) -> str:
        """One typed name in the lesson's notation."""
        try:
            return self.math(symbol(typed) if self.problem is None else written(self.problem, typed))
        except ValueError:
            return typed

    def field(self, field: FieldId, sitting: "Sitting | None" = None) -> str:
        """What a field asks for, as short as can be: `∂C/∂w⁽¹⁾`, `C(θ)`, `a⁽²⁾ (i = 3)`.

        A sub-step is called what its table calls it, once that is open in the `sitting`.
        """
        if field.step:
            return self.sub_step(field, sitting)
        if field.stage == "a":
            return self.say("field.count")
        if field.stage == "b":
            return self.name(field.name)
        if field.stage == "c":
            return self.math("C(\\theta)" if self.problem is None else objective_of(self.problem))
        if field.stage in ("chain", "d"):
            return self.name(f"d{self.problem.graph.objective if self.problem else 'C'}/d{field.name}")
        return self._after_the_step(field)

    def _after_the_step(self, field: FieldId) -> str:
        if self.problem is None:
            return self.name(field.name if field.is_after else f"{field.name}'")
        return self.math((after_of if field.is_after else step_of)(self.problem, field))

    def stage(self, problem: Problem, stage: StageId) -> str:
        """The title of a stage."""
        return stage_title(problem, stage, self.say, self.math)

    def label(self, field: FieldId, sitting: "Sitting | None" = None) -> str:
        """What stands before the line to answer in: `∂C/∂w⁽¹⁾ =`, `a⁽²⁾ →`; short, where the line is long."""
        if is_chain(field):
            return f"{self.say('chain.short')} ="
        arrow = "->" if self.plain else "→"
        return f"{self.field(field, sitting)} {arrow if field.stage == 'b' else '='}"

    def sub_step(self, field: FieldId, sitting: "Sitting | None" = None) -> str:
        """A sub-step by its symbol and its row: `∂C/∂a⁽³⁾ (i = 1)`, `2r (i = 1)` where the chain is known already."""
        name, row = self._parts(field, sitting)
        return f"{name} {self.at(row)}" if row else name

    def without_row(self, field: FieldId, sitting: "Sitting | None" = None) -> str:
        """A place by its symbol, where its data point is named already."""
        return self._parts(field, sitting)[0] if field.step else self.field(field, sitting)

    def _parts(self, field: FieldId, sitting: "Sitting | None") -> tuple[str, str]:
        """A sub-step's symbol, and its row where it has one."""
        if is_chain(field):
            return self.say("chain.label", field=self.field(field.parent)), ""
        name, point, path = step_parts(field)
        if sitting is not None and sitting.has_table(field.parent):
            heading = heading_of(sitting.problem, field)
            text, rows = self.math(heading) if heading else self.say("field.product"), len(sitting.problem.data)
        else:
            known = {PRODUCT: "field.chain_product", SQUARES: "field.squares", STEP: "field.step"}
            text, rows = (
                self.say(known[name]) if name in known else self.name(f"{name}{PRIME if field.is_after else ''}"),
                0,
            )
        has_row = name != STEP and (rows != 1 or path is not None)
        return text, row_label(point, path) if has_row else ""
