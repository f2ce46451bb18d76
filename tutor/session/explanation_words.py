"""The words of what is told of a wrong answer, as Markdown: the same whichever face tells it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.stages import FieldId
from tutor.session.naming import Naming
from tutor.session.sitting import Sitting

if TYPE_CHECKING:
    from tutor.session.told import Made, Told


class Asking(NamedTuple):
    """How a face asks for what would decide: what it calls a place, and how it says that one answers.

    `of_problem` is said after a place of the problem, `of_its_own` after a question with numbers of its own.
    """

    name: Callable[[FieldId], str]
    of_problem: str = ""
    of_its_own: str = ""


class Ways(NamedTuple):
    """How a face says that a question is answered, and what it calls the ways on: into sub-steps, and the walk back."""

    answer: str
    steps: str
    walk: str


def in_sitting(naming: Naming, sitting: Sitting, how: str) -> Asking:
    """Places called as in a sitting; `how` says how a question is answered there."""
    return Asking(lambda place: naming.field(place, sitting), how, how)


def explanation_words(told: "Told", naming: Naming, asking: Asking | None) -> str:
    """What explains an answer, for sure or as a possibility; or what may, and what decides. Empty where nothing does.

    Without `asking`, the question that decides is asked elsewhere already, and not told of.
    """
    parts = list(_causes(told, naming)) if told.explanations else list(_either(told, naming))
    if told.reply is not None:
        parts.append(naming.say("small.right" if told.reply.is_right else "small.other"))
    elif asking is not None and parts:
        parts += _decides(told, naming, asking)
    return "\n\n".join(part for part in parts if part)


def words_in_sitting(told: "Told", naming: Naming, sitting: Sitting, ways: Ways, *, is_walked: bool = False) -> str:
    """What is told under a field: what explains its answer, or that nothing known does, and what helps then.

    `is_walked`: the walk back stands beside it, which asks what decides, and leads on where nothing explains it.
    """
    words = explanation_words(told, naming, None if is_walked else in_sitting(naming, sitting, ways.answer))
    if words or is_walked:
        return words
    if told.field.stage == "chain":
        return naming.say("formula.no_rule")
    if told.field.stage == "a":
        return naming.say("diagnosis.cannot_tell_count")
    if told.field.step or not has_breakdown(told.field):
        return naming.say("diagnosis.cannot_tell_step", field=naming.field(told.field, sitting))
    key = "diagnosis.cannot_tell_steps" if told.field in sitting.broken_down else "diagnosis.cannot_tell"
    return naming.say(key, steps=ways.steps, walk=ways.walk)


def headline(told: "Told", naming: Naming) -> str:
    """What is told of an answer, in a line; empty where what there is to say is no longer than that."""
    if told.is_flat and told.explanations:
        return " + ".join(naming.title(one.id) for one in told.explanations)
    if told.explanations:
        return naming.say("diagnosis.may_be", what=" + ".join(naming.title(one.id) for one in told.explanations))
    named = titles(told, naming) if told.either else []
    if len(named) > 1:
        return naming.say("formula.several_rules" if told.field.stage == "chain" else "diagnosis.several")
    return naming.say("diagnosis.may_be", what=named[0]) if named else ""


def titles(told: "Told", naming: Naming) -> list[str]:
    """The titles of what may explain an answer; what goes together is one."""
    together = (" + ".join(_title(made, naming) for made in possible) for possible in told.possible)
    return list(dict.fromkeys(together))


def _title(made: "Made", naming: Naming) -> str:
    mistake, point = made
    return naming.title(mistake, () if point is None else (point,))


def _causes(told: "Told", naming: Naming) -> Iterator[str]:
    """Each cause under its title."""
    if not told.is_flat:
        yield naming.say("formula.one" if told.field.stage == "chain" else "diagnosis.possible")
    if len(told.explanations) > 1:
        yield naming.say("diagnosis.two")
    for one in told.explanations:
        yield from (f"**{naming.title(one.id)}**", one.what, one.why, one.nudge)


def _either(told: "Told", naming: Naming) -> Iterator[str]:
    if told.either:
        of_formula = "formula.either" if len(told.either) > 1 else "formula.one"
        yield naming.say(of_formula if told.field.stage == "chain" else "diagnosis.either")
        yield "\n".join(f"- {title}" for title in titles(told, naming))


def _decides(told: "Told", naming: Naming, asking: Asking) -> Iterator[str]:
    """The question that decides, and how it is answered."""
    if told.ask is not None:
        key = "diagnosis.ask" if told.either else "diagnosis.doubt"
        yield f"{naming.say(key, question=asking.name(told.ask))} {asking.of_problem}".rstrip()
    elif told.small is not None:
        from tutor.session.small_words import small_words

        yield naming.say("small.lead")
        yield f"{small_words(told.small, naming.words)} {asking.of_its_own}".rstrip()
    elif told.either and told.field.stage != "chain":
        yield naming.say("diagnosis.undecidable")
