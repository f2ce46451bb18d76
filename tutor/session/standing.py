"""How far a lesson is, from the journal's summary alone: no sitting is replayed for it."""

from collections.abc import Mapping

from tutor.journal.records import RIGHT, Standing
from tutor.lessons.problem import Essay, Problem
from tutor.lessons.stages import all_asked


def progress_of(problem: Problem, standing: Standing | None) -> tuple[int, int]:
    """How many of a problem's fields were answered right, and how many there are."""
    fields = standing.fields if standing else {}
    names = [str(field) for field in all_asked(problem)]
    right = sum(name in fields and fields[name].verdict in RIGHT for name in names)
    return right, len(names)


def written_of(essay: Essay, texts: Mapping[str, str]) -> tuple[int, int]:
    """How many of an essay's questions have an answer among the texts that are kept, and how many there are."""
    return sum(bool(texts.get(name, "").strip()) for name in essay.prompt_names), len(essay.prompt_names)
