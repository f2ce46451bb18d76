"""Names and words as they are spoken: formulas in words, and no sign that a voice passes over."""

from typing import TYPE_CHECKING

from tutor.lessons.chain import is_chain
from tutor.lessons.stages import FieldId, StageId, letter
from tutor.lessons.template import Value
from tutor.session.naming import Naming
from tutor.typeset.speech import speak
from tutor.typeset.spoken_signs import in_running_text

if TYPE_CHECKING:
    from tutor.session.sitting import Sitting


class Spoken(Naming):
    """Naming for ears."""

    def say(self, key: str, **values: Value) -> str:
        """The words for a key; what stands between dollars in them stays LaTeX."""
        parts = super().say(key, **values).split("$")
        return "$".join(part if k % 2 else self.plainly(part) for k, part in enumerate(parts))

    def plainly(self, text: str) -> str:
        """Running text with the signs of mathematics in words."""
        return in_running_text(text, self.words)

    def stage_letter(self, stage: StageId) -> str:
        """What a stage is called: `d`, `d prime`."""
        return self.plainly(letter(stage)).strip()

    def line(self, text: str) -> str:
        """A line of text with its mathematics, all in words."""
        return "".join(self.math(part) if k % 2 else self.plainly(part) for k, part in enumerate(text.split("$")))

    def math(self, latex: str) -> str:
        """Mathematics in words."""
        return speak(latex, self.words)

    def at(self, rows: str) -> str:
        """At which data points: `(data point 1)`."""
        return self.say("plain.at", rows=rows)

    def label(self, field: FieldId, sitting: "Sitting | None" = None) -> str:
        """What is asked at a place, short enough for a prompt."""
        if is_chain(field):
            return self.field(field, sitting)
        if field.stage == "b":
            return self.say("plain.children", node=self.field(field))
        return self.field(field, sitting)
