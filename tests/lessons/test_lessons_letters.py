"""Names as a source gives them, in LaTeX."""

import pytest
from tutor.lessons.symbols import letters


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("w5", "w_{5}"),
        ("out_h1", "\\mathrm{out}_{\\mathrm{h1}}"),
        ("E_total", "\\text{E\\_total}"),
        ("apple_price", "\\text{apple\\_price}"),
        ("사과_값", "\\text{사과\\_값}"),
        ("x1w1", "\\mathrm{x1w1}"),
    ],
)
def test_a_name_in_latex(name: str, latex: str) -> None:
    assert letters(name) == latex
