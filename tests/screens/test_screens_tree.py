"""The tree grows as its nodes are answered, and stays at hand for the gradient."""

from itertools import pairwise
from pathlib import Path

import pytest
from tutor.network.graph import dependencies
from tutor.screens.problem import ProblemScreen
from tutor.widgets.tree_view import TreeView

from ..support.thorough import also
from .keys import CHAIN, WIDENED
from .screens_kit import NARROW, WIDE, Learner, seated


def drawing(at: Learner) -> list[str]:
    """The tree that is to be seen: where there is room it stands above the page, beside the network."""
    return [line for line in at.lines_of(tree_of(at)) if line]


def tree_of(at: Learner) -> TreeView:
    return next(tree for tree in at.app.screen.query(TreeView) if tree.region)


async def test_the_tree_grows_until_it_is_whole(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.C") as at:
        await at.until(lambda: drawing(at) == ["C ? ◀"])
        await at.answer("y a3", "b.a3")
        await at.until(lambda: drawing(at) == ["C ┬ y", "┗ a⁽³⁾ ? ◀"])
        for (_, text), (following, _) in pairwise(CHAIN[2:8]):
            await at.answer(text, following)
        await at.answer("w1 x b1", "")
        await at.until(lambda: len(drawing(at)) == 8)
        assert drawing(at)[-1].endswith("└ b⁽¹⁾")
        assert "?" not in "".join(drawing(at))


@pytest.mark.parametrize(
    ("name", "key", "size", "on"),
    [
        also("4.1", CHAIN, WIDE, "f8"),
        ("4.1", CHAIN, (60, 12), "enter"),
        also("4.2", WIDENED, WIDE, "enter"),
        ("4.2", WIDENED, NARROW, "f8"),
        also("4.2", WIDENED, (60, 12), "f8"),
    ],
)
async def test_the_whole_tree_stays_in_sight_until_the_learner_goes_on(
    tmp_path: Path, name: str, key: tuple[tuple[str, str], ...], size: tuple[int, int], on: str
) -> None:
    nodes = [(field, text) for field, text in key if field[0] == "b"]
    last, text = nodes[-1]
    async with seated(tmp_path, name, begin=last, solved=True, size=size) as at:
        await at.answer(text, "")
        await at.sees(at.say("stage.whole_tree"))
        tree = tree_of(at)
        await at.until(lambda: any("C ┬" in line for line in at.lines))
        assert tree.region.height >= len(nodes)
        await at.press("down", "f1", "escape", then="")
        assert tree_of(at) is tree
        await at.press(on, then="c")
    async with seated(tmp_path, name, size=size) as at:
        await at.press("f7", then="")
        await at.sees(at.say("stage.whole_tree"))
        await at.press("enter", then="c")


async def test_what_is_typed_at_the_whole_tree_lands_in_the_next_field(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        at.post("f8")
        for number, (_, text) in enumerate(CHAIN[1:9]):
            at.post(*text, *(["enter"] if number < 7 else []))
        await at.until(lambda: at.field == "c" and at.typed == "366")


async def test_a_letter_at_the_whole_tree_leads_past_nothing(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.z1", solved=True, size=NARROW) as at:
        await at.answer("w1 x b1", "")
        await at.sees(at.say("stage.whole_tree"))
        await at.press("n", "?")
        assert at.field == ""
        await at.press("enter", then="c")
        assert at.typed == ""


async def test_from_the_whole_tree_enter_leads_to_what_is_open(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="e.w1", solved=True) as at:
        await at.press(*["f7"] * 4, then="")
        await at.until(lambda: at.say("command.leave_tree") in at.footer)
        await at.press("enter", then="e.w1")


async def test_of_what_is_missing_or_too_much_is_said_how_many(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.z3", solved=True) as at:
        for typed, missing, extra in (("w3 b3", 1, 0), ("w3 a2 b3 x", 0, 1), ("w3 b2", 2, 1)):
            await at.answer(typed)
            await at.until(lambda: at.verdict == "wrong")
            kind = "both_further" if missing and extra else "missing" if missing else "extra_further"
            told = at.say(f"mark.tree_{kind}", node="z⁽³⁾", missing=missing, extra=extra, further=extra)
            await at.until(lambda told=told: at.note == told)  # type: ignore[misc]
            assert "a⁽²⁾" not in told
            assert at.field == "b.z3"


async def test_both_units_of_a_wide_layer_open(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", begin="b.a1[1]", solved=True, size=NARROW) as at:
        await at.until(lambda: sum("?" in line for line in drawing(at)) == 2)
        await at.press("down", then="b.a1[2]")
        await at.answer("z1[2]", "b.z1[2]")
        assert at.cursor_is_in_sight()


async def test_the_path_to_the_partial_derivative_is_lit(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="d.w3", solved=True) as at:
        await at.lead_to("d.w1")
        await at.until(lambda: "w⁽¹⁾ ◀" in "".join(drawing(at)))
        assert "w⁽¹⁾ ◀" in "".join(drawing(at))
        assert "".join(drawing(at)).count("━") == 3
        await at.press("down", "down", then="d.w2")
        await at.until(lambda: "w⁽²⁾ ◀" in "".join(drawing(at)))
        assert "w⁽¹⁾ ◀" not in "".join(drawing(at))
        await at.press("down", "down", then="d.w3")
        await at.until(lambda: "w⁽³⁾ ◀" in "".join(drawing(at)))
        assert "".join(drawing(at)).count("━") == 1


async def test_the_tree_in_the_gradient_shows_no_more_than_was_grown(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.C") as at:
        await at.answer("a3 y", "b.a3")
        await at.press("f8", then="c")
        await at.press("f8", then="d.w1")
        assert drawing(at) == ["C ┬ y", "┗ a⁽³⁾"]


async def test_in_a_drill_the_whole_tree_stays_too_and_enter_leads_on(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="bp1:whole-chain:17eb") as at:
        assert isinstance(at.app.screen, ProblemScreen)
        tree = dependencies(at.app.screen.problem.graph)
        await at.press("f8")
        for node, below in tree.items():
            await at.until(lambda node=node: at.field == f"b.{node}")  # type: ignore[misc]
            await at.answer(" ".join(below))
        await at.sees(at.say("stage.whole_tree"))
        assert at.field == ""
        assert at.say("command.leave_tree") in at.footer
        await at.press("enter", then="c")
