"""The laboratory as a value: steps, back, η, θ, what lies along η and in a slice."""

import numpy as np
import pytest
from tutor.laboratory import state
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.initial import WAYS, initial, ways
from tutor.laboratory.looking import along, reach, slice_of
from tutor.laboratory.state import Lab

from tests.support.course import problem_of

from ..support.problems import make


def begun(name: str) -> Lab:
    return Lab.begin(Experiment(problem_of(name)))


@pytest.mark.parametrize("name", ["4.1", "4.2", "mazur", "softmax-regression", "cs231n-graph"])
def test_a_step_is_the_one_of_the_trace(name: str) -> None:
    lab = begun(name).with_rate(float(problem_of(name).learning_rate) or 0.1)
    updated = problem_of(name).trace.updated if problem_of(name).makes_step else None
    after = lab.step()
    if updated is not None:
        np.testing.assert_allclose(after.theta, [float(updated[one]) for one in lab.experiment.names])
    np.testing.assert_allclose(after.theta, lab.next_theta)
    assert after.cost == pytest.approx(lab.next_cost)
    assert (lab.at, after.at) == (0, 1), "nothing changes what was there"


def test_many_steps_are_as_many_single_ones() -> None:
    lab = begun("4.1").with_rate(0.0001)
    one_by_one = lab
    for _ in range(20):
        one_by_one = one_by_one.step()
    np.testing.assert_allclose(lab.step(20).path, one_by_one.path)
    assert lab.step(20).costs.tolist() == sorted(lab.step(20).costs, reverse=True)


def test_back_and_another_way() -> None:
    lab = begun("4.1").with_rate(0.0001).step(10).back(4)
    assert lab.at == 6
    assert len(lab.path) == 11, "what was there is still to be seen"
    again = lab.with_rate(0.0002).step()
    assert (again.at, len(again.path)) == (7, 8)
    assert lab.back(99).at == 0


def test_the_step_of_the_lesson_kills_every_unit() -> None:
    lab = begun("4.1").step()
    assert lab.is_still
    assert not lab.alive[1].any()
    assert lab.step(50).cost == lab.cost == 50


def test_a_path_ends_where_numbers_end_and_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "MOST_STEPS", 500)
    grown = Lab.begin(Experiment(make((1, 1), "identity", eta=10))).step(500)
    assert np.isfinite(grown.path).all()
    assert not grown.step().at > grown.at + 1
    assert grown.at < 500
    assert begun("4.1").with_rate(1e-9).step(505).at == 500


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
def test_what_is_no_rate_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        begun("4.1").with_rate(rate)


def test_the_slider_goes_by_notches_and_ends() -> None:
    lab = begun("4.1")
    assert lab.turned(1).rate == pytest.approx(0.1 * 10 ** (1 / 20))
    assert lab.turned(999).rate == pytest.approx(1.0)
    assert lab.turned(-999).rate == pytest.approx(1e-5)
    assert lab.with_rate(0.0123).turned(0).rate == pytest.approx(0.0123, rel=0.06)


@pytest.mark.parametrize("name", ["4.1", "4.2"])
def test_a_unit_lives_before_its_death_and_not_after(name: str) -> None:
    lab = begun(name)
    deaths = along(lab).deaths
    assert deaths.keys() <= set(lab.experiment.landscape.gated)
    assert deaths
    for unit, rate in deaths.items():
        k = lab.experiment.landscape.gated.index(unit)
        assert not lab.with_rate(rate).next_alive[k]
        assert lab.with_rate(rate * 0.9999).next_alive[k]


def test_the_cost_along_the_slider() -> None:
    lab = begun("4.2")
    seen = along(lab)
    for k in (0, 40, 80, 100):
        assert seen.costs[k] == pytest.approx(lab.with_rate(float(seen.rates[k])).next_cost)


def test_a_slice_is_the_cost_at_each_of_its_places() -> None:
    lab = begun("4.2").with_rate(0.001).step(3)
    seen = slice_of(lab, 2, 5, (7, 11))
    assert seen.costs.shape == (7, 11)
    for row, column in ((0, 0), (3, 5), (6, 10)):
        names = lab.experiment.names
        there = lab.experiment.changed(lab.theta, {names[2]: seen.x[column], names[5]: seen.y[row]})
        assert seen.costs[row, column] == pytest.approx(lab.with_theta(there).cost)
    low, high = reach(lab, 2)
    assert low < lab.path[:, 2].min() <= lab.path[:, 2].max() < high


def test_a_slice_that_needs_much_room_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = begun("4.2")
    whole, deaths = slice_of(lab, 0, 1, (8, 9)).costs, along(lab).deaths
    monkeypatch.setattr("tutor.laboratory.looking.MOST_NUMBERS", 1)
    np.testing.assert_array_equal(slice_of(lab, 0, 1, (8, 9)).costs, whole)
    assert along(lab).deaths == deaths


def test_theta_is_drawn_by_the_seed() -> None:
    experiment = Experiment(problem_of("4.2"))
    assert ways(experiment) == WAYS
    for way in ("small", "he"):
        first = initial(experiment, way, 1)
        np.testing.assert_array_equal(first, initial(experiment, way, 1))
        assert not np.array_equal(first, initial(experiment, way, 2))
    assert initial(experiment, "ones", 1).tolist() == [1] * 7
    biases = [k for k, name in enumerate(experiment.names) if name[0] == "b"]
    assert not initial(experiment, "he", 3)[biases].any()
    fixed = Experiment(problem_of("mazur"))
    kept = ~fixed.landscape.learned
    np.testing.assert_array_equal(initial(fixed, "small", 1)[kept], fixed.start[kept])


def test_only_some_have_a_curve() -> None:
    assert Experiment(problem_of("4.1")).has_curve
    for name in ("mazur", "cs231n-graph", "softmax-regression"):
        assert not Experiment(problem_of(name)).has_curve
    experiment = Experiment(problem_of("4.1"))
    curve = experiment.curves(experiment.start[None])[0]
    np.testing.assert_allclose(curve, np.maximum(np.maximum(np.maximum(experiment.curve_x + 1, 0) + 1, 0) + 1, 0))
    with pytest.raises(KeyError):
        experiment.changed(experiment.start, {"w9": 1})
