"""How widgets speak: the interface's words in the learner's language, and mathematics in the terminal's glyphs."""

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.answers.verdicts import Message
from tutor.lessons.chain import is_chain
from tutor.lessons.stages import FieldId, parse_field
from tutor.lessons.symbols import ANY_POINT, symbol
from tutor.lessons.template import Value
from tutor.lessons.words import Words
from tutor.typeset.render import inline_or_source
from tutor.widgets.plain_text import spelled


@dataclass(frozen=True)
class Voice:
    """Words and glyphs. `plain` keeps to glyphs that no terminal draws two cells wide."""

    words: Words
    plain: bool = False

    def say(self, key: str, **values: Value) -> str:
        """The words for a key, in the glyphs of now."""
        words = self.words(key, **values)
        return spelled(words) if self.plain else words

    def message(self, message: Message) -> str:
        """A message as text. A field that it mentions is called by its symbol."""
        values: Mapping[str, Value] = dict(message.values)
        if "field" in values:
            values = {**values, "field": self.field(parse_field(str(values["field"])))}
        if "factors" in values:
            values = {**values, "factors": self.factors(str(values["factors"]))}
        for name in ("node", "names"):
            if values.get(name):
                values = {**values, name: self.names(str(values[name]))}
        return self.say(message.key, **values)

    def math(self, latex: str) -> str:
        """Mathematics in one line."""
        return inline_or_source(latex, self.plain)

    def names(self, typed: str) -> str:
        """Typed names in the lesson's notation, with commas: `w3 a2` → `w⁽³⁾, a⁽²⁾`. A name of no quantity stays."""
        return ", ".join(self.name(name) for name in typed.replace(",  ", " ").replace(", ", " ").split())

    def factors(self, typed: str) -> str:
        """Typed factors in the lesson's notation: `2r g3 x` → `2r, g⁽³⁾, x`."""
        return " + ".join(self.names(product) for product in typed.split(" + "))

    def name(self, typed: str) -> str:
        """One typed name in the lesson's notation."""
        try:
            return self.math(symbol(typed))
        except ValueError:
            return typed

    def field(self, place: FieldId) -> str:
        """What a field asks for, as short as can be: `∂C/∂w⁽¹⁾`, `C(θ)`, `a⁽²⁾ (i = 3)`."""
        if place.step:
            return self.sub_step(place)
        if place.stage == "a":
            return self.say("field.count")
        if place.stage == "b":
            return self.name(place.name)
        if place.stage == "c":
            return self.math("C(\\theta)")
        return self.name(f"dC/d{place.name}" if place.stage == "d" else f"{place.name}'")

    def label(self, place: FieldId) -> str:
        """What stands before the line to answer in: `∂C/∂w⁽¹⁾ =`, `a⁽²⁾ →`."""
        arrow = "->" if self.plain else "→"
        return f"{self.field(place)} {arrow}" if place.stage == "b" else f"{self.field(place)} ="

    def sub_step(self, place: FieldId) -> str:
        """A sub-step by its symbol and its point."""
        if is_chain(place):
            return self.say("chain.label", field=self.field(place.parent))
        name, _, row = place.step.partition("@")
        point = row.partition(".")[0]
        known = {"product": "field.product", "squares": "field.squares", "step": "field.step"}
        text = self.say(known[name]) if name in known else self.name(name)
        return f"{text} ({self.math(ANY_POINT)} = {point})" if point else text
