"""How far a lesson is, from the journal's summary alone: Home replays no sitting."""

from tutor.answers.verdicts import Verdict
from tutor.journal.records import Standing
from tutor.lessons.problem import Essay, Lesson
from tutor.lessons.stages import all_asked

_RIGHT = (Verdict.CORRECT.value, Verdict.ROUNDED.value)


def progress_of(lesson: Lesson, standing: Standing | None) -> tuple[int, int]:
    """How many of a lesson's fields were answered right, and how many there are; for an essay, prompts gone to."""
    fields = standing.fields if standing else {}
    if isinstance(lesson, Essay):
        return sum(name in fields for name in lesson.prompt_names), len(lesson.prompt_names)
    names = [str(place) for place in all_asked(lesson)]
    right = sum(name in fields and fields[name].verdict in _RIGHT for name in names)
    return right, len(names)
