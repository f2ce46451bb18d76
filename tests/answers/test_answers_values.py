"""Several values at once: vectors, matrices, cells of a sheet, assignments."""

from fractions import Fraction

import pytest
from tutor.answers.errors import Unreadable
from tutor.answers.reading import looks_like_many, read_values

NAMES = ["w1[1,1]", "w1[1,2]", "w1[2,1]", "w1[2,2]", "b1[1]", "b1[2]", "w2[1,1]", "w2[1,2]", "b2"]
SIX = "446 68 514 68 582 68"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("(446, 68, 514, 68, 582, 68)", [SIX]),
        ("446 68 514 68 582 68", [SIX]),
        ("446,68,514,68,582,68", [SIX]),
        ("446，68、514，68，582，68", [SIX]),
        ("（446, 68,\n 514, 68, 582, 68）.", [SIX]),
        ("[446\t68\t514\t68\t582\t68]", [SIX]),
        (r"\left( 446, 68, 514, 68, 582, 68 \right)", [SIX]),
        ("∇C(θ) = (446, 68, 514, 68, 582, 68)", [SIX]),
        ("답: 446, 68, 514, 68, 582, 68", [SIX]),
        ("446\n68\r\n514\n", ["446", "68", "514"]),
        ("1 2; 3 4", ["1 2", "3 4"]),
        ("1, 2; 3, 4", ["1 2", "3 4"]),
        ("1\t2\n3\t4\n", ["1 2", "3 4"]),
        ("[[1, 2], [3, 4]]", ["1 2", "3 4"]),
        ("[[1 2]\n [3 4]]", ["1 2", "3 4"]),
        ("(1, 2), (3, 4)", ["1 2", "3 4"]),
        ("(1,2) (3,4)", ["1 2", "3 4"]),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", ["1 2", "3 4"]),
        ("[[1], [2]]", ["1", "2"]),
        ("[[[1, 2], [3, 4]], [5, 6]]", ["1 2", "3 4", "5 6"]),
        ("((1, 2), (3))", ["1 2", "3"]),
        ("[ 1. -2.  3.5]", ["1 -2 7/2"]),
        ("-43.6 -5.8 -50.4", ["-218/5 -29/5 -252/5"]),
        ("−13.2, −3", ["-66/5 -3"]),
        ("(1+1, 2*3)", ["2 6"]),
        ("1/3 2/3", ["1/3 2/3"]),
        ("1 + 1 2", ["2 2"]),
        ("1 2 (3+4)", ["1 2 7"]),
        ("(1, 2,)", ["1 2"]),
        ("(1,234)", ["1 234"]),
        ("446, 680,514", ["446 680 514"]),
        ("1,234", ["1234"]),
        ("(5)", ["5"]),
        ("4 - 6", ["-2"]),
        ("2 (3+4)", ["14"]),
    ],
)
def test_rows_are_read_however_they_are_laid_out(text: str, rows: list[str]) -> None:
    found = read_values(text)
    assert [[value.value for value in row] for row in found.rows] == [[*map(Fraction, row.split())] for row in rows]


@pytest.mark.parametrize(
    ("text", "shape", "shown"),
    [
        ("446 68", (1, 2), "(446, 68)"),
        ("1 2;3 4", (2, 2), "[[1, 2], [3, 4]]"),
        ("1 2; 3", None, "[[1, 2], [3]]"),
        ("-5", (1, 1), "−5"),
    ],
)
def test_shape_and_form_shown(text: str, shape: tuple[int, int] | None, shown: str) -> None:
    found = read_values(text)
    assert (found.shape, found.shown) == (shape, shown)


@pytest.mark.parametrize(
    "text",
    [
        "w1 = 446, b1 = 68",
        "w1 = 446\nb1 = 68\n",
        "w1=446;b1=68",
        "w1 = 446 b1 = 68",
        "{w1: 446, b1: 68}",
        "∂C/∂w1 = 446, ∂C/∂b1 = 68",
        "ㅈ1 = 446, ㅠ1 = 68",
        "w⁽¹⁾ = 446, b₁ = 2*34",
        "b1 = 68, w1 = 446",
    ],
)
def test_assignments_are_found_by_name(text: str) -> None:
    found = read_values(text, ["w1", "b1"])
    assert {name: value.value for name, value in found.assigned.items()} == {"w1": 446, "b1": 68}
    assert looks_like_many(text)


def test_assigned_value_keeps_its_label() -> None:
    found = read_values("w1' = -43.6, dC/db1 = 68").assigned
    assert {name: value.label for name, value in found.items()} == {"w1": "w1'", "b1": "dC/db1"}


def test_assigned_matrix_is_spread_over_its_components() -> None:
    found = read_values("W1 = [[1, 2], [3, 4]], b1 = (5, 6), w2_2 = 7", NAMES)
    values = {name: value.value for name, value in found.assigned.items()}
    assert values == dict(zip(NAMES[:6], range(1, 7), strict=True)) | {"w2[1,2]": 7}


def test_thousands_are_grouped_where_commas_cannot_separate() -> None:
    found = read_values("w1 = 1,234, b1 = 5")
    assert [value.value for value in found.flat] == [1234, 5]


def test_whole_vector_keeps_what_it_was_said_to_be() -> None:
    assert [read_values(text).label for text in ("θ′ = 1 2", "theta = (1, 2)", "∇C = 1, 2", "1 2")] == [
        "θ'",
        "θ",
        "∇C",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "key", "position"),
    [
        ("1,234 5,678", "ambiguous_comma", 0),
        ("1,234\n5,678", "ambiguous_comma", 0),
        ("1,,2", "missing_operand", 2),
        ("1;;2", "missing_operand", 2),
        ("(, 2)", "missing_operand", 1),
        ("(1, 2", "unclosed", 0),
        ("1, 2)", "unopened", 4),
        ("(1, 2]", "unopened", 5),
        ("1, 2 3", "many_values", 5),
        ("2*(1, 2)", "many_values", 4),
        ("(446, 6q8)", "unknown_name", 7),
        ("w1 = 1, 5", "missing_name", 8),
        ("5, w1 = 1", "missing_name", 0),
        ("w1 = 1, w1 = 2", "assigned_twice", 8),
        ("w1 = , b1 = 2", "missing_operand", 0),
        ("W1 = (1, 2, 3)", "wrong_count", 0),
        ("W1 = [[1, 2, 3], [4, 5, 6]]", "wrong_count", 0),
        ("(1, 1/0)", "division_by_zero", 5),
    ],
)
def test_error_says_what_and_where(text: str, key: str, position: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read_values(text, NAMES)
    assert (caught.value.key, caught.value.position) == (key, position)


@pytest.mark.parametrize(
    "text",
    [
        "(1, 2)",
        "1, 2",
        "1,2,3",
        "446,68,514",
        "(446, 68",
        "1 2",
        "4 -6",
        "1;2",
        "1\t2",
        "[[1, ",
        "θ = (1, 2)",
        "1,234 5,678",
    ],
)
def test_many_values_are_noticed(text: str) -> None:
    assert looks_like_many(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "446",
        "1,234",
        "1,234,567.5",
        "1,23",
        "0,5",
        "4 - 6",
        "4-6",
        "2 (3+4)",
        "(5)",
        "((1+2)*3)",
        "w1 = 446",
        "2*(1,2)",
        "hello",
        "1,",
        "  5 ",
    ],
)
def test_one_value_is_not_taken_for_many(text: str) -> None:
    assert not looks_like_many(text)
