"""The words of a stage: the problem's own where it has them, else those that all problems share."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tutor.lessons import vocabulary_problem
from tutor.lessons.given import (
    GIVEN,
    Watched,
    given_section,
    names_of_given,
    names_of_origin,
    names_of_statement,
    unfolded,
)
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem, Section
from tutor.lessons.sections import HINT_LEVELS, split
from tutor.lessons.stages import KINDS, FieldId, StageId, fields_of
from tutor.lessons.template import Names, TemplateError, fill

AFTER_STEP = "after-step"
"""The file with the words about what is asked once the step is made."""
OF_GRAPHS = "graph-"
"""Before the names of the files with words for computation graphs."""


class Wordings(NamedTuple):
    """Reads the words of a problem's stages in one language out of a content folder, every placeholder filled."""

    folder: Path
    language: Language

    def statement(self, problem: Problem) -> str:
        """The problem's statement, with all that the problem gives: what the text does not show stands below it.

        Last stands where the problem is from.
        """
        wording = problem.wording(self.language)
        names = Watched(names_of_statement(problem, lambda: self.given(problem)))
        text = _filled(wording.body.text, names)
        if text is None:  # with its placeholders: a slip in it must not leave the learner with nothing
            text = wording.body.text
            names.seen.clear()
        elif (plain := unfolded(wording.body.text)) != wording.body.text:
            names.seen.clear()
            _filled(plain, names)
        rest = "" if wording.gives_all or GIVEN in names.seen else self.given(problem, names.seen)
        sections = self._shared(GIVEN)
        parts = [text, *([sections["heading"].text, rest] if rest else [])]
        if problem.source or problem.author:
            parts.append(fill(sections["origin"].text, names_of_origin(problem)).strip())
        return "\n\n".join(parts)

    def given(self, problem: Problem, seen: Collection[str] = ()) -> str:
        """What the problem gives, but for what the placeholders `seen` show."""
        section = self._shared(GIVEN)[given_section(problem)]
        return fill(section.text, names_of_given(problem, seen), cut=True).strip()

    def question(self, problem: Problem, stage: StageId) -> str:
        """What a stage asks."""
        text = self._filled(problem, stage, "question", vocabulary_problem.of_problem(problem))
        return f"{text}\n\n{self._after_step(problem, 'question')}" if asks_after(problem, stage) else text

    def hint(self, problem: Problem, field: FieldId, hint_level: int, found: Collection[FieldId] = ()) -> str:
        """One hint level of the ladder of hints of a field or a sub-step, counted from 0.

        `found` are the fields that the learner has answered rightly; of others of earlier stages it shows no value.
        """
        from tutor.lessons.steps import FILE_OF, hint_levels_of, kind_of  # with the first hint

        if field.step:
            kind = kind_of(problem, field)
            section = self._shared(FILE_OF[kind])[f"{kind}.{hint_levels_of(field)[hint_level]}"]
            return fill(section.text, names_of(problem, field), cut=True)
        if field.is_after:
            section = self._shared(AFTER_STEP)[f"hint.{HINT_LEVELS[hint_level]}"]
            return fill(section.text, names_of_hint(problem, field, found), cut=True)
        part = f"hint.{hint_levels_of(field)[hint_level]}"
        return self._filled(problem, field.stage, part, names_of_hint(problem, field, found))

    def solution(self, problem: Problem, stage: StageId) -> str:
        """The worked solution of a stage."""
        text = self._filled(problem, stage, "solution", names_of(problem, FieldId(stage)))
        return f"{text}\n\n{self._after_step(problem, 'solution')}" if asks_after(problem, stage) else text

    def after(self, problem: Problem) -> str:
        """What the step to θ′ did."""
        return self._filled(problem, "e", "after", vocabulary_problem.of_problem(problem))

    def _after_step(self, problem: Problem, part: str) -> str:
        section = self._shared(AFTER_STEP)[part]
        return fill(section.text, vocabulary_problem.of_problem(problem), cut=True)

    def page(self, name: str) -> str:
        """A page of help, by name."""
        return (self.folder / "help" / f"{name}.{self.language}.md").read_text(encoding="utf-8")

    def _shared(self, name: str) -> dict[str, Section]:
        return shared_sections(self.folder, name, self.language)

    def _filled(self, problem: Problem, stage: StageId, part: str, names: Names) -> str:
        own = problem.wording(self.language).sections.get(f"{stage}.{part}")
        if own is not None:
            try:
                return fill(own.text, names)
            except TemplateError:
                pass  # a slip in a problem's own words: the shared ones serve
        # No number of points and layers makes this fail: what is too long to read is cut short.
        return fill(self._shared(words_of_stage(problem, stage))[part].text, names, cut=True)


def _filled(text: str, names: Names) -> str | None:
    """The text filled; None where it can't be."""
    try:
        return fill(text, names)
    except TemplateError:
        return None


def names_of_hint(problem: Problem, field: FieldId, found: Collection[FieldId] = ()) -> Names:
    """What a hint for a field can name."""
    from tutor.lessons.vocabulary_fields import of_hint

    return of_hint(problem, field, found)


def names_of(problem: Problem, field: FieldId) -> Names:
    """What a text about one field can name."""
    # Hints and solutions come after the first paint, and so does what they need.
    from tutor.lessons.vocabulary_fields import of_field

    return of_field(problem, field)


def asks_after(problem: Problem, stage: StageId) -> bool:
    """Whether a stage asks for something once the step is made."""
    return any(field.is_after for field in fields_of(problem, stage))


def words_of_stage(problem: Problem, stage: StageId) -> str:
    """The name of the file with the shared wording of a problem's stage: a computation graph has words of its own."""
    return KINDS[stage] if problem.is_layered else f"{OF_GRAPHS}{KINDS[stage]}"


@lru_cache(maxsize=32)
def shared_sections(folder: Path, name: str, language: Language) -> dict[str, Section]:
    """The shared wording in a file of this name, by section: of a stage, of sub-steps, of what is given."""
    path = folder / "stages" / f"{name}.{language}.md"
    return split(path.read_text(encoding="utf-8"), 1, path)[1]
