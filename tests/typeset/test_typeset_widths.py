"""Every line as wide as the next, nothing lost when a formula is broken, nothing ambiguous in the plain form."""

from random import Random
from time import process_time
from unicodedata import east_asian_width, normalize

import pytest
from rich.cells import cell_len
from tutor.typeset.errors import TypesetError
from tutor.typeset.render import display, inline

from .typeset_kit import LESSON, OTHERS, formula, mutated

WIDTHS = (None, 2, 7, 16, 30, 60)


def letters(lines: tuple[str, ...]) -> list[str]:
    """What is not space, in no order."""
    return sorted("".join("".join(lines).split()))


def check(latex: str, plain: bool, width: int | None) -> None:
    """A formula's lines are of one width, and a narrow display holds all that a wide one does."""
    lines = display.__wrapped__(latex, plain, width)
    assert len({cell_len(line) for line in lines}) == 1
    assert all(line.isprintable() for line in lines)
    if width is not None:
        assert cell_len(lines[0]) <= width
        assert letters(lines) in (letters(display(latex, plain)), letters((inline(latex, plain),)))
    if normalize("NFC", latex).isascii() and plain:
        assert all(line.isascii() for line in lines)
        assert inline(latex, plain=True).isascii()


@pytest.mark.parametrize("latex", LESSON + OTHERS)
def test_every_formula_of_the_lesson_is_typeset(latex: str) -> None:
    for plain in (False, True):
        assert inline(latex, plain)
        for width in WIDTHS:
            check(latex, plain, width)


@pytest.mark.parametrize("latex", LESSON + OTHERS)
def test_the_plain_form_has_no_ambiguous_glyph(latex: str) -> None:
    lines = (inline(latex, plain=True), *display(latex, plain=True), *display(latex, plain=True, width=20))
    assert not [c for line in lines for c in line if east_asian_width(c) == "A"]


def test_typed_symbols_have_a_plain_form_too() -> None:
    assert inline("∂C/∂θ ≤ 2·x − 1 → ∞", plain=True) == "dC/dtheta <= 2 * x - 1 -> infinity"
    assert inline(r"\text{∂} ①", plain=True) == "∂①"


def test_random_formulas_keep_their_widths(thorough: bool) -> None:
    random, tried = Random(13), 800 if thorough else 400
    typeset = 0
    for number in range(tried):
        latex = mutated(random) if number % 3 == 0 else formula(random, random.randint(1, 4))
        try:
            check(latex, bool(number % 2), random.choice(WIDTHS))
            typeset += 1
        except TypesetError:
            pass
    assert typeset > 0.4 * tried


def test_hangul_is_two_cells_wide() -> None:
    assert display(r"\frac{가중치}{b}") == ("가중치", "──────", "  b   ")
    assert display(r"\hat{가}")[0] == inline(r"\hat{가}")
    assert cell_len(inline(r"\hat{가}")) == 2
    assert inline("\u1100\u1161") == "가"


def test_speed(capsys: pytest.CaptureFixture[str]) -> None:
    formulas = LESSON + OTHERS
    for typeset in (inline, display):
        begin = process_time()
        for latex in formulas:
            typeset.__wrapped__(latex)
        each = (process_time() - begin) / len(formulas)
        with capsys.disabled():
            print(f" {typeset.__name__}: {each * 1e3:.2f} ms a formula", end="")


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 4000,
        "a^b" * 1333,
        "x" + "'" * 3999,
        r"\frac12" * 571,
        r"\begin{aligned}" + r"a&b\\" * 700 + "x" * 300 + r"\end{aligned}",
        r"\left(" * 38 + "a+" * 1500 + r"\right)" * 38,
        r"\begin{pmatrix}" * 20 + r"a\\" * 60 + "&b" * 60 + r"\end{pmatrix}" * 20,
        r"\overline{" * 38 + "b" * 2000 + "}" * 38,
    ],
)
def test_the_worst_input_takes_bounded_time(latex: str) -> None:
    begin = process_time()
    check(latex, False, 40)
    assert process_time() - begin < 5
