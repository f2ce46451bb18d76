"""(d′) in a sitting: it may be passed, what is told of a wrong formula is recorded, and older records stay."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from tutor.diagnosis.table import table_of
from tutor.journal.journal import open_journal
from tutor.journal.records import JSON, Entry
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.stages import STAGE_IDS, FieldId, asked_stages, parse_field
from tutor.practice.variants import open_code
from tutor.session.desk import Desk
from tutor.session.explainer import Explainer
from tutor.session.explanation_words import Ways, explanation_words, headline, words_in_sitting
from tutor.session.naming import Naming
from tutor.session.record_names import record_name
from tutor.session.standing import reached
from tutor.session.status import Status
from tutor.session.tellings import Tellings
from tutor.session.told_formula import told_of_formula
from tutor.sheet.formula import mark_formula

from tests.support.course import problem_of

from ..plain.plain_kit import words_of
from ..support.solved import work

Clock = Callable[[], datetime]
WAYS = Ways("", "STEPS", "WALK")
W2 = parse_field("chain.w2")


def test_it_comes_after_the_cost_and_may_be_passed(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("4.1")
    assert asked_stages(problem) == STAGE_IDS
    work(tmp_path, problem, "abc", clock)
    with open_journal(tmp_path, clock) as journal:
        desk = Desk(problem, journal, clock, "en")
        assert desk.sitting.next_open(FieldId("c")) == W2
        assert desk.sitting.next_open(W2) == FieldId("d", "w3")
        for stage, names in (("d", "(446, 68, 514, 68, 582, 68)"), ("e", "(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)")):
            desk.submit(parse_field(f"{stage}.w1"), names)
        assert desk.sitting.is_done() and desk.sitting.progress() == reached(problem, journal) == (21, 21)
        assert desk.sitting.next_open(parse_field("e.b3")) is None, "nothing leads back to it"
        desk.submit(W2, "δ2·a1")
        assert desk.sitting.stage_status("chain") is Status.RIGHT


def test_a_journal_from_before_it_says_the_same(tmp_path: Path, clock: Clock) -> None:
    """The entries are as they were written before there was such a stage."""
    problem = problem_of("4.1")
    answers = [("a", "6"), ("c", "366"), ("d.w3", "582"), ("d.w2", "257"), ("e.w1", "-43.6")]
    with open_journal(tmp_path, clock) as journal:
        for field, text in answers:
            verdict = "wrong" if text == "257" else "correct"
            detail: dict[str, JSON] = {
                "reading": text,
                "value": str(Fraction(text)),
                "look_at": None,
                "message": None,
                "values": {},
            }
            journal.record(Entry(record_name(problem), field, "attempt", text, verdict, detail, "ko", clock()))
        desk = Desk(problem, journal, clock, "ko")
        assert journal.take_notice() is None
        assert [(str(field), one.text) for field, one in desk.sitting.answers.items()] == answers
        assert desk.sitting.current == FieldId("e", "w1")
        assert desk.sitting.status(FieldId("d", "w2")) is Status.WRONG
        assert desk.sitting.stage_status("chain") is Status.OPEN
        assert desk.sitting.progress() == (4, 21)


@pytest.mark.parametrize(("language", "said"), [("en", "the 2 of 2r left out"), ("ko", "2r의 2를 빠뜨림")])
def test_what_is_told_of_a_wrong_formula(language: Language, said: str, tmp_path: Path, clock: Clock) -> None:
    problem, naming = problem_of("4.1"), Naming(words_of(language)).of(problem_of("4.1"))
    with open_journal(tmp_path, clock) as journal:
        desk, explainer = Desk(problem, journal, clock, language), Explainer(content_folder(), journal)
        tellings = Tellings(desk, lambda sitting, field: explainer.explain(sitting, field, language))
        desk.submit(W2, "r·g3·w3·g2·a1")
        told = tellings.tell([W2])[W2]
        assert told is not None and told.is_flat and told.rules() is not None
        assert headline(told, naming) == said
        words = words_in_sitting(told, naming, desk.sitting, WAYS)
        assert said in words
        assert desk.sitting.said[W2].named == ("partial.no-factor-2",)
        again = Desk(problem, journal, clock, language).sitting
        assert again.answers[W2].mark == desk.sitting.answers[W2].mark and again.said == desk.sitting.said
        desk.submit(W2, "∂C/∂b2·a1")
        told = tellings.tell([W2])[W2]
        assert told is not None and words_in_sitting(told, naming, desk.sitting, WAYS) == naming.say("formula.no_rule")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "text", "said", "unsaid"),
    [
        ("w2", "r·w3·a1", ("no-factor-2", "gate-ignored"), ()),
        ("w2", "2r·g3·w3·a1", ("own-gate-missing",), ("gate-ignored-hidden", "gate-of-layer-after")),
        ("w2", "2r·w3·g2·a1", ("gate-ignored-output",), ("gate-of-layer-before", "gate-not-carried")),
        ("w1", "2r·g3·w3·g2·w2·x", ("own-gate-missing",), ("gate-of-layer-after",)),
        ("w3", "2r·a2", ("own-gate-missing",), ("gate-ignored", "gate-ignored-output", "gate-of-layer-before")),
    ],
)
def test_each_mistake_has_its_reason_and_question_once(
    name: str, text: str, said: tuple[str, ...], unsaid: tuple[str, ...], language: Language
) -> None:
    """What leaves out the same gate makes the same formula there: it is told by one name, and not for sure."""
    problem, naming = problem_of("4.1"), Naming(words_of(language)).of(problem_of("4.1"))
    field, table = FieldId("chain", name), table_of(problem)
    mark = mark_formula(problem, field, text)
    told = told_of_formula(table, field, mark, content_folder(), language)
    assert told.is_flat is not bool(unsaid)
    assert [one.id for one in told.explanations] == [f"partial.{one}" for one in said]
    titles = " + ".join(naming.title(f"partial.{one}") for one in said)
    assert headline(told, naming) == (naming.say("diagnosis.may_be", what=titles) if unsaid else titles)
    words = explanation_words(told, naming, None)
    for one in told.explanations:
        assert all(words.count(part) == 1 for part in (naming.title(one.id), one.what, one.why, one.nudge))
    assert not any(naming.title(f"partial.{one}") in words for one in unsaid)
    assert {one.ids for one in told.diagnosis.ranked[0].alike} == {(f"partial.{one}",) for one in unsaid}


def test_mistakes_in_other_factors_are_told_side_by_side() -> None:
    """a3 beside r: put there for the gate, or as the output."""
    problem, naming = problem_of("4.1"), Naming(words_of("en")).of(problem_of("4.1"))
    field = FieldId("chain", "w3")
    found = mark_formula(problem, field, "2r·a3·a2")
    told = told_of_formula(table_of(problem), field, found, content_folder(), "en")
    assert not told.explanations and len(told.possible) == 2
    assert naming.say("formula.either") in explanation_words(told, naming, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_drill_asks_for_it(language: Language) -> None:
    for code in ("bp1:whole-chain:10", "bp1:weight-deep:10"):
        problem = open_code(code, content_folder())
        assert "chain" not in asked_stages(problem)
        assert problem.wording(language).title
