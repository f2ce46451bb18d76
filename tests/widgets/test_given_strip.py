"""What of the problem stays in sight: a formula's lines end where those of formulas in prose do."""

from textual.geometry import Size
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words
from tutor.widgets.given_strip import MOST, GivenStrip
from tutor.widgets.screen_naming import ScreenNaming

from tests.support.course import problem_of


def strip_at_cost(name: str) -> GivenStrip:
    """The strip of a problem at (c)."""
    strip = GivenStrip(problem_of(name), ScreenNaming(read_words(content_folder(), "en")))
    strip.show("c")
    return strip


def test_a_cost_breaks_between_its_terms() -> None:
    lines = strip_at_cost("cs231n-two-layer").lines_at(47)
    assert lines[-2:] == ["L(θ) = (−y₁ ln a⁽²⁾₁) + (−y₂ ln a⁽²⁾₂) +", "(−y₃ ln a⁽²⁾₃)"]


def test_what_is_too_long_breaks_in_as_few_brackets_as_can_be_and_says_that_there_is_more() -> None:
    strip = strip_at_cost("ex4-test-case")
    lines = strip.lines_at(76)
    assert lines[-2:] == [
        "J(θ) = (1/3) ∑ᵢ₌₁³ [(−y₁,ᵢ ln a⁽²⁾₁,ᵢ − (1 − y₁,ᵢ) ln(1 − a⁽²⁾₁,ᵢ)) +",
        "(−y₂,ᵢ ln a⁽²⁾₂,ᵢ − (1 − y₂,ᵢ) ln(1 − a⁽²⁾₂,ᵢ)) + …",
    ]
    assert strip.get_content_height(Size(76, 40), Size(76, 40), 76) == len(lines) == MOST
