"""How far a lesson is, from the journal's summary alone: no sitting is replayed for it."""

from collections.abc import Mapping

from tutor.journal.journal import Journal
from tutor.journal.records import RIGHT, Standing
from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.stages import needed_fields
from tutor.session.record_names import record_name


def progress_of(problem: Problem, standing: Standing | None) -> tuple[int, int]:
    """How many of a problem's fields were answered right, and how many there are; without what may be passed."""
    fields = standing.fields if standing else {}
    names = [str(field) for field in needed_fields(problem)]
    right = sum(name in fields and fields[name].verdict in RIGHT for name in names)
    return right, len(names)


def is_done(lesson: Lesson, journal: Journal) -> bool:
    """Whether nothing of a lesson is left to do: all of it is right, or each question has an answer."""
    done, of = reached(lesson, journal)
    return done == of


def reached(lesson: Lesson, journal: Journal, standing: Mapping[str, Standing] | None = None) -> tuple[int, int]:
    """How much of a lesson is done, and how much there is; `standing` is the journal's, where it was asked before."""
    name = record_name(lesson)
    if isinstance(lesson, Essay):
        return written_of(lesson, journal.drafts(name))
    return progress_of(lesson, (journal.standing([name]) if standing is None else standing).get(name))


def written_of(essay: Essay, texts: Mapping[str, str]) -> tuple[int, int]:
    """How many of an essay's questions have an answer among the texts that are kept, and how many there are."""
    return sum(bool(texts.get(name, "").strip()) for name in essay.prompt_names), len(essay.prompt_names)
