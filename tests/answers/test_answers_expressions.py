"""Random expressions, vectors and assignments: written in many ways, they read as the values computed apart."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tutor.answers.errors import Unreadable
from tutor.answers.quantity import MAX_BITS
from tutor.answers.reading import MAX_LENGTH, read_number, read_values

from .expression_kit import Node, expressions, numbers, written

many = settings(max_examples=400)
some = settings(max_examples=100)
fractions = st.fractions(max_denominator=10**6, min_value=-(10**6), max_value=10**6)


def fits(node: Node) -> bool:
    """Whether no value on the way is too large for the reader."""
    value = node.value()
    small = max(value.numerator.bit_length(), value.denominator.bit_length()) < MAX_BITS // 4
    return small and all(map(fits, node.parts))


@many
@given(expressions(), st.integers())
def test_expression_is_worth_what_it_is_worth_apart(node: Node, seed: int) -> None:
    text = written(node, Random(seed))
    assume(len(text) <= MAX_LENGTH)
    try:
        assume(fits(node))
    except ZeroDivisionError:
        with pytest.raises(Unreadable, match=r"division_by_zero|too_large"):
            read_number(text)
        return
    quantity = read_number(text)
    assert quantity.value == node.value()
    assert len(quantity.shown) > MAX_LENGTH or read_number(quantity.shown).value == quantity.value


@some
@given(numbers(), st.booleans())
def test_plain_decimal_rounds_to_itself_and_to_no_neighbour(node: Node, negative: bool) -> None:
    quantity = read_number(("-" if negative else "") + node.text)
    assert quantity.rounding(quantity.value) == quantity.digits
    place = Fraction(10) ** (quantity.place or 0)
    for near in (Fraction(49, 100), Fraction(-49, 100)):
        assert quantity.rounding(quantity.value + near * place) == quantity.digits
    assert quantity.rounding(quantity.value + 20 * place * Fraction(10) ** len(node.text)) is None


@some
@given(st.integers(10**3, 10**30))
def test_grouped_thousands_are_the_whole_number(value: int) -> None:
    assert read_number(f"{value:,}").value == value
    assert read_number(f"-{value:,}.25").value == -value - Fraction(1, 4)


@many
@given(st.lists(fractions, min_size=2, max_size=12), st.integers())
def test_vector_reads_the_same_with_any_separator(values: list[Fraction], seed: int) -> None:
    random = Random(seed)
    texts = [str(value).replace("-", random.choice("-−")) for value in values]
    separator = random.choice((", ", " ", "\t", "  ", " ,", "; ", "\n", ",\n"))
    opening, closing = random.choice((("", ""), ("(", ")"), ("[", "]"), ("θ = (", ")")))
    found = read_values(opening + separator.join(texts) + closing)
    assert [value.value for value in found.flat] == values
    assert [value.value for value in read_values(found.shown).flat] == values


@some
@given(st.integers(2, 4), st.integers(1, 4), st.data())
def test_matrix_keeps_its_shape(rows: int, columns: int, data: st.DataObject) -> None:
    matrix = [[data.draw(fractions) for _ in range(columns)] for _ in range(rows)]
    texts = [[str(value) for value in row] for row in matrix]
    for text in (
        "[" + ", ".join("[" + ", ".join(row) + "]" for row in texts) + "]",
        "; ".join(" ".join(row) for row in texts),
        "\n".join("\t".join(row) for row in texts),
        r"\begin{bmatrix}" + r" \\ ".join(" & ".join(row) for row in texts) + r"\end{bmatrix}",
        "[" + "\n ".join("[" + " ".join(row) + "]" for row in texts) + "]",
    ):
        found = read_values(text)
        assert found.shape == (rows, columns)
        assert [[value.value for value in row] for row in found.rows] == matrix


@some
@given(st.dictionaries(st.sampled_from(["w1", "b1", "w2[2,1]", "b2[1]", "w12"]), fractions, min_size=1), st.data())
def test_assignments_read_the_same_in_any_layout(values: dict[str, Fraction], data: st.DataObject) -> None:
    separator = data.draw(st.sampled_from([", ", "\n", "; ", " ", ",\n"]))
    form = data.draw(st.sampled_from(["{} = {}", "{}={}", "dC/d{} = {}", "∂C/∂{} = {}", "{}' = {}", "{}: {}"]))
    text = separator.join(form.format(name, value) for name, value in values.items())
    found = read_values(text, ["w1", "b1", "w2[1,1]", "w2[2,1]", "b2[1]", "b2[2]", "w12"])
    assert {name: value.value for name, value in found.assigned.items()} == values
