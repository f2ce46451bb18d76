"""A wrong answer is explained by one rule and in the same words: in a sitting, and on the command line."""

from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from tutor.cli.explaining import Explaining
from tutor.journal.journal import open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, parse_field
from tutor.lessons.words import read_words
from tutor.plain.spoken import Spoken
from tutor.session import deciding
from tutor.session.explainer import Explainer
from tutor.session.explanation_words import Asking, Ways, explanation_words, titles, words_in_sitting
from tutor.session.naming import Naming
from tutor.session.sitting import Sitting
from tutor.widgets.screen_naming import ScreenNaming

from tests.support.course import problem_of

from ..conftest import Clock

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WAYS = Ways("HOW", "STEPS", "WALK")
SHEETS = (
    {"d.w1": "223"},  # a possibility, with a question that decides
    {"d.w1": "223", "d.b1": "34", "d.w2": "257", "d.b2": "34", "d.w3": "291", "d.b3": "34"},  # for sure
    {"a": "3"},  # several, and a question with numbers of its own
    {"e.w1": "45.6"},  # several, and a step that decides
    {"c": "183", "d.w1": "223"},  # two that go together
    {"d.w1": "311"},  # nothing known
    {"d.b1": "64", "d.w1": "442"},  # at a data point
)


def sitting_with(problem: Problem, sheet: dict[str, str]) -> Sitting:
    sitting = Sitting.begin(problem)
    for field, text in sheet.items():
        sitting = sitting.after_all(deciding.submit(sitting, parse_field(field), text, NOW))
    return sitting


@pytest.mark.parametrize(("sheet", "language"), list(zip(SHEETS, cycle(LANGUAGES), strict=False)))
def test_the_same_in_a_sitting_and_on_the_command_line(
    sheet: dict[str, str], language: Language, chain: Problem, tmp_path: Path, clock: Clock
) -> None:
    words, sitting = read_words(content_folder(), language), sitting_with(chain, sheet)
    asking = Asking(str, words("cli.answer_along"))
    with open_journal(tmp_path, clock) as journal:
        explainer = Explainer(content_folder(), journal)
        for field in sheet:
            place = parse_field(field)
            quantity = sitting.answers[place].mark.quantity
            told = explainer.explain(sitting, place, language)
            assert quantity is not None
            alone = Explaining(chain, [(one, answer.mark) for one, answer in sitting.answers.items()])
            said = alone.markdown(place, quantity, words)
            if told is not None and told.possible:
                assert explanation_words(told, Naming(words), asking) == said
            if told is not None and told.either:
                assert all(f"- {title}\n" in f"{said}\n" for title in titles(told, Naming(words)))


@pytest.mark.parametrize(("sheet", "language"), list(zip(SHEETS, cycle(LANGUAGES), strict=False)))
def test_every_face_says_it_in_its_own_names(
    sheet: dict[str, str], language: Language, chain: Problem, tmp_path: Path, clock: Clock
) -> None:
    words, sitting = read_words(content_folder(), language), sitting_with(chain, sheet)
    field = parse_field(next(reversed(sheet)))
    with open_journal(tmp_path, clock) as journal:
        told = Explainer(content_folder(), journal).explain(sitting, field, language)
    assert told is not None
    screen = words_in_sitting(told, ScreenNaming(words), sitting, WAYS)
    spoken = words_in_sitting(told, Spoken(words), sitting, WAYS)
    assert screen.count("HOW") == spoken.count("HOW") == int(told.ask is not None or told.small is not None)
    assert len(screen.split("\n\n")) == len(spoken.split("\n\n"))
    walked = words_in_sitting(told, ScreenNaming(words), sitting, WAYS, is_walked=True)
    assert "HOW" not in walked
    assert bool(walked) == bool(told.possible)
    if told.ask is not None:
        assert ScreenNaming(words).field(told.ask, sitting) in screen
        assert Spoken(words).field(told.ask, sitting) in spoken


def test_a_title_with_its_data_points() -> None:
    words = read_words(content_folder(), "en")
    title = words("mistake.partial.point-missing")
    assert Naming(words).title("partial.point-missing", (1, 3)) == f"{title} (i = 1, 3)"
    assert Spoken(words).title("partial.point-missing", (1, 3)) == f"{title} (data point 1, 3)"
    assert Naming(words).title("partial.point-missing") == title


def test_a_line_goes_on_where_its_source_goes_on_below() -> None:
    naming = Naming(read_words(content_folder(), "en"))
    assert naming.line("of $w_1$\nand of $b$\n\n$a = 1$") == "of w₁ and of b\n\na = 1"


def test_where_nothing_explains_it_a_sitting_says_what_helps(chain: Problem, tmp_path: Path, clock: Clock) -> None:
    words, sitting = read_words(content_folder(), "en"), sitting_with(chain, {"d.w1": "311", "a": "5000"})
    with open_journal(tmp_path, clock) as journal:
        explainer = Explainer(content_folder(), journal)
        for field, key in ((FieldId("d", "w1"), "cannot_tell"), (FieldId("a"), "cannot_tell_count")):
            told = explainer.explain(sitting, field, "en")
            assert told is not None
            said = words_in_sitting(told, Naming(words), sitting, WAYS)
            assert said == Naming(words).say(f"diagnosis.{key}", steps="STEPS", walk="WALK")
            assert ("STEPS" in said and "WALK" in said) == (key == "cannot_tell"), "it says how what helps is opened"


def test_of_a_value_after_the_step_nothing_is_said_about_counting(tmp_path: Path, clock: Clock) -> None:
    problem, words = problem_of("hmkcode"), read_words(content_folder(), "en")
    field = next(one for one in asked_fields(problem, "e") if one.is_after)
    sitting = sitting_with(problem, {str(field): "777"})
    with open_journal(tmp_path, clock) as journal:
        told = Explainer(content_folder(), journal).explain(sitting, field, "en")
    assert told is not None
    naming = Naming(words).of(problem)
    said = words("diagnosis.cannot_tell_step", field=naming.field(field, sitting))
    assert words_in_sitting(told, naming, sitting, WAYS) == said


def test_a_product_is_called_the_chains_where_no_table_shows_which(chain: Problem) -> None:
    naming = Naming(read_words(content_folder(), "en")).of(chain)
    assert naming.field(parse_field("d.w3/product@1")) == "the chain's product (i = 1)"
