"""The search for a wrong step on the desk: lines, hints, and what is worked out."""

from pathlib import Path

import pytest
from tutor.answers.verdicts import Verdict
from tutor.journal.journal import open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.languages import LANGUAGES, Language
from tutor.practice.drill_entries import states_in
from tutor.practice.items.find_step import FindStep
from tutor.practice.line_rules import rule_of
from tutor.practice.outcome import Grade
from tutor.practice.solution_lines import right_value
from tutor.session.explainer import Explainer
from tutor.session.item_desk import ItemDesk

from ..conftest import Clock
from ..support.items import draw_find_step, words_of
from ..support.thorough import also
from .drill_desk_kit import desk_of

FIND = "bp1:find-step:1e3be5c3b"


def test_the_search_for_a_wrong_step(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        drill = desk.open(FIND)
        desk.show(drill)
        found = drill.item
        assert isinstance(found, FindStep)
        search = ItemDesk(found, journal, clock, "en")
        assert not search.choose(str(found.first_wrong + 2))
        assert search.choose(str(found.first_wrong + 1))
        assert ItemDesk(found, journal, clock, "en").question == "mistake", "kept when the learner leaves here"
        other = next(name for name in found.choices if name != found.mistake)
        assert not search.choose(other)
        assert search.choose(found.mistake)
        desk.finish(drill, "en")
        assert states_in(journal)["find-step"].grade == Grade.AGAIN, "both were wrong at first"
        assert right_value(found.problem, found.lines[found.first_wrong]) != found.lines[found.first_wrong].value
        assert found.explanation(words_of(found, "en"))


def test_lines_are_worked_out_and_held_against_the_solution(tmp_path: Path, clock: Clock) -> None:
    found = draw_find_step(2, 4)
    first, problem = found.first_wrong, found.problem
    with open_journal(tmp_path, clock) as journal:
        search = ItemDesk(found, journal, clock, "en")
        options = found.ask((), words_of(found, "en")).options
        for index, line in enumerate(found.lines):
            field = found.fields[index]
            right, follows = right_value(problem, line), rule_of(problem, found.lines, index).value
            marked = search.work_out(field, as_text(right))
            assert marked.verdict is Verdict.CORRECT
            assert search.agrees(options[index]) is (line.value == right)
            if follows != right:
                assert search.work_out(field, as_text(follows)).verdict is Verdict.CONSISTENT
                assert search.agrees(options[index]) is None
            assert search.work_out(field, as_text(right + 1000)).verdict is Verdict.WRONG
        assert search.work_out(found.fields[first], "what").verdict is Verdict.UNREADABLE
        assert search.question == "line", "nothing was said of which line is wrong"
        search.keep_draft(found.fields[0], "12")
        again = ItemDesk(found, journal, clock, "en")
        assert again.sitting.answers == search.sitting.answers, "kept when the learner leaves here"
        assert again.drafts() == {found.fields[0]: "12"}


def test_a_line_worked_out_with_the_same_mistake_is_explained(tmp_path: Path, clock: Clock) -> None:
    found = next(one for one in (draw_find_step(1, seed) for seed in range(99)) if one.mistake == "cost.square-of-sum")
    with open_journal(tmp_path, clock) as journal:
        explainer = Explainer(content_folder(), journal)
        explainer.wait(found.problem)
        field = found.fields[found.first_wrong]
        search = ItemDesk(found, journal, clock, "en")
        assert search.work_out(field, as_text(found.lines[found.first_wrong].value)).verdict is Verdict.WRONG
        told = explainer.explain(search.sitting, field, "en")
        assert told is not None
        assert [one.id for one in told.explanations] == [found.mistake]
        for _ in range(2):
            search.explained(field, told.named, told.diagnosis.record(), is_sure=told.is_flat)
            assert explainer.explain(search.sitting, field, "en") == told
        assert not told.is_flat
        assert found.mistake not in journal.mistakes(), "a possibility counts for no mistake"
        search.explained(field, told.named, told.diagnosis.record(), is_sure=True)
        assert journal.mistakes()[found.mistake].times == 1


def test_hints_of_the_search_lower_the_grade_and_the_bottom_is_asked_for_twice(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        drill = desk.open(FIND)
        found = drill.item
        assert isinstance(found, FindStep)
        search = ItemDesk(found, journal, clock, "en")
        assert [search.take_hint() for _ in range(4)] == [True] * 3 + [False]
        assert search.next_hint_level == "numbers"
        assert search.take_hint(sure=True)
        assert not search.take_hint()
        assert search.take_hint(sure=True)
        assert (search.take_hint(sure=True), search.hints) == (False, 5)
        search.choose(str(found.first_wrong + 1))
        assert search.hints == 0, "the mistake has hints of its own"
        assert search.take_hint()
        assert ItemDesk(found, journal, clock, "en").hints == 1
        search.choose(found.mistake)
        desk.finish(drill, "en")
        assert states_in(journal)["find-step"].grade == Grade.AGAIN, "the line was shown"
        again = desk.open(FIND)
        search = ItemDesk(found, journal, clock, "en")
        assert search.hints == 0, "it begins anew"
        search.take_hint()
        search.choose(str(found.first_wrong + 1))
        search.choose(found.mistake)
        desk.finish(again, "en")
        assert states_in(journal)["find-step"].grade == Grade.HARD, "a hint was open"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_hint_of_the_search_tells_more(language: Language, thorough: bool) -> None:
    for seed in range(12 if thorough else 5):
        found = draw_find_step(1 + seed % 5, seed)
        words = words_of(found, language)
        line, mistake = str(found.first_wrong + 1), words.title(found.mistake)
        for before in ((), (line,)):
            hints = [found.hint(before, level, words) for level in range(5)]
            assert len(set(hints)) == 5
        told = {"en": f"Line {line} is", "ko": f"{line}번입니다"}
        assert told[language] in found.hint((), 4, words)
        assert mistake in found.hint((line,), 4, words)


@pytest.mark.parametrize("seed", [*range(5), *map(also, range(5, 12))])
def test_each_wrong_step_has_words(seed: int) -> None:
    found = draw_find_step(1 + seed % 5, seed)
    for language in LANGUAGES:
        told = found.explanation(words_of(found, language))
        assert as_text(found.lines[found.first_wrong].value) in told, "it speaks of the line that is wrong"
