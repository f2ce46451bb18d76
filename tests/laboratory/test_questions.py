"""What the laboratory asks: which problems it is asked of, and what is right."""

from fractions import Fraction

from tutor.laboratory.experiment import Experiment
from tutor.laboratory.questions import Question, questions

from tests.support.course import problem_of

from ..support.problems import make


def asked(name: str) -> dict[str, Question]:
    return {one.name: one for one in questions(Experiment(problem_of(name)))}


def test_why_every_unit_dies() -> None:
    found = asked("4.1")
    assert list(found) == ["largest", "last", "stuck", "rate", "least", "reach"]
    # At x = 1, the smallest input: z1 = −43.6 · 1 − 5.8.
    assert found["largest"].is_right(Fraction("-49.4"))
    assert not found["largest"].is_right(Fraction("49.4"))
    assert not found["largest"].is_right(Fraction("-441.8"))
    # Nothing comes out of layer 1: z2 = z3 = −5.8, their biases, and so every z is below 0.
    assert found["last"].is_right(Fraction("-5.8"))
    assert found["last"].about["every"]
    assert found["stuck"].is_right("closed")
    assert not found["stuck"].is_right("lowest")


def test_which_rate_would_not_have_killed_them() -> None:
    rate = asked("4.1")["rate"]
    assert rate.is_right(Fraction("0.0001"))
    assert rate.is_right(Fraction("0.001"))
    for wrong in ("0.1", "1", "0", "-0.001"):
        assert not rate.is_right(Fraction(wrong))


def test_one_closed_layer_with_the_last_one_open_is_not_asked_about() -> None:
    """Its last layer has no gates: the biases behind the closed layer move on."""
    dying = make((1, 1, 1), ("relu", "identity"), ((3, 1),), (1, 0, 1, 0), "0.5")
    after = dying.moved.trace
    assert after.at("z1", 1) < 0
    assert after.gradient["b2"] != 0
    assert "largest" not in {one.name for one in questions(Experiment(dying))}


def test_equal_units_stay_equal() -> None:
    found = asked("4.2")
    assert list(found) == ["largest", "last", "stuck", "rate", "gap", "alike", "least", "reach"]
    assert found["last"].is_right(1 - Fraction("0.1") * 2 * (3 + 17)), "its bias, from r = 3 and 17"
    assert found["gap"].is_right(Fraction(0))
    assert not found["gap"].is_right(Fraction(1, 100))


def test_what_is_out_of_reach_costs_its_square_at_the_least() -> None:
    assert asked("4.1")["least"].is_right(Fraction(36))
    assert not asked("4.1")["least"].is_right(Fraction(0))


def test_nothing_is_asked_that_is_not_so() -> None:
    assert questions(Experiment(make((1, 2, 1), "tanh", eta="0.001", theta=(1, 2, 3, 4, 5, 6, 7)))) == ()
    assert questions(Experiment(problem_of("cs231n-graph"))) == ()
    assert questions(Experiment(problem_of("mazur"))) == ()
    small = {one.name for one in questions(Experiment(make(eta="0.0001")))}
    assert small == {"least", "reach"}
