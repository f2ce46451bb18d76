"""What is typed in the laboratory: read as η, as values of θ, or as a way to draw it; or refused with a reason."""

import numpy as np
import pytest
from tutor.laboratory.entry import EntryError, taken
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.initial import initial
from tutor.laboratory.state import Lab
from tutor.laboratory.theorem import Theorem, typed

from tests.support.course import problem_of

from .test_state import begun


@pytest.mark.parametrize(("text", "rate"), [("0.01", 0.01), ("1/4", 0.25), ("eta = 2e-3", 0.002), ("η = 0.5", 0.5)])
def test_a_number_alone_is_eta(text: str, rate: float) -> None:
    lab = begun("4.2").step()
    after = taken(lab, text)
    assert after.rate == pytest.approx(rate)
    assert after.path is lab.path, "the way so far stays"


def test_values_by_name_begin_a_new_path() -> None:
    after = taken(begun("4.2").step(), "w1_21 = 4, b2 = -1/2, eta = 1")
    np.testing.assert_allclose(after.theta[[1, 6]], [4, -0.5])
    assert (after.at, after.rate) == (0, 1)
    whole = taken(begun("4.1"), "θ = (1, 2, 3, 4, 5, 6)")
    assert whole.theta.tolist() == [1, 2, 3, 4, 5, 6]


def test_theta_is_drawn_with_a_seed() -> None:
    experiment = Experiment(problem_of("4.2"))
    after = taken(Lab.begin(experiment), "He 7")
    np.testing.assert_array_equal(after.theta, initial(experiment, "he", 7))
    assert taken(Lab.begin(experiment), "ones").theta.tolist() == [1] * 7


def test_hangul_mode_can_stay_on() -> None:
    """`he 7`, `w1_11 = 4` and `x*sin(x)`, with the keyboard in Hangul mode."""
    lab = begun("4.2")
    np.testing.assert_array_equal(taken(lab, "ㅗㄷ 7").theta, taken(lab, "he 7").theta)
    assert taken(lab, "ㅈ1_11 = 4, ㄷㅅㅁ = 1").theta[0] == 4
    assert typed(Theorem(), "ㅌ*냐ㅜ(ㅌ); 0; 6").target.text == "x*sin(x)"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("eta = 0", "laboratory.no_rate"),
        ("-1", "laboratory.no_rate"),
        ("w9 = 1", "laboratory.no_parameter"),
        ("θ = (1, 2)", "laboratory.wrong_count"),
        ("w1 =", "unreadable.missing_operand"),
        ("1e400", "unreadable.too_large"),
        ("__import__('os')", "unreadable.unexpected"),
        ("up 3", "unreadable"),
    ],
)
def test_what_can_not_be_taken_is_said_why(text: str, key: str) -> None:
    with pytest.raises(EntryError) as raised:
        taken(begun("4.1"), text)
    assert raised.value.message.key.startswith(key)


def test_a_graph_has_no_rule_of_he() -> None:
    with pytest.raises(EntryError):
        taken(begun("cs231n-graph"), "he 7")
