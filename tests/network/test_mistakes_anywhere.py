"""Every mistake that makes sense on a network can be made there, whatever its parameters are like."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import default_rng
from tutor.mistakes.combining import combined
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.runs import LayeredNumbers
from tutor.network.architecture import Network
from tutor.network.layered_trace import trace

from tests.support.descending import descend

from .any_network import draw_any

CHAIN = Network((1, 1, 1), ("relu", "sigmoid"))


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_what_makes_sense_can_be_made(seed: int) -> None:
    drawn = draw_any(default_rng(seed))
    network, theta, x, y = drawn
    mistakes = mistakes_of(network, len(x))
    names = [parameter.name for parameter in network.parameters]
    still = [name in network.fixed for name in names]
    with np.errstate(all="ignore"):
        found = combined(LayeredNumbers(*drawn, 0.25), mistakes, [])
    assert found.answers.shape == (1 + len(mistakes), 1 + 2 * theta.size)
    for (mistake,), answers in zip(found.members[1:], found.answers[1:], strict=True):
        with np.errstate(all="ignore"):
            made = descend(network, theta, x, y, 0.25, rules=mistake.rules())
        together = np.concatenate([[made.cost], made.written_gradient, made.theta])
        np.testing.assert_allclose(together, answers, rtol=1e-9, atol=1e-9)
        if mistake.rule != "written_gradient":
            assert not made.gradient[still].any()
    if mistakes:
        one = mistakes[seed % len(mistakes)]
        trace(network, x.tolist(), y.tolist(), theta.tolist(), 0.25, rules=one.rules()).as_json()


@pytest.mark.parametrize(
    ("network", "right", "no_biases", "one_each"),
    [
        (CHAIN, 4, 2, 4),
        (Network((2, 3, 2), ("relu",) * 2), 17, 12, 14),
        (Network((2, 3, 2), ("relu",) * 2, bias="shared"), 14, 12, 14),
        (Network((2, 3, 2), ("relu",) * 2, bias="none"), 12, 12, 12),
        (Network((2, 3, 2), ("relu",) * 2, bias="shared", fixed=frozenset({"b1", "b2"})), 12, 12, 12),
        (Network((2, 3, 2), ("relu",) * 2, tied=(("w1[1,1]", "w1[2,1]"),)), 16, 11, 13),
    ],
)
def test_counts_are_of_what_is_learned(network: Network, right: int, no_biases: int, one_each: int) -> None:
    counted = {mistake.id: mistake.gives(network, 3) for mistake in COUNT}
    assert len(network.learned) == right
    assert counted["count.no-biases"] == no_biases
    assert counted["count.one-bias-per-layer"] == one_each
    assert counted["count.times-data"] == 3 * right
    assert counted["count.data-counted"] == right + network.widths[0] + network.widths[-1]
    assert counted["count.input-layer"] == right + (1 if no_biases == right else 2) * network.widths[0]
    assert counted["count.first-layer-missing"] == sum(one.layer == 2 for one in network.learned)
