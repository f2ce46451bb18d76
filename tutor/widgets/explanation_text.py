"""What explains a wrong answer, put together as one piece of Markdown."""

from typing import TYPE_CHECKING

from tutor.lessons.breakdown import has_breakdown
from tutor.widgets.voice import Voice

if TYPE_CHECKING:
    from tutor.session.explainer import Told


def explanation_text(told: "Told", voice: Voice, *, has_steps: bool = False) -> str:
    """What is told: an explanation, for sure or as a possibility; what it could be, and what decides; or that none is.

    `has_steps`: the field's sub-steps are open already.
    """
    say = voice.say
    if told.explanations:
        parts = [] if told.diagnosis.is_flat else [say("diagnosis.possible")]
        parts += [] if len(told.explanations) == 1 else [say("diagnosis.two")]
        for one in told.explanations:
            parts += [f"**{say(f'mistake.{one.id}')}**", one.what, one.why, one.nudge]
        return "\n\n".join(part for part in parts if part)
    if told.either:
        titles = (" + ".join(_title(*made, voice) for made in together) for together in told.either)
        parts = [say("diagnosis.either"), "\n".join(f"- {title}" for title in titles)]
        if told.ask is not None:
            parts.append(say("diagnosis.ask", question=voice.field(told.ask)))
        return "\n\n".join(parts)
    if told.field.step:
        return say("diagnosis.cannot_tell_step", field=voice.field(told.field))
    if not has_breakdown(told.field):
        return say("diagnosis.cannot_tell_count")
    return say("diagnosis.cannot_tell_steps" if has_steps else "diagnosis.cannot_tell")


def _title(name: str, point: int | None, voice: Voice) -> str:
    title = voice.say(f"mistake.{name}")
    return title if point is None else f"{title} ($i = {point}$)"
