"""When something is due, in words."""

from datetime import datetime

from tutor.widgets.voice import Voice


def due_words(voice: Voice, due: datetime, now: datetime) -> str:
    """When something is due, by the learner's own calendar."""
    if due <= now:
        return voice.say("practice.next_now")
    local = due.astimezone()
    days = (local.date() - now.astimezone().date()).days
    if days == 0:
        return voice.say("practice.next_today", time=f"{local:%H:%M}")
    return voice.say("practice.next_tomorrow") if days == 1 else voice.say("practice.next_days", days=days)
