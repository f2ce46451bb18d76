"""The words about mistakes: none missing, all of them filled on any network, none giving the answer away."""

from collections.abc import Iterator
from fractions import Fraction
from math import isnan
from random import Random

import pytest
from tutor.diagnosis.explanations import explain
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.table import Table
from tutor.diagnosis.vocabulary import FLAGS, GIVES_AWAY, of_cause
from tutor.lessons.content import content_folder
from tutor.lessons.mistake_texts import PARTS, mistake_text
from tutor.lessons.problem import LANGUAGES, Language
from tutor.lessons.stages import FieldId
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import all_ids
from tutor.mistakes.slip import SLIPS

from .drawing import draw
from .test_diagnosing import course, hand

FOLDER = content_folder()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_id_and_no_others(language: Language) -> None:
    files = {path.name.removesuffix(f".{language}.md") for path in (FOLDER / "mistakes").glob(f"*.{language}.md")}
    assert files == set(all_ids())
    for name in all_ids():
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


def test_the_nudge_tries_the_learners_slope() -> None:
    table = course("4.1")
    field, given = FieldId("d", "w1"), Fraction(223)
    cause = next(mistake for mistake in table.mistakes if mistake.id == "partial.no-factor-2")
    names = of_cause(table, {field: given}, field, cause)
    assert names.lookup("given") == 223
    assert names.lookup("predicted") == Fraction(223, 1000)
    assert names.lookup("observed") == pytest.approx(0.446, rel=0.01)
    assert names.lookup("same_direction") is True
    assert names.lookup("carried") is False
    for name in GIVES_AWAY:
        with pytest.raises(KeyError):
            names.lookup(name)


def test_a_mistake_of_the_forward_pass_is_shown_where_it_is_first_seen() -> None:
    table = Table(hand())
    cause = next(mistake for mistake in table.mistakes if mistake.id == "forward.no-bias")
    names = of_cause(table, {FieldId("c"): Fraction(1)}, FieldId("c"), cause)
    assert names.lookup("seen_point") == 1
    assert names.lookup("seen_unit") == "a^{(1)}_{1}"
    assert names.lookup("seen_a_value") == table.problem.trace.at("a1[1]", 1)
    assert names.lookup("seen_own_value") == names.lookup("seen_a_value") - table.problem.theta[4]  # type: ignore[operator]
    later = of_cause(table, {FieldId("d", "b2"): Fraction(1)}, FieldId("d", "b2"), cause)
    assert later.lookup("carried") is True


def test_a_step_is_shown_by_the_cost_it_leads_to() -> None:
    table = course("4.1")
    field = FieldId("e", "w1")
    cause = next(mistake for mistake in table.mistakes if mistake.id == "update.ascent")
    names = of_cause(table, {field: Fraction("45.6")}, field, cause)
    assert names.lookup("moved") == Fraction("44.6")
    assert names.lookup("grad") == 446
    assert names.lookup("cost_before") == 366
    assert names.lookup("own_cost_rises") != names.lookup("own_cost_falls")


def test_all_flags_are_there_for_every_field() -> None:
    table = Table(hand())
    for hypothesis, field in cases(table):
        names = of_cause(table, {field: Fraction(2)}, field, hypothesis.causes[0])
        assert all(isinstance(names.lookup(flag), bool) for flag in FLAGS)


def test_both_causes_of_a_pair_are_explained() -> None:
    table = Table(hand())
    two = tuple(m for m in table.mistakes if m.id in ("partial.no-factor-2", "partial.bias-is-one"))
    found = explain(table, {FieldId("d", "b2"): Fraction(1)}, FieldId("d", "b2"), Hypothesis(two), FOLDER, "en")
    assert [one.id for one in found] == ["partial.no-factor-2", "partial.bias-is-one"]
