"""How a line of a sheet is shown, and what is said of it: the same whichever face shows it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.lessons.template import Latex
from tutor.session.naming import Naming
from tutor.session.verdict_look import Look, Tone
from tutor.sheet.verdict import LineMark, LineVerdict

if TYPE_CHECKING:
    from tutor.diagnosis.explanations import Explanation

LOOKS: Mapping[LineMark, Look] = MappingProxyType(
    {
        LineMark.RIGHT: Look("✓", "v", Tone.RIGHT),
        LineMark.ROUNDED: Look("≈", "v", Tone.RIGHT),
        LineMark.HERE: Look("≈", "v", Tone.RIGHT),
        LineMark.SHORT: Look("…", "..", Tone.UNMARKED),
        LineMark.FOLLOWS: Look("~", "~", Tone.AMISS),
        LineMark.NOT_YET: Look("✗", "x", Tone.AMISS),
        LineMark.UNREAD: Look("?", "?", Tone.UNMARKED),
        LineMark.NOTE: Look("", "", Tone.UNMARKED),
    }
)
"""The sign of each mark, and its tone, as verdicts have them."""
MOST_TITLES = 3


def mark_shown(mark: LineMark, naming: Naming) -> str:
    """The sign and the word."""
    look, word = LOOKS[mark], naming.say(f"sheet.mark_{mark}")
    return f"{look.plain if naming.plain else look.sign} {word}".strip()


def said_of(verdict: LineVerdict, naming: Naming) -> str:
    """What there is to say of a line at once, beside its mark; empty where that says it all."""
    if verdict.mark is LineMark.NOT_YET and verdict.breaks is not None and (broken := _broken(verdict)):
        return naming.say("sheet.breaks", left=broken[0], right=broken[1])
    if verdict.message is not None:
        return naming.message(verdict.message)
    if verdict.mark in (LineMark.FOLLOWS, LineMark.HERE, LineMark.SHORT):
        return naming.say(f"sheet.{verdict.mark}")
    is_unexplained = verdict.mark is LineMark.NOT_YET and not verdict.mistakes
    return naming.say("sheet.no_rule") if is_unexplained else ""


def _broken(verdict: LineVerdict) -> tuple[str, str] | None:
    """The two sides of the equality that does not hold, as typed; None where it is the only one of its line."""
    sides = [side.strip() for side in verdict.text.split("=")]
    broken = verdict.breaks or 0
    return (sides[broken - 1], sides[broken]) if len(sides) > 2 and 0 < broken < len(sides) else None


def headline(verdict: LineVerdict, naming: Naming) -> str:
    """What makes a wrong line, in a line; empty where no rule is known that does."""
    titles = list(dict.fromkeys(naming.title(name) for name in verdict.mistakes))[:MOST_TITLES]
    if len(titles) < 2:
        return "".join(titles)
    return naming.say("sheet.either", titles=" / ".join(titles))


def explanation(verdict: LineVerdict, told: "Explanation | None", naming: Naming) -> str:
    """What makes a wrong line, as Markdown: all that is known of the rule, or the rules that may make it."""
    if told is not None:
        return "\n\n".join(part for part in (f"**{naming.title(told.id)}**", told.what, told.why, told.nudge) if part)
    if len(verdict.mistakes) > 1:
        titles = "\n".join(f"- {naming.title(name)}" for name in verdict.mistakes)
        return f"{naming.say('sheet.several')}\n\n{titles}"
    return naming.say("sheet.no_rule")


def last_side(latex: str) -> Latex:
    """What a chain of equalities comes to: what stands behind its last sign of equality outside of any brackets."""
    depth, start = 0, 0
    for place, sign in enumerate(latex):
        depth += (sign in "{(") - (sign in "})")
        if sign == "=" and depth == 0:
            start = place + 1
    return Latex(latex[start:].strip() or latex)
