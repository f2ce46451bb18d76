"""A vector, a matrix or assignments in one field: which field gets which value."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tutor.answers.errors import Unreadable
from tutor.answers.marking import mark
from tutor.answers.paste import shared_out, spread
from tutor.answers.verdicts import Verdict
from tutor.lessons.breakdown import Asked
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of, parse_field

from ..support.problems import make, problems

WIDE = make((2, 2, 1), data=[((1, 2), 3)])
NAMES = [p.name for p in WIDE.network.parameters]


def filled(problem: Problem, field: str, text: str) -> dict[str, str]:
    return {str(place): part for place, part in spread(problem, parse_field(field), text).items()}


def numbered(stage: str, names: Sequence[str], start: int = 1) -> dict[str, str]:
    return {f"{stage}.{name}": str(number) for number, name in enumerate(names, start)}


@pytest.mark.parametrize(
    ("field", "text", "parts"),
    [
        ("d.w1[1,1]", "(1, 2, 3, 4, 5, 6, 7, 8, 9)", numbered("d", NAMES)),
        ("d.b2", "1 2 3 4 5 6 7 8 9", numbered("d", NAMES)),
        ("e.w1[2,1]", "[1\t2\t3\n4\t5\t6\n7\t8\t9]", numbered("e", NAMES)),
        ("d.w1[1,1]", "∇C = (1, 2, 3, 4, 5, 6, 7, 8, 9)", numbered("d", NAMES)),
        ("e.w1[1,1]", "θ' = (1, 2, 3, 4, 5, 6, 7, 8, 9)", numbered("e", NAMES)),
        ("d.w1[2,2]", "[[1, 2], [3, 4]]", numbered("d", NAMES[:4])),
        ("d.w1[1,1]", "1 2; 3 4", numbered("d", NAMES[:4])),
        ("e.b1[2]", "(1, 2)", numbered("e", NAMES[4:6])),
        ("e.w2[1,1]", "(1, 2)", numbered("e", NAMES[6:8])),
        ("d.w1[1,1]", "W1 = [[1, 2], [3, 4]]", numbered("d", NAMES[:4])),
        ("d.w1[1,1]", "b2 = 9, w1[1,2] = 2", {"d.b2": "9", "d.w1[1,2]": "2"}),
        ("d.w1[1,1]", "dC/db2 = 9, ∂C/∂w1[1,2] = 2", {"d.b2": "9", "d.w1[1,2]": "2"}),
        ("e.w1[1,1]", "b2' = 9, w1[1,2]' = 2", {"e.b2": "9", "e.w1[1,2]": "2"}),
        ("d.b1[1]", "(1/2, 2*3)", {"d.b1[1]": "1/2", "d.b1[2]": "2×3"}),
        ("d.w1[1,1]", "1 2 3", numbered("d", NAMES[:3])),
        ("d.w1[2,1]", "(1, 2, 3)", numbered("d", NAMES[2:5])),
        ("e.b1[2]", "(1, 2, 3)", numbered("e", NAMES[5:8])),
        ("e.w1[1,2]", "θ' = (1, 2)", numbered("e", NAMES[1:3])),
        ("d.w1[1,1]", "446", {"d.w1[1,1]": "446"}),
        ("d.w1[1,1]", "w1[1,1] = 446", {"d.w1[1,1]": "w1[1,1] = 446"}),
        ("d.w1[1,1]", "(446)", {"d.w1[1,1]": "(446)"}),
        ("d.w1[1,1]", "2*(3 + 4)", {"d.w1[1,1]": "2*(3 + 4)"}),
        ("d.w1[1,1]", "1,234", {"d.w1[1,1]": "1,234"}),
        ("a", "1, 2, 3", {"a": "1, 2, 3"}),
        ("c", "(1, 2)", {"c": "(1, 2)"}),
        ("b.C", "a2, y", {"b.C": "a2, y"}),
        ("d.w1[1,1]/product@1", "1, 2", {"d.w1[1,1]/product@1": "1, 2"}),
    ],
)
def test_each_field_gets_its_value(field: str, text: str, parts: dict[str, str]) -> None:
    assert filled(WIDE, field, text) == parts


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        ("d.w1[1,1]", "1 2 3 4 5 6 7 8 9 10", "wrong_count"),
        ("d.b2", "(1, 2)", "wrong_count"),
        ("d.w1[1,1]", "W1 = [1, 2, 3]", "wrong_count"),
        ("d.w1[1,1]", "b2 = 9, w9 = 2", "unknown_name"),
        ("d.w1[1,1]", "b2 = 9, x[1] = 2", "unknown_name"),
        ("d.w1[1,1]", "b2 = 9, C = 2", "unknown_name"),
        ("d.w1[1,1]", "b2 = 9, b2 = 2", "assigned_twice"),
        ("d.w1[1,1]", "b2' = 9, w1[1,2]' = 2", "other_label"),
        ("d.w1[1,1]", "θ' = (1, 2, 3, 4, 5, 6, 7, 8, 9)", "other_label"),
        ("e.w1[1,1]", "∇C = (1, 2, 3, 4, 5, 6, 7, 8, 9)", "other_label"),
        ("e.w1[1,1]", "dC/db2 = 9, b1[1] = 2", "other_label"),
        ("d.w1[1,1]", "(1, 2, 3, 4, 5, 6, 7, 8, x)", "letter"),
        ("d.w1[1,1]", "0, " * 400 + "0", "too_many_values"),
    ],
)
def test_what_fits_no_fields_is_unreadable(field: str, text: str, key: str) -> None:
    with pytest.raises(Unreadable) as error:
        filled(WIDE, field, text)
    assert error.value.key == key


def test_a_wrong_number_of_values_says_how_many_belong_there() -> None:
    with pytest.raises(Unreadable) as error:
        filled(make(), "d.w1", "(1, 2, 3, 4, 5, 6, 7)")
    assert error.value.params == {"found": "(1, 2, 3, 4, 5, 6, 7)", "expected": 6, "given": 7}


LONGEST = 60
"""Characters of a number; longer ones are refused, as nobody types them."""


@settings(max_examples=40)
@given(problems(), st.sampled_from(["({})", "[{}]", "{}", "θ = ({})"]), st.booleans())
def test_a_stage_pasted_whole_is_right(problem: Problem, form: str, whole_gradient: bool) -> None:
    stage: FieldId = fields_of(problem, "d" if whole_gradient else "e")[-1]
    names = [p.name for p in problem.network.parameters]
    values = problem.trace.gradient if whole_gradient else problem.trace.updated
    written = [str(values[name]) for name in names]
    assume(max(map(len, written)) < LONGEST)
    parts = spread(problem, stage, form.format(", ".join(written)))
    assert [field.name for field in parts] == names
    for field, part in parts.items():
        assert mark(problem, field, part, {}).verdict is Verdict.CORRECT, (part, as_text(values[field.name]))


@settings(max_examples=100)
@given(st.text(alphabet="w1b2[],;()= -.θ'∇Cx/d7\n\t", max_size=40), st.sampled_from(["d.w1[1,1]", "e.b2"]))
def test_whatever_is_typed_goes_to_fields_there_are(text: str, field: str) -> None:
    try:
        parts = spread(WIDE, parse_field(field), text)
    except Unreadable:
        return
    asked = Asked(WIDE)
    for place, part in parts.items():
        assert place in asked
        mark(WIDE, place, part, {})


STEPS = tuple(FieldId("d", "w1", f"product@{point}") for point in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4", ["4"]),
        ("4,10", ["4", "10"]),
        ("4,-10", ["4", "−10"]),
        ("4,10,98", ["4", "10", "98"]),
        ("4, 104", ["4", "104"]),
        ("4 1,234.5", None),
        ("1,234", None),
        ("1,2,3,4", None),
    ],
)
def test_steps_that_are_asked_for_together(text: str, values: list[str] | None) -> None:
    if values is None:
        with pytest.raises(Unreadable):
            shared_out(STEPS, text)
    else:
        assert shared_out(STEPS, text) == dict(zip(STEPS, values, strict=False))


def test_one_step_takes_thousands() -> None:
    assert shared_out(STEPS[:1], "1,234") == {STEPS[0]: "1,234"}
