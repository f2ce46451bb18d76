"""Essays on the desk: what is written is kept, with its versions; the sample comes after writing, or on insisting."""

from datetime import timedelta
from pathlib import Path

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.problem import Essay
from tutor.practice.choosing import choose_skill
from tutor.practice.drill_entries import LATER, Ended, finish, standing_in
from tutor.practice.drill_sitting import AtHand
from tutor.practice.order import OFFERED
from tutor.practice.outcome import FieldOutcome, Grade, Outcome
from tutor.practice.states import ALONE
from tutor.practice.variants import open_code
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.essay_text import as_markdown, count
from tutor.session.record_names import record_name
from tutor.session.standing import written_of

from ..conftest import Clock

RECALL = "recall"


@pytest.fixture
def essay(content: Path) -> Essay:
    lesson = load(content / "day13" / "4.3.md")
    assert isinstance(lesson, Essay)
    return lesson


def test_what_is_written_is_there_again(essay: Essay, journal: Journal, clock: Clock) -> None:
    desk = EssayDesk(essay, journal, clock, "ko")
    assert desk.text("a") == ""
    desk.keep("a", "넓은 신경망은\n무엇이든")
    desk.keep("b", "한 줄")
    again = EssayDesk(essay, journal, clock, "en")
    assert (again.text("a"), again.text("b")) == ("넓은 신경망은\n무엇이든", "한 줄")
    again.keep("b", "")
    assert EssayDesk(essay, journal, clock, "en").text("b") == ""


def test_what_another_tutor_wrote_meanwhile_is_not_lost(essay: Essay, tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as one, open_journal(tmp_path, clock) as other:
        desk, another = EssayDesk(essay, one, clock, "ko"), EssayDesk(essay, other, clock, "ko")
        desk.keep("a", "mine")
        desk.keep("a", "mine, longer")
        assert desk.versions("a") == []
        another.keep("a", "the other's")
        another.tick("a", 1)
        desk.keep("a", "mine, longer still")
        desk.tick("a", 2)
        assert [text for _, text in desk.versions("a")] == ["mine, longer", "the other's"]
        assert EssayDesk(essay, other, clock, "ko").text("a") == "mine, longer still"


def test_versions_are_states_of_an_answer(essay: Essay, journal: Journal, clock: Clock) -> None:
    desk = EssayDesk(essay, journal, clock, "ko")
    desk.keep_version("a")
    desk.keep("a", "  \n")
    desk.keep_version("a")
    assert desk.versions("a") == []
    for text in ("first", "first", "second"):
        desk.keep("a", text)
        desk.keep_version("a")
    assert [text for _, text in desk.versions("a")] == ["first", "second"]
    assert desk.versions("b") == []
    times = [time for time, _ in desk.versions("a")]
    assert times == sorted(times)


def test_the_sample_needs_something_written_or_somebody_insisting(essay: Essay, journal: Journal, clock: Clock) -> None:
    desk = EssayDesk(essay, journal, clock, "ko")
    assert not desk.may_open_sample("a")
    assert desk.may_open_sample("a", insists=True)
    desk.keep("a", " \n ")
    assert not desk.may_open_sample("a")
    desk.keep("a", "Something.")
    assert desk.may_open_sample("a")
    assert not desk.may_open_sample("b")


def test_opening_keeps_what_was_written_alone(essay: Essay, journal: Journal, clock: Clock) -> None:
    desk = EssayDesk(essay, journal, clock, "ko")
    desk.keep("a", "alone")
    desk.open("a", Opened.CHECKLIST)
    desk.keep("a", "with the checklist")
    desk.open("a", Opened.SAMPLE)
    desk.keep("a", "with the sample")
    assert [text for _, text in desk.versions("a")] == ["alone", "with the checklist"]
    assert desk.text("a") == "with the sample"


def test_what_was_opened_stays_open(essay: Essay, journal: Journal, clock: Clock) -> None:
    desk = EssayDesk(essay, journal, clock, "ko")
    assert [desk.opened(name) for name in essay.prompt_names] == [Opened.NOTHING] * len(essay.prompt_names)
    desk.open("a", Opened.SAMPLE)
    desk.open("a", Opened.CHECKLIST)
    desk.open("b", Opened.CHECKLIST)
    desk.visit("a")
    for seen in (desk, EssayDesk(essay, journal, clock, "en")):
        assert (seen.opened("a"), seen.opened("b")) == (Opened.SAMPLE, Opened.CHECKLIST)
    journal.start_over(record_name(essay), clock())
    fresh = EssayDesk(essay, journal, clock, "ko")
    assert (fresh.opened("a"), fresh.text("a")) == (Opened.NOTHING, "")


def test_what_was_written_about_is_asked_again_some_days_later(essay: Essay, journal: Journal, clock: Clock) -> None:
    def chosen(days: float) -> tuple[str, str]:
        states, knowledge = standing_in(journal)
        skill, reason, _ = choose_skill(states, ("count",), clock() + timedelta(days=days), {"": 1.0}, knowledge)
        return skill, reason

    assert RECALL not in OFFERED
    desk = EssayDesk(essay, journal, clock, "ko")
    desk.keep_version("a")
    assert RECALL not in standing_in(journal).states, "nothing is written yet"
    desk.keep("a", "A network that is wide enough.")
    desk.keep_version("a")
    met = standing_in(journal).states[RECALL]
    assert (met.due - met.last, met.drills) == (LATER, 0)
    known = standing_in(journal).knowledge
    alone = {RECALL: met}
    assert choose_skill(alone, ("count",), clock(), {"": 1.0}, known)[0] != RECALL, "not on the same day"
    assert chosen(3.1) == (RECALL, "due")
    desk.keep("a", "A network that is wide enough, on a compact set.")
    desk.open("a", Opened.SAMPLE)
    assert standing_in(journal).states[RECALL] == met, "it is not put off"
    drill = AtHand(RECALL, 1, "bp1:recall:17eb", ALONE, "due", {})
    right = Outcome({name: FieldOutcome(first_right=True, answers=1) for name in ("claim", "limit")})
    problem = open_code(drill.code, content_folder())
    state, grade = finish(journal, Ended(drill, problem, right), clock() + timedelta(days=4), "ko")
    assert state is not None
    assert (state.drills, grade) == (1, Grade.GOOD)
    assert state.due > clock() + timedelta(days=5), "as any skill comes back"


def test_progress_of_an_essay_counts_the_questions_with_an_answer(essay: Essay, journal: Journal, clock: Clock) -> None:
    assert written_of(essay, {}) == (0, len(essay.prompt_names))
    desk = EssayDesk(essay, journal, clock, "ko")
    desk.visit("a")
    desk.keep("a", " \n")
    desk.keep("b", "한 줄")
    assert written_of(essay, journal.drafts(record_name(essay))) == (1, len(essay.prompt_names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_essay_as_markdown(essay: Essay, language: Language) -> None:
    answers = {"a": "\n  My answer\n\nin two parts.\n"}
    text = as_markdown(essay, language, lambda name: answers.get(name, ""))
    assert text.startswith(f"# 4.3 {essay.wording(language).title}\n\n## (a)\n\n")
    for name in essay.prompt_names:
        assert essay.prompt(name, language).question in text
    assert "\n\n---\n\nMy answer\n\nin two parts.\n\n## (b)" in text
    assert text.endswith("---\n\n…\n")
    sample = essay.prompt("a", language).sample
    assert sample is not None
    assert sample not in text


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", (0, 0, 0)),
        ("\n \n", (1, 0, 0)),
        ("한 줄\n두 줄", (6, 4, 4)),
        ("one  two", (8, 6, 2)),
        ("가나다", (3, 3, 1)),
    ],
)
def test_counts_characters_with_and_without_spaces_and_words(text: str, length: tuple[int, int, int]) -> None:
    assert count(text) == length
