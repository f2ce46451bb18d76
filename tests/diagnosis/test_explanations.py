"""The words about mistakes: none missing, all of them filled on any network, none giving the answer away."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isnan
from random import Random

import pytest
from tutor.diagnosis.explanations import explain_formula
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.table import Table
from tutor.diagnosis.text_names import FLAGS, of_cause
from tutor.diagnosis.trying import BANDS, MOST, MOST_WRONG_WAY, WRONG_WAY, band, trial
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.mistake_texts import PARTS, mistake_text
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.lessons.words import read_words
from tutor.lint.giving_away import ANSWERS
from tutor.mistakes.code import code_ids
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import all_ids
from tutor.mistakes.slip import SLIPS

from .as_typed import explain
from .drawing import draw
from .test_diagnosing import course, hand

FOLDER = content_folder()
TRIED = {key.removeprefix("trial.") for key in read_words(FOLDER, "en").templates if key.startswith("trial.")}
TRIED.remove("said")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_id_and_no_others(language: Language) -> None:
    files = {path.name.removesuffix(f".{language}.md") for path in (FOLDER / "mistakes").glob(f"*.{language}.md")}
    assert files == {*all_ids(), *code_ids()}
    for name in files:
        text = mistake_text(FOLDER, name, language)
        assert text.title
        assert all(text.parts[part].text for part in PARTS)


def cases(table: Table) -> Iterator[tuple[Hypothesis, FieldId]]:
    """Every mistake at a few fields where it shows, and every slip."""
    for row in range(1, table.singles):
        hypothesis = table.hypothesis(row)
        changed = [f for f in table.fields if table.answer(hypothesis, f) != table.right(f)]
        yield from ((hypothesis, field) for field in (*changed[:2], *changed[-1:]))
    yield from ((Hypothesis((mistake,)), FieldId("a")) for mistake in COUNT)
    name = table.problem.network.parameters[-1].name
    for slip in SLIPS:
        for field in (FieldId("c"), FieldId("d", name), FieldId("e", name)):
            if field.stage in slip.stages:
                yield Hypothesis((Slip(slip.id, field, 1 if slip.at_point else None, "C" * slip.names_another),)), field


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(3))
def test_all_words_are_filled_on_any_problem(seed: int, language: Language) -> None:
    table = Table(draw(Random(seed)))
    for hypothesis, field in cases(table):
        value = table.answer(hypothesis, field) if field in table.column else 3.0
        given = Fraction(3 if isnan(value) else value)
        (found,) = explain(table, {field: given}, field, hypothesis, FOLDER, language)
        assert found.what
        assert found.why
        assert found.nudge
        assert "{{" not in found.what + found.why + found.nudge


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nudge_tries_the_learners_slope_and_says_how_c_changes_in_words(language: Language) -> None:
    table, words = course("4.1"), read_words(FOLDER, language)
    field = FieldId("d", "w1")
    hypothesis = Hypothesis(tuple(mistake for mistake in table.mistakes if mistake.id == "partial.no-factor-2"))
    (found,) = explain(table, {field: Fraction(223)}, field, hypothesis, FOLDER, language)
    assert "0.223" in found.nudge
    assert words("trial.twice") in found.nudge
    assert "446" not in found.nudge
    said = {given: trial(table, field, Fraction(given), words) for given in (0, -446, 460, 100, -4460)}
    keys = {given: next(key for key in TRIED if words(f"trial.{key}") in text) for given, text in said.items()}
    assert keys == {0: "rises", -446: "other_way", 460: "little_less", 100: "several", -4460: "far_less"}


def test_nothing_is_tried_where_the_cost_has_a_kink() -> None:
    """At z = 0 of a ReLU, ρ′ is taken as 0, and C changes all the same when z grows."""
    problem = course("4.1").problem
    data = (((Fraction(1),), (Fraction(3),)),)
    theta = tuple(map(Fraction, (1, -1, 1, 0, 1, 0)))
    table = Table(replace(problem, data=data, theta=theta))
    assert table.problem.trace.gradient["w1"] == 0
    assert trial(table, FieldId("d", "w1"), Fraction(5, 1000), read_words(FOLDER, "en")) == ""


def test_every_band_has_words_and_each_holds_what_it_says() -> None:
    assert {key for _, key in (*BANDS, *WRONG_WAY)} | {MOST, MOST_WRONG_WAY, "rises", "falls"} == TRIED
    expected = {0: "far_less", 0.5: "half", 0.7: "less", 0.99: "little_less", 1.01: "little_more", 1.5: "more"}
    expected |= {2: "twice", 4: "several", 9: "many", -0.3: "other_way_less", -1: "other_way", -2: "other_way_more"}
    assert {ratio: band(-3.0, -3.0 * ratio) for ratio in expected} == expected


def test_the_words_about_a_mistake_can_name_nothing_that_is_asked() -> None:
    table = course("4.1")
    field = FieldId("d", "w1")
    names = of_cause(table, Fraction(223), field, table.mistakes[0])
    assert names.lookup("given") == 223
    assert names.lookup("carried") in (True, False)
    results = set(table.problem.trace.names()) - {"eta"}
    for name in (*ANSWERS, *results, "z1@1", "r@2"):
        with pytest.raises(KeyError):
            names.lookup(name)


def test_a_mistake_of_the_forward_pass_is_shown_where_it_is_first_seen() -> None:
    table = Table(hand())
    cause = next(mistake for mistake in table.mistakes if mistake.id == "forward.no-bias")
    names = of_cause(table, Fraction(1), FieldId("c"), cause)
    assert names.lookup("seen_point") == 1
    assert (names.lookup("seen_unit"), names.lookup("seen_z")) == ("a^{(1)}_{1}", "z^{(1)}_{1}")
    later = of_cause(table, Fraction(1), FieldId("d", "b2"), cause)
    assert later.lookup("carried") is True


def test_a_step_is_shown_by_whether_the_cost_rises_with_it() -> None:
    table = Table(replace(course("4.1").problem, learning_rate=Fraction(1, 10_000)))
    field = FieldId("e", "w1")
    cause = next(mistake for mistake in table.mistakes if mistake.id == "update.ascent")
    given = {Fraction(100): True, table.problem.trace.updated["w1"]: False}
    assert {v: of_cause(table, v, field, cause).lookup("cost_rises") for v in given} == given


def test_all_flags_are_there_for_every_field() -> None:
    table = Table(hand())
    for hypothesis, field in cases(table):
        names = of_cause(table, Fraction(2), field, hypothesis.causes[0])
        assert all(isinstance(names.lookup(flag), bool) for flag in FLAGS)


def test_a_formula_is_explained_as_a_number_is_but_nothing_is_tried_with_it() -> None:
    table = course("4.1")
    folder, field = content_folder(), FieldId("d", "w2")
    told = explain_formula(table, Latex("\\sum r a^{(1)}"), field, "partial.no-factor-2", folder, "en")
    assert told is not None
    assert told.what.startswith("$\\sum r a^{(1)}$ comes out when half the cost")
    assert told.nudge.startswith("Take")
    assert explain_formula(table, Latex("1"), field, "no.such-rule", folder, "en") is None
    at_points = next(one.id for one in table.mistakes if one.point is not None)
    assert explain_formula(table, Latex("1"), field, at_points, folder, "en") is None, "which point is not said"


def test_both_causes_of_a_pair_are_explained() -> None:
    table = Table(hand())
    two = tuple(m for m in table.mistakes if m.id in ("partial.no-factor-2", "partial.bias-is-one"))
    found = explain(table, {FieldId("d", "b2"): Fraction(1)}, FieldId("d", "b2"), Hypothesis(two), FOLDER, "en")
    assert [one.id for one in found] == ["partial.no-factor-2", "partial.bias-is-one"]
