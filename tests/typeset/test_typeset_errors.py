"""What cannot be typeset: one error, which says where and why; and the source in its place."""

import re
from random import Random

import pytest
from rich.cells import cell_len
from tutor.typeset.errors import REASONS, TypesetError
from tutor.typeset.parse import MAX_DEPTH, MAX_LENGTH, parse
from tutor.typeset.render import display, display_or_source, inline, inline_or_source

from ..support.thorough import also
from .typeset_kit import formula, mutated, noise

BAD = [
    (r"x + \foo{y}", "unknown-macro", 4, r"\foo"),
    (r"\text{a \foo}", "unknown-macro", 8, r"\foo"),
    (r"\begin{picture}x\end{picture}", "unknown-environment", 0, r"\begin{picture}"),
    (r"\begin{cases}x", "unclosed-environment", 0, r"\begin{cases}"),
    (r"\begin{cases}x\end{matrix}", "unclosed-environment", 0, r"\begin{cases}"),
    (r"a{b", "unclosed-group", 1, "{"),
    (r"a}b", "unexpected-close", 1, "}"),
    (r"a\end{cases}", "unexpected-close", 1, r"\end{cases}"),
    (r"\text{a", "unclosed-group", 0, r"\text"),
    (r"\text{a$b}", "unclosed-group", 7, "$"),
    (r"\sqrt[3", "unclosed-group", 5, "["),
    (r"\left(x", "unclosed-fence", 0, r"\left"),
    (r"x\right)", "unexpected-close", 1, r"\right"),
    (r"\left x\right)", "missing-delimiter", 6, "x"),
    (r"\left(x\right", "missing-delimiter", 13, ""),
    (r"\frac{1}", "missing-argument", 0, r"\frac"),
    (r"x^", "missing-argument", 1, "^"),
    (r"\text x", "missing-argument", 0, r"\text"),
    (r"\operatorname{\frac12}", "missing-argument", 0, r"\operatorname"),
    (r"x^a^b", "double-script", 3, "^"),
    (r"x^a'", "double-script", 3, "'"),
    (r"a & b", "misplaced-tab", 2, "&"),
    (r"\begin{array}{c@c}1\end{array}", "bad-columns", 0, r"\begin{array}"),
    ("50% of", "unexpected-character", 2, "%"),
    ("$x$", "unexpected-character", 0, "$"),
    ("x\x1b[31m", "unexpected-character", 1, "\x1b"),
    ("x\u202ey", "unexpected-character", 1, "\u202e"),
    ("\\", "unexpected-character", 0, "\\"),
    (r"\text{x_1}", "unexpected-character", 7, "_"),
    ("{" * MAX_DEPTH + "x" + "}" * MAX_DEPTH, "too-deep", MAX_DEPTH, "x"),
    (r"\sqrt" * 300 + "x", "too-deep", 5 * MAX_DEPTH, r"\sqrt"),
    (r"\frac1{" * 300, "too-deep", None, None),
    (r"\left(" * 300, "too-deep", None, None),
    (r"x^{" * 300, "too-deep", None, None),
    (r"\begin{matrix}" * 200, "too-deep", None, None),
    (r"\text{$" * 300, "unclosed-group", None, None),
    ("x" * (MAX_LENGTH + 1), "too-long", MAX_LENGTH, None),
]


@pytest.mark.parametrize(("latex", "reason", "position", "found"), BAD)
def test_bad_input_says_where_and_why(latex: str, reason: str, position: int | None, found: str | None) -> None:
    for typeset in (inline, display):
        with pytest.raises(TypesetError) as caught:
            typeset(latex)
        error = caught.value
        assert error.reason == reason
        assert error.reason in REASONS
        assert position is None or error.position == position
        assert found is None or error.found == found
        assert error.source == latex


def test_the_longest_and_the_deepest_are_typeset() -> None:
    assert inline("x" * MAX_LENGTH) == "x" * MAX_LENGTH
    deep = r"\sqrt{" * (MAX_DEPTH - 1) + "x" + "}" * (MAX_DEPTH - 1)
    assert inline(deep, plain=True) == "sqrt(" * (MAX_DEPTH - 1) + "x" + ")" * (MAX_DEPTH - 1)
    assert len(display(deep)) >= MAX_DEPTH - 1


def test_the_source_stands_in() -> None:
    assert inline_or_source("\\foo{가}\x1b[31m\n + 1") == "\\foo{가} [31m + 1"
    assert inline_or_source(r"\theta", plain=True) == "theta"
    assert display_or_source("\\foo{가}\n + 1") == ("\\foo{가} + 1",)
    assert display_or_source(r"\frac12") == display(r"\frac12")
    lines = display_or_source(r"\foo 학습 가능한 매개변수", width=11)
    assert {cell_len(line) for line in lines} <= set(range(12))
    assert "".join("".join(lines).split()) == r"\foo학습가능한매개변수"
    assert display_or_source("\\foo", width=0) == ("\\f", "oo")


@pytest.mark.parametrize("seed", [0, *map(also, (1, 2, 3))])
def test_any_input_gives_a_formula_or_a_clean_error(seed: int) -> None:
    random = Random(seed)
    outcomes = {True: 0, False: 0}
    for number in range(5000):
        latex = noise(random) if number % 10 else mutated(random) if number % 20 else formula(random, 4)
        try:
            text = inline.__wrapped__(latex, plain=bool(number % 2))
            assert "\n" not in text
            outcomes[True] += 1
        except TypesetError as error:
            assert error.reason in REASONS
            assert 0 <= error.position <= len(latex)
            outcomes[False] += 1
    assert min(outcomes.values()) > 500


def test_positions_are_in_the_source_that_the_error_carries() -> None:
    # Letters and their accents are joined before parsing, so positions count joined letters.
    with pytest.raises(TypesetError) as caught:
        parse("x\\foo")
    assert caught.value.source[caught.value.position :].startswith("\\foo")
    with pytest.raises(TypesetError) as joined:
        inline("e\u0301\\foo")
    assert joined.value.source[joined.value.position :] == "\\foo"


def test_digits_decide_nothing(thorough: bool) -> None:
    """On this rests that `lint` sets formulas that differ in their digits only once."""
    random, told = Random(3), set[bool]()
    for number in range(1500 if thorough else 600):
        latex = noise(random) if number % 3 == 0 else mutated(random) if number % 3 == 1 else formula(random, 3)
        results = []
        for one in (latex, re.sub("[0-9]", "0", latex)):
            try:
                inline(one), display(one)
                results.append("")
            except TypesetError as error:
                results.append(error.reason)
        assert results[0] == results[1], latex
        told.add(bool(results[0]))
    assert told == {True, False}
