"""What explains a wrong answer, put together as one piece of Markdown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.lessons.breakdown import has_breakdown
from tutor.session.sitting import Sitting
from tutor.widgets.voice import Voice

if TYPE_CHECKING:
    from tutor.session.explainer import Told


def explanation_text(told: "Told", voice: Voice, sitting: Sitting, *, is_walked: bool = False) -> str:
    """What is told: an explanation, for sure or as a possibility; what it could be, and what decides; or that none is.

    `is_walked`: the walk back stands beside it, which asks what decides, and leads on where nothing explains it.
    """
    say = voice.say
    if told.explanations:
        return _explained(told, voice, sitting, is_walked=is_walked)
    if told.either:
        titles = (" + ".join(_title(*made, voice) for made in together) for together in told.either)
        parts = [say("diagnosis.either"), "\n".join(f"- {title}" for title in titles)]
        return "\n\n".join([*parts, *_decides(told, voice, sitting, is_walked=is_walked)])
    if is_walked:
        return ""
    if told.field.step:
        return say("diagnosis.cannot_tell_step", field=voice.field(told.field, sitting))
    if not has_breakdown(told.field):
        return say("diagnosis.cannot_tell_count")
    has_steps = told.field in sitting.broken_down
    return say("diagnosis.cannot_tell_steps" if has_steps else "diagnosis.cannot_tell")


def _explained(told: "Told", voice: Voice, sitting: Sitting, *, is_walked: bool) -> str:
    """The words about what explains it, and the question that tells whether it does where that is not sure."""
    from tutor.session.explanation_words import explanation_words

    words = explanation_words(told.explanations, voice.say, is_flat=told.is_flat)
    if told.ask is None or is_walked:
        return words
    question = voice.field(told.ask, sitting)
    return f"{words}\n\n{voice.say('diagnosis.doubt', question=question)} {voice.say('small.press')}"


def _decides(told: "Told", voice: Voice, sitting: Sitting, *, is_walked: bool) -> Iterator[str]:
    """The question that decides between explanations, and its key; or what came of it."""
    if told.reply is not None:
        yield voice.say("small.right" if told.reply.is_right else "small.other")
    elif is_walked:
        return
    elif told.ask is not None:
        question = voice.field(told.ask, sitting)
        yield f"{voice.say('diagnosis.ask', question=question)} {voice.say('small.press')}"
    elif told.small is not None:
        from tutor.session.small_words import small_words

        yield voice.say("small.lead")
        yield f"{small_words(told.small, voice.words)} {voice.say('small.press')}"


def _title(name: str, point: int | None, voice: Voice) -> str:
    title = voice.say(f"mistake.{name}")
    return title if point is None else f"{title} ($i = {point}$)"
