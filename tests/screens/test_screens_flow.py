"""The flow on its screen: as far as the values are the learner's own, step by step, at any data point."""

from pathlib import Path

import pytest
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.arrays import mistakes_on
from tutor.screens.flow import FlowScreen
from tutor.screens.parting import PartingScreen
from tutor.screens.problem import ProblemScreen
from tutor.session.parting import partings
from tutor.widgets.network_view import NetworkDrawing, NetworkView

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import also
from .flow_kit import has_work
from .screens_kit import NARROW, WIDE, Learner, in_view, seated


def screen_of(at: Learner) -> FlowScreen:
    return in_view(at, FlowScreen)


async def open_flow(at: Learner) -> None:
    await has_work(at)
    await at.press("f12")
    await at.until(lambda: isinstance(at.app.screen, FlowScreen) and bool(at.app.screen.query(NetworkView)))


async def test_before_c_nothing_flows(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "ab", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await has_work(at)
        await at.press("f12")
        assert not isinstance(at.app.screen, FlowScreen)


@pytest.mark.parametrize(("stages", "last"), [("abc", "C₁"), ("abcde", "∂C")])
async def test_it_goes_as_far_as_the_learner_has_come(tmp_path: Path, clock: Clock, stages: str, last: str) -> None:
    work(tmp_path, problem_of("4.1"), stages, clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await open_flow(at)
        assert "z⁽¹⁾ = w⁽¹⁾" in at.screen
        await at.press("end")
        await at.sees(last)
        assert (at.say("flow.coming") in " ".join(at.screen.split())) == ("d" not in stages)
        phases = {step.phase for step in screen_of(at)._steps}
        assert phases == ({"forward"} if "d" not in stages else {"forward", "back", "parameter", "sum"})


async def test_keys_go_step_by_step_and_back(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abcde", clock)
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await open_flow(at)
        await at.press("right", "right")
        await at.sees("z⁽²⁾ = w⁽²⁾ ⋅ a⁽¹⁾")
        await at.press("left")
        await at.sees("a⁽¹⁾ = ρ(z⁽¹⁾)")
        await at.press("down")
        await at.sees("ρ(5) = 5")
        await at.press("escape")
        await at.until(lambda: not isinstance(at.app.screen, FlowScreen))
        assert isinstance(at.app.screen, ProblemScreen)


async def test_it_plays_and_stops_by_itself(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.screens.flow.PACE", 0.01)
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await open_flow(at)
        await at.press("space")
        await at.sees("C₁ = (a⁽³⁾ − y)²")
        await at.until(lambda: screen_of(at)._playing is None)
        before = at.screen.partition(at.say("flow.before"))[2]
        assert before.index("z⁽¹⁾ = w⁽¹⁾ ⋅ x") < before.index("a⁽³⁾ = ρ(z⁽³⁾)"), "in the order of finding"
        await at.resize(*NARROW)
        await at.until(lambda: "z⁽¹⁾ = w⁽¹⁾ ⋅ x" not in at.screen and "a⁽³⁾ = ρ(z⁽³⁾)" in at.screen)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("4.2", NARROW),
        ("rnn-bptt", WIDE),
        *(also(name, size) for name, size in [("4.2", WIDE), ("rnn-bptt", NARROW)]),
        *(also(name, size) for name in ("mazur", "softmax-regression") for size in (NARROW, WIDE)),
    ],
)
async def test_what_is_looked_at_is_in_sight(tmp_path: Path, clock: Clock, name: str, size: tuple[int, int]) -> None:
    problem = problem_of(name)
    work(tmp_path, problem, "abcde", clock)
    async with seated(tmp_path, name, size=size) as at:
        await open_flow(at)
        for _ in screen_of(at)._steps:
            await at.until(lambda: is_in_sight(at))
            await at.press("right")


def is_in_sight(at: Learner) -> bool:
    """Whether as much of what is looked at is seen as there is room for; a sum is looked at where its parameter is."""
    view, drawing = at.app.screen.query_one(NetworkView), at.app.screen.query_one(NetworkDrawing)
    here = drawing.here
    if here is None:
        return True
    there = here.translate(drawing.region.offset)
    fits = here.width <= view.region.width and here.height <= view.region.height
    return view.region.contains_region(there) if fits else view.region.overlaps(there)


async def test_it_speaks_the_language_of_now(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", size=WIDE, language="ko") as at:
        await open_flow(at)
        await at.sees("계산의 흐름")
        await at.press("f9")
        await at.sees("The flow")


async def test_where_two_runs_part_is_in_sight_from_the_beginning(tmp_path: Path) -> None:
    problem = problem_of("rnn-bptt")
    async with seated(tmp_path, None, size=NARROW) as at:
        mistake = next(one for one in mistakes_on(problem) if one.id == "graph.product-own-factor")
        found = partings(problem, Hypothesis((mistake,)))
        assert found[0].first is not None
        await at.app.push_screen(PartingScreen(at.app.shared, problem, "", found))
        drawing = at.app.screen.query_one(NetworkDrawing)
        assert found[0].first[1] in drawing.marks.here
        await at.until(lambda: at.app.screen.query_one(NetworkView).scroll_y > 0 and is_in_sight(at))
        await at.resize(*WIDE)
        await at.until(lambda: is_in_sight(at))
