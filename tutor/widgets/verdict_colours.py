"""The colours of verdicts, in Textual's own notation, and the rules that colour a part of a widget by them."""

from collections.abc import Mapping
from types import MappingProxyType

from tutor.answers.verdicts import Verdict
from tutor.session.verdict_look import Standing, Tone, look_of

COLOURS: Mapping[Tone, str] = MappingProxyType(
    {Tone.RIGHT: "$text-success", Tone.AMISS: "$text-warning", Tone.UNMARKED: "$text-secondary"}
)
OPEN = "$foreground 70%"
"""What is open still."""


def colour_of(standing: Standing) -> str:
    """The colour of what stands so."""
    look = look_of(standing)
    return OPEN if look is None else COLOURS[look.tone]


def coloured(selector: str) -> str:
    """Rules that colour what a selector picks out, in which `VERDICT` stands for the class of each: `-wrong`."""
    selected: dict[str, list[str]] = {}
    for verdict in Verdict:
        selected.setdefault(colour_of(verdict), []).append(selector.replace("VERDICT", f"-{verdict}"))
    return " ".join(f"{', '.join(found)} {{ color: {colour}; }}" for colour, found in selected.items())
