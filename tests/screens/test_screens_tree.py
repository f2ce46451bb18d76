"""The tree grows as its nodes are answered, and stays at hand for the gradient."""

from pathlib import Path

from tutor.widgets.tree_view import TreeView

from .keys import CHAIN, WIDENED
from .screens_kit import NARROW, Learner, seated


async def answer(at: Learner, key: tuple[tuple[str, str], ...], first: str, last: str) -> None:
    """Answer the fields of a key from one to another."""
    names = [name for name, _ in key]
    for number in range(names.index(first), names.index(last) + 1):
        await at.answer(key[number][1], names[number + 1])


def drawing(at: Learner) -> list[str]:
    return [line for line in at.lines_of(at.app.screen.query_one(TreeView)) if line]


async def test_the_tree_grows_until_it_is_whole(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.answer("6", "b.C")
        assert drawing(at) == ["C ?"]
        await at.answer("y a3", "b.a3")
        assert drawing(at) == ["C ┬ y", "└ a⁽³⁾ ?"]
        await answer(at, CHAIN, "b.a3", "b.z1")
        await at.press("f7", then="")
        await at.until(lambda: len(drawing(at)) == 8)
        assert drawing(at)[-1].endswith("└ b⁽¹⁾")
        assert "?" not in "".join(drawing(at))


async def test_what_is_missing_or_too_much_is_named(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await answer(at, CHAIN, "a", "b.a3")
        for typed, missing, extra in (("w3 b3", "a⁽²⁾", ""), ("w3 a2 b3 x", "", "x"), ("w3 b2", "a⁽²⁾, b⁽³⁾", "b⁽²⁾")):
            await at.answer(typed)
            await at.until(lambda: at.verdict == "wrong")
            kind = "both" if missing and extra else "missing" if missing else "extra"
            told = at.say(f"mark.tree_{kind}", node="z⁽³⁾", missing=missing, extra=extra)
            await at.until(lambda told=told: at.note == told)  # type: ignore[misc]
            assert at.place == "b.z3"


async def test_both_units_of_a_wide_layer_open(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", size=NARROW) as at:
        await answer(at, WIDENED, "a", "b.z2")
        await at.until(lambda: sum("?" in line for line in drawing(at)) == 2)
        await at.press("down", then="b.a1[2]")
        await at.answer("z1[2]", "b.z1[2]")
        assert at.cursor_is_in_sight()


async def test_the_path_to_the_partial_derivative_is_lit(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await answer(at, CHAIN, "a", "c")
        assert "w⁽¹⁾ ◀" in "".join(drawing(at))
        assert "".join(drawing(at)).count("━") == 3
        await at.press("down", "down", then="d.w2")
        await at.until(lambda: "w⁽²⁾ ◀" in "".join(drawing(at)))
        assert "w⁽¹⁾ ◀" not in "".join(drawing(at))
        await at.press("down", "down", then="d.w3")
        await at.until(lambda: "w⁽³⁾ ◀" in "".join(drawing(at)))
        assert "".join(drawing(at)).count("━") == 1


async def test_the_tree_in_the_gradient_shows_no_more_than_was_grown(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.press("f8", then="b.C")
        await at.answer("a3 y", "b.a3")
        await at.press("f8", then="c")
        await at.press("f8", then="d.w1")
        assert drawing(at) == ["C ┬ y", "┗ a⁽³⁾"]
