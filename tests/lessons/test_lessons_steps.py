"""The hints of sub-steps: every kind on any network, the answer in the last hint level and not before."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.lessons.breakdown import breakdown, has_breakdown, value_of
from tutor.lessons.chain import chain_place, chain_typed, has_chain
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_latex
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, parse_field
from tutor.lessons.steps import FILE_OF, STEP_SECTIONS, StepKind, hint_levels_of, kind_of
from tutor.lessons.wording import Wordings, shared_sections

from ..support.problems import make, problems

WIDE = make((1, 2, 3, 3, 1), data=((1, 2),))


def steps_of(problem: Problem) -> list[FieldId]:
    """The sub-steps of the first row of every field, chains among them."""
    found = []
    for field in all_fields(problem):
        if has_breakdown(field):
            found += [chain_place(field)] if has_chain(field) else []
            found += breakdown(problem, field).rows[0].cells
    return found


@settings(max_examples=25)
@given(problems(), st.sampled_from(LANGUAGES), st.data())
def test_the_last_hint_alone_shows_the_answer(problem: Problem, language: str, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(steps_of(problem)))
    wordings = Wordings(content_folder(), language)
    *free, last = (wordings.hint(problem, field, hint_level) for hint_level in range(len(hint_levels_of(field))))
    if kind_of(problem, field) is StepKind.CHAIN:
        assert chain_typed(problem, field.parent) in last
        assert all(
            chain_typed(problem, field.parent) not in text for text in free if " " in chain_typed(problem, field.parent)
        )
        return
    assert re.search(rf"= {re.escape(as_latex(value_of(problem, field)))} \$\$", last)
    assert all("{{" not in text and f"= {as_latex(value_of(problem, field))} $$" not in text for text in free)


@pytest.mark.parametrize(
    ("field", "kind", "numbers"),
    [
        ("c/z2@2", "preactivation", "z^{(2)} = 1 \\cdot 5 + 1 = 6"),
        ("c/a3@2", "activation", "a^{(3)} = \\rho\\left(7\\right) = 7"),
        ("c/r@2", "residual", "r = 7 - \\left(-6\\right) = 13"),
        ("c/squares@2", "squares", "13^2 = 169"),
        ("d.w1/dC/da3@2", "slope", "= 2 \\cdot 13 = 26"),
        ("d.w1/da3/dz3@2", "gate", "= \\rho'\\left(7\\right) = 1"),
        ("d.w1/w3@2", "weight", "w^{(3)} = 1"),
        ("d.w2/a1@2", "input", "a^{(1)} = 5"),
        ("d.b2/1@2", "one", "= 1"),
        ("d.w2/product@2", "product", "26 \\cdot 1 \\cdot 1 \\cdot 1 \\cdot 5 = 130"),
        ("e.w1/step", "step", "0.1 \\cdot 446 = 44.6"),
    ],
)
def test_the_recipe_with_the_numbers_of_the_lesson(field: str, kind: str, numbers: str) -> None:
    problem, wordings = make(), Wordings(content_folder(), "ko")
    assert kind_of(problem, parse_field(field)).value == kind
    assert numbers in wordings.hint(problem, parse_field(field), 1)


def test_the_derivative_of_a_unit_is_made_of_what_arrives() -> None:
    place = next(
        cell for cell in steps_of(WIDE) if kind_of(WIDE, cell) is StepKind.DELTA and cell.name.startswith("w1")
    )
    recipe = Wordings(content_folder(), "en").hint(WIDE, place, 0)
    assert recipe.count("\\cdot") == 1 + 3
    assert "w^{(2)}_{31}" in recipe


def test_half_and_mean_costs_have_slopes_of_their_own() -> None:
    wordings = Wordings(content_folder(), "en")
    half, mean = make(cost="half-sum-of-squares"), make(cost="mean-of-squares")
    field = parse_field("d.w1/dC/da3@2")
    assert "= 7 - \\left(-6\\right) = 13 " in wordings.hint(half, field, 1)
    assert "= 0.5 \\cdot 13 = 6.5" in wordings.hint(mean, field, 1)


def test_every_kind_has_its_sections() -> None:
    assert set(FILE_OF) == set(StepKind)
    for file, sections in STEP_SECTIONS.items():
        for language in LANGUAGES:
            assert set(shared_sections(content_folder(), file, language)) == set(sections)


def test_what_is_no_sub_step_has_no_kind() -> None:
    with pytest.raises(ValueError, match="not a sub-step"):
        kind_of(make(), FieldId("c", "", "q1@1"))
