"""How a line of a sheet is shown, and what is said of it: the same whichever face shows it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.answers.verdicts import Message
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
EXPLAINED = (LineMark.FOLLOWS, LineMark.HERE, LineMark.SHORT)
"""Marks of which it is said what they mean."""
MOST_TITLES = 3
BETWEEN = ", \\; "
"""What stands between the statements of a line that makes several."""


def mark_shown(mark: LineMark, naming: Naming) -> str:
    """The sign and the word."""
    look, word = LOOKS[mark], naming.say(f"sheet.mark_{mark}")
    return f"{look.plain if naming.plain else look.sign} {word}".strip()


def said_of(verdict: LineVerdict, naming: Naming) -> str:
    """What there is to say of a line at once, beside its mark; empty where that says it all."""
    equalities, broken = _equalities(verdict.latex), verdict.breaks or 0
    if verdict.mark is LineMark.NOT_YET and 0 < broken <= len(equalities) > 1:
        left, right = map(naming.math, equalities[broken - 1])
        return naming.say("sheet.breaks", left=left, right=right)
    if verdict.message is not None:
        values = verdict.message.values.items()
        shown = {name: naming.math(one) if isinstance(one, Latex) else one for name, one in values}
        return naming.message(Message(verdict.message.key, shown))
    if verdict.mark in EXPLAINED:
        return naming.say(f"sheet.{verdict.mark}")
    is_unexplained = verdict.mark is LineMark.NOT_YET and not verdict.made_by
    return naming.say("sheet.no_rule") if is_unexplained else ""


def said_below(verdicts: Iterable[LineVerdict], naming: Naming) -> Iterator[str]:
    """What there is to say of each line of a sheet; what a mark means is said below the first line that has it."""
    seen: set[LineMark] = set()
    for verdict in verdicts:
        is_known = verdict.message is None and verdict.mark in EXPLAINED and verdict.mark in seen
        seen.add(verdict.mark)
        yield "" if is_known else said_of(verdict, naming)


def _equalities(latex: str) -> list[tuple[str, str]]:
    """The equalities of a line, each as its two sides; the first side is empty where a line goes on from one above."""
    found: list[tuple[str, str]] = []
    for statement in latex.split(BETWEEN):
        sides = _split(statement)
        found += pairwise(sides)
    return found


def _split(latex: str) -> list[str]:
    """What stands between signs of equality outside of all brackets."""
    sides, depth, start = [], 0, 0
    for place, sign in enumerate(latex):
        depth += (sign in "{([") - (sign in "})]")
        if sign == "=" and depth == 0:
            sides.append(latex[start:place].strip())
            start = place + 1
    return [*sides, latex[start:].strip()]


def broken_side(verdict: LineVerdict) -> Latex:
    """What a wrong line says first that is not so: the side behind the equality that does not hold."""
    equalities, broken = _equalities(verdict.latex), verdict.breaks or 0
    return Latex(equalities[broken - 1][1] if 0 < broken <= len(equalities) else verdict.latex)


def headline(verdict: LineVerdict, naming: Naming) -> str:
    """What makes a wrong line, or may, in a line; empty where no rule is known that does."""
    said = _headline(verdict, naming)
    return naming.say("diagnosis.may_be", what=said) if said and not verdict.is_sure else said


def _headline(verdict: LineVerdict, naming: Naming) -> str:
    ways, has_two = _ways(verdict, naming), any(len(made) > 1 for made in verdict.made_by)
    ways = [*ways[:MOST_TITLES], *(["…"] if len(ways) > MOST_TITLES else [])]
    if len(ways) < 2:
        return naming.say("sheet.two", what=ways[0]) if ways and has_two else "".join(ways)
    return naming.say("sheet.one_or_two" if has_two else "sheet.one_of", what=" / ".join(ways))


def _ways(verdict: LineVerdict, naming: Naming) -> list[str]:
    """What may make a wrong line, each alternative in a line: a rule, or two that are changed at once."""
    ways = (" + ".join(naming.title(name) for name in made) for made in verdict.made_by)
    return list(dict.fromkeys(filter(None, ways)))


def explanation(verdict: LineVerdict, told: "Explanation | None", naming: Naming) -> str:
    """What makes a wrong line, as Markdown: all that is known of the rule, or the rules that may make it."""
    said = _explanation(verdict, told, naming)
    is_possible = bool(_ways(verdict, naming)) and not verdict.is_sure
    return f"{naming.say('diagnosis.possible')}\n\n{said}" if is_possible else said


def _explanation(verdict: LineVerdict, told: "Explanation | None", naming: Naming) -> str:
    if told is not None:
        return "\n\n".join(part for part in (f"**{naming.title(told.id)}**", told.what, told.why, told.nudge) if part)
    ways = _ways(verdict, naming)
    if len(ways) > 1:
        has_two = any(len(made) > 1 for made in verdict.made_by)
        said = naming.say("sheet.several_or_two" if has_two else "sheet.several")
        return f"{said}\n\n" + "\n".join(f"- {way}" for way in ways)
    if ways and len(verdict.made_by[0]) > 1:
        titles = "\n".join(f"- {naming.title(name)}" for name in verdict.made_by[0])
        return f"{naming.say('sheet.both')}\n\n{titles}"
    return f"**{ways[0]}**" if ways else naming.say("sheet.no_rule")
