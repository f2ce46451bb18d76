"""Broken down: a table marked cell by cell, whose sum goes into the field."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.journal.records import Entry
from tutor.lessons.breakdown import breakdown, value_of
from tutor.lessons.chain import chain_typed, has_chain
from tutor.lessons.languages import Language
from tutor.lessons.stages import parse_field
from tutor.session.given import right_text
from tutor.session.record_names import record_name
from tutor.session.status import Status
from tutor.widgets.breakdown_view import StepTable

from tests.support.course import lesson_of, problem_of
from tests.support.problems import make

from ..support.clock import Clock
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated


def table(at: Learner) -> list[str]:
    """The rows of the table on the screen, without its heading."""
    return at.lines_of(at.app.screen.query_one(StepTable))[1:]


def shown_table(at: Learner) -> list[str]:
    """The lines of the table, none while it is hidden."""
    return [line for one in at.app.screen.query(StepTable) if one.display for line in at.lines_of(one)]


@pytest.mark.parametrize(
    ("cost", "begin", "total", "then"),
    [
        also("sum-of-squares", "c", "4 + 1", ""),
        ("mean-of-squares", "c", "(4 + 1)/2", ""),
        ("sum-of-squares", "d.w1", "4 + 4", "d.b1"),
    ],
)
async def test_cell_by_cell_to_the_sum_which_is_marked(
    tmp_path: Path, cost: str, begin: str, total: str, then: str
) -> None:
    problem = make((1, 1), data=((1, 2), (2, 6)), theta=(3, 1), cost=cost)
    field = parse_field(begin)
    cells = list(breakdown(problem, field).cells())
    async with seated(tmp_path, problem, begin=begin) as at:
        if has_chain(field):
            await at.press("f3", then=f"{field}/chain")
            await at.answer(chain_typed(problem, field), str(cells[0]))
        else:
            await at.press("f3", then=str(cells[0]))
        for cell, following in pairwise(cells):
            await at.answer(str(value_of(problem, cell)), str(following))
        await at.answer(str(value_of(problem, cells[-1])))
        await at.until(lambda: at.sitting.status(field) is Status.RIGHT)
        answer = at.sitting.answers[field]
        assert (answer.text, answer.attempts) == (total, 1)
        await at.until(lambda: at.field == then)
        comes_to = f"{total} = {right_text(problem, field)}"
        if then:
            assert any(comes_to in line for line in at.lines)
            return
        await at.sees(at.say("stage.carried"), comes_to)
        await at.press("enter", then="chain.w1")


async def test_a_step_of_the_update(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="e.w1", size=NARROW) as at:
        await at.press("f3", then="e.w1/step")
        await at.answer("0.1*446", "e.b1")
        assert at.sitting.answers[parse_field("e.w1")].text == "1 − 44.6"
        assert at.sitting.status(parse_field("e.w1")) is Status.RIGHT


async def test_a_wrong_cell_is_marked_alone_and_arrows_keep_what_is_typed(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="c") as at:
        await at.press("f3", then="c/z1@1")
        await at.answer("2", "c/a1@1")
        await at.answer("1")
        await at.until(lambda: at.verdict == "wrong")
        assert at.field == "c/a1@1"
        assert "2 ✓" in table(at)[0]
        assert "[1]✗" in table(at)[0]
        assert at.sitting.status(parse_field("c")) is Status.OPEN, "the field itself was not answered"
        await at.replace("12")
        await at.press("down", then="c/a1@2")
        assert at.typed == ""
        await at.press("up", then="c/a1@1")
        assert at.typed == "12"
        await at.press("up", then="c")


async def test_folding_and_opening_again_by_a_key_that_says_what_it_does_now(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="c") as at:
        assert at.say("command.break_down") in at.footer
        await at.press("f3", then="c/z1@1")
        await at.until(lambda: at.say("command.fold") in at.footer)
        assert at.say("command.break_down") not in at.footer
        await at.answer("2", "c/a1@1")
        await at.press("f3", then="c")
        await at.until(lambda: at.say("command.break_down") in at.footer)
        assert not at.app.screen.query(StepTable)
        await at.press("f3", then="c/a1@1")
        assert "2 ✓" in table(at)[0]


@pytest.mark.parametrize("size", [NARROW, also(WIDE)])
async def test_the_chain_comes_before_the_table(tmp_path: Path, size: tuple[int, int]) -> None:
    async with seated(tmp_path, "4.1", begin="d.w1", size=size) as at:
        await at.press("f3", then="d.w1/chain")
        assert at.cursor_is_in_sight()
        assert not shown_table(at), "its heads would tell the chain"
        assert "2r" not in at.screen
        await at.type("g3 w3 x b1")
        await at.until(lambda: "g⁽³⁾, w⁽³⁾, x, b⁽¹⁾" in at.note)
        await at.press("enter")
        await at.until(lambda: at.verdict == "wrong")
        assert at.note == at.say("chain.both", lacking=4, surplus=1)
        assert not shown_table(at)
        await at.press("down", then="d.b1")
        await at.press("up", then="d.w1/chain")
        await at.answer("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1")
        assert len(shown_table(at)) > 4
        await at.until(lambda: at.app.screen.can_view_entire(at.app.screen.query_one(StepTable)))
        assert at.cursor_is_in_sight()
        assert "2r (i = 1) =" in at.cursor_line
        await at.press("f3", then="d.w1")
        await at.press("f3", then="d.w1/dC/da3@1")
        assert shown_table(at), "the chain is asked once"


async def test_the_chain_comes_back_with_what_was_typed(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="d.w1", size=NARROW) as at:
        await at.press("f3", then="d.w1/chain")
        await at.type("2r g3")
        await at.quit()
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.until(lambda: bool(at.app.screen.query(StepTable)))
        await at.press("down", then="d.w1/chain")
        assert at.typed == "2r g3"
        await at.answer("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1")
        await at.answer("4", "d.w1/da3/dz3@1")
        await at.quit()
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.until(lambda: bool(shown_table(at)))
        await at.press("down", then="d.w1/da3/dz3@1")


@pytest.mark.parametrize("language", ["ko", also("en")])
async def test_each_cell_has_hints_of_its_own(tmp_path: Path, language: Language) -> None:
    async with seated(tmp_path, "4.1", begin="c", size=NARROW, language=language) as at:
        await at.press("f3", then="c/z1@1")
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=1), "z⁽¹⁾ = w⁽¹⁾ ⋅ x + b⁽¹⁾")
        assert at.cursor_is_in_sight()
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        assert "1 ⋅ 1 + 1 = 2" not in at.screen
        await at.press("f2")
        await at.sees("1 ⋅ 1 + 1 = 2")
        await at.press("f2")
        await at.sees(at.say("hint.no_more"))
        await at.answer("2", "c/a1@1")
        assert at.say("hint.heading", number=1) not in at.screen, "these belong to another cell"
        await at.press("f2")
        await at.sees("a⁽¹⁾ = ρ(z⁽¹⁾)")
        assert at.sitting.hint_levels == {parse_field("c/z1@1"): 2, parse_field("c/a1@1"): 1}
        kinds = [(e.field, e.kind) for e in at.journal.entries(record_name(lesson_of("4.1"))) if e.kind != "visit"]
        assert kinds[-4:] == [("c/z1@1", "hint"), ("c/z1@1", "reveal"), ("c/z1@1", "attempt"), ("c/a1@1", "hint")]
        await at.quit()
    async with seated(tmp_path, "4.1", size=NARROW, language=language) as at:
        await at.until(lambda: bool(at.app.screen.query(StepTable)))
        await at.press("down", then="c/a1@1")
        assert [prose.display for prose in at.app.screen.query(".steps--hints")] == [True]


async def test_a_wrong_cell_is_explained_right_under_it(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="c", size=NARROW) as at:
        await at.press("f3", then="c/z1@1")
        for value in "223344":
            await at.answer(value)
        await at.until(lambda: at.field == "c/r@1")
        await at.press("f2")
        await at.answer("6")
        await at.sees(at.say("mistake.cost.target-added"))
        assert at.cursor_is_in_sight()
        lines = at.lines
        said = next(k for k, line in enumerate(lines) if at.say("mistake.cost.target-added") in line)
        hint = next((k for k, line in enumerate(lines) if at.say("hint.heading", number=1) in line), len(lines))
        assert lines.index(at.cursor_line) < said < hint
        await at.answer("2", "c/squares@1")
        await at.until(lambda: at.say("mistake.cost.target-added") not in at.screen)


async def test_the_chain_has_a_ladder_of_its_own_and_its_last_hint_is_asked_for_twice(tmp_path: Path) -> None:
    chain = "2r g3 w3 g2 w2 g1 x"
    async with seated(tmp_path, "4.1", begin="d.w1") as at:
        await at.press("f3", then="d.w1/chain")
        for number in (1, 2):
            await at.press("f2")
            await at.sees(at.say("hint.heading", number=number))
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        assert chain not in at.screen
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=3))
        await at.until(lambda: chain in at.screen)
        await at.answer(chain, "d.w1/dC/da3@1")
        assert chain not in at.screen
        assert at.sitting.hint_levels == {parse_field("d.w1/chain"): 3}


async def test_a_table_that_was_open_before_there_was_a_chain_is_still_there(tmp_path: Path) -> None:
    problem = lesson_of("4.1")
    clock = Clock()
    with open_journal(tmp_path, clock) as journal:
        was = Entry(record_name(problem), "d.w1", "breakdown", "", None, {"open": True}, "en", clock())
        journal.record(was)
        journal.record(replace(was, kind="visit", detail={}, at=clock()))
    async with seated(tmp_path, "4.1", clock=clock) as at:
        await at.until(lambda: bool(shown_table(at)))
        await at.press("down", then="d.w1/dC/da3@1")


async def test_paths_that_part_have_rows_of_their_own(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", begin="d.w1[1,1]", size=NARROW) as at:
        await at.press("f3")
        await at.until(lambda: "/" in at.field)
        assert at.cursor_is_in_sight()


@pytest.mark.parametrize("size", [NARROW, also(WIDE)])
async def test_fields_of_other_kinds_have_no_sub_steps(tmp_path: Path, size: tuple[int, int]) -> None:
    async with seated(tmp_path, "4.1", size=size) as at:
        assert "F3" not in at.footer
        await at.press("f3")
        assert at.field == "a"
        await at.press("f8", "f8", then="c")
        assert "F3" in at.footer


@pytest.mark.parametrize(("begin", "field", "cell"), [("d.w1", "d.w1/da3/dz3@1", 1), ("c", "c/squares@1", 7)])
async def test_a_sub_step_has_one_name(tmp_path: Path, begin: str, field: str, cell: int) -> None:
    """Its column, the line to answer in, what explains it, and what leads to it say the same."""
    async with seated(tmp_path, begin=begin, size=(200, 60)) as at:
        await at.press("f3")
        if has_chain(parse_field(begin)):
            await at.answer(chain_typed(at.sitting.problem, parse_field(begin)))
        await at.until(lambda: bool(shown_table(at)))
        steps = at.app.screen.query_one(StepTable)
        place = parse_field(field)
        heading = breakdown(at.sitting.problem, place.parent).columns[cell].heading
        name = at.app.naming.math(heading)
        at.app.screen.query_one("BreakdownView").go(place)  # type: ignore[attr-defined]
        await at.until(lambda: at.field == field)
        assert name in at.lines_of(steps)[0]
        assert f"{name} (i = 1) =" in at.cursor_line
        await at.answer("7777")
        await at.sees(at.say("diagnosis.cannot_tell_step", field=f"{name} (i = 1)")[:60])


async def test_what_stands_at_hand_is_in_the_table_and_the_next_column_is_asked_for(
    tmp_path: Path, clock: Clock
) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1") as at:
        await at.until(lambda: at.field == "c")
        await at.press("f8", then="d.w3")
        await at.answer("582", "d.b3")
        await at.answer("68", "d.w2")
        await at.press("f3", then="d.w2/chain")
        await at.answer("delta3 w3 g2 a1", "d.w2/w3@1.0")
        assert [row.split()[1] for row in table(at)] == ["4", "26", "14", "24"]
        await at.answer("1", "d.w2/da2/dz2@1.0")


async def test_a_list_of_values_goes_down_a_column_of_the_table(tmp_path: Path) -> None:
    problem = make((1, 1), data=((1, 2), (2, 6), (3, 5)), theta=(3, 1))
    async with seated(tmp_path, problem, begin="c", size=NARROW) as at:
        await at.press("f3", then="c/z1@1")
        await at.replace("4, 8")
        await at.sees("Needed: 3. Given: 2.")
        await at.type(", 10")
        await at.sees(at.say("reading.values", count=3))
        await at.press("enter", then="c/z1@2")
        assert "8" in at.cursor_line
        assert "✗" in at.cursor_line
        standing = [at.sitting.status(parse_field(f"c/z1@{point}")).value for point in (1, 2, 3)]
        assert standing == ["right", "wrong", "right"]
        await at.answer("7", "c/a1@2")
        await at.press("up", then="c/a1@1")
        await at.answer("4, 7, 10", "c/r@1")
        assert at.cursor_is_in_sight()
