"""The sheet on the screen: lines are marked and kept, what they find stands in the fields, and the way in and out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from threading import current_thread, main_thread
from time import sleep

import pytest
from rich.cells import cell_len
from tutor.journal.journal import open_journal
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId, all_asked
from tutor.screens.app import TutorApp
from tutor.screens.drill import DrillScreen
from tutor.screens.problem import ProblemScreen
from tutor.screens.sheet import SheetScreen
from tutor.screens.two_pane import TwoPane
from tutor.session.given import right_text
from tutor.session.record_names import record_name
from tutor.session.start import Beginning, Start
from tutor.session.status import Status
from tutor.sheet.verdict import LineVerdict
from tutor.widgets.sheet_row import SheetRow

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.clock import Clock as Ticking
from ..support.solved import work
from ..support.thorough import also
from .flow_kit import has_work
from .screens_kit import NARROW, WIDE, Learner, in_view, seated

W2 = FieldId("d", "w2")
WRONG, RIGHT = "dC/dw2 = sum r*a1 = 257", "dC/dw2 = 514"


@asynccontextmanager
async def at_sheet(
    folder: Path, *, size: tuple[int, int] = NARROW, language: Language = "en", clock: Ticking | None = None
) -> AsyncIterator[Learner]:
    now = clock or Ticking()
    with open_journal(folder, now) as journal:
        problem = problem_of("4.1")
        app = TutorApp(journal, now, Start(folder, language, beginning=Beginning(sheet=problem)), random=Random(1))
        async with app.run_test(size=size) as pilot:
            learner = Learner(app, pilot, journal)
            await learner.until(lambda: app.focused is not None)
            yield learner


def screen_of(at: Learner) -> SheetScreen:
    return in_view(at, SheetScreen)


def rows(at: Learner) -> list[SheetRow]:
    return list(screen_of(at).query(SheetRow))


async def enter(at: Learner, line: str, *, lines: int) -> None:
    """Paste a line, press Enter, and wait until the sheet has so many lines."""
    await at.paste(line)
    await at.press("enter")
    await at.until(lambda: len(screen_of(at).sheet.lines) == lines)  # type: ignore[union-attr]


async def test_a_wrong_line_lights_up_with_its_rule_and_is_mended_in_its_place(tmp_path: Path) -> None:
    async with at_sheet(tmp_path) as at:
        await enter(at, "z1 = 1*1 + 1 = 2", lines=1)
        await enter(at, WRONG, lines=2)
        title = at.say("mistake.partial.no-factor-2")
        await at.sees(title, "✗", at.say("sheet.mark_not_yet"))
        assert rows(at)[2].has_cursor, "as on paper, the next line comes"
        await at.press("up")
        assert "▸" in at.line(title), "one line, until it is unfolded"
        await at.press("enter")
        await at.sees("comes out when half the cost")
        await at.press("f2")
        await at.until(lambda: "comes out when half" not in at.screen)
        assert at.app.screen.focused is rows(at)[1]._field
        await at.press("end", "ctrl+u")
        await at.type(RIGHT)
        await at.press("enter")
        await at.until(lambda: title not in at.screen and rows(at)[2].has_cursor)
        assert "✓" in at.line(RIGHT)
        assert at.say("sheet.found", fields="")[:20] in at.screen
        sitting = screen_of(at).sheet.desk.sitting  # type: ignore[union-attr]
        assert sitting.status(W2) is Status.RIGHT


async def test_what_is_typed_while_a_line_is_being_marked_comes_behind_it(tmp_path: Path) -> None:
    async with at_sheet(tmp_path) as at:
        sheet = screen_of(at).sheet
        assert sheet is not None
        marks, name = sheet._marks, record_name(problem_of("4.1"))
        seen: list[tuple[bool, list[str], list[tuple[str, LineVerdict | None]]]] = []

        def slowly(lines: Sequence[str]) -> tuple[LineVerdict, ...]:
            waited = 0
            while not at.app.keys_wait and not seen and (waited := waited + 1) < 3000:
                sleep(0.005)
            written = [entry.text for entry in at.journal.entries(name)]
            seen.append((current_thread() is main_thread(), written, [(row.text, row.verdict) for row in rows(at)]))
            return marks(lines)

        sheet._marks = slowly
        await at.paste("z1 = 2")
        at.post("enter", "r", "1", "enter")
        await at.until(lambda: len(rows(at)) > 1 and rows(at)[1].verdict is not None)
        assert seen[0] == (False, ["z1 = 2"], [("z1 = 2", None)]), (
            "it is written first; keys wait, and the screen does not"
        )
        assert [line.text for line in sheet.lines] == ["z1 = 2", "r1"]


async def test_the_line_with_the_cursor_stays_in_sight_below_a_wrong_one(tmp_path: Path) -> None:
    async with at_sheet(tmp_path, size=(80, 14)) as at:
        await enter(at, WRONG, lines=1)
        await at.until(lambda: rows(at)[0].told is not None)
        await at.press("down")
        for number in range(2, 8):
            await enter(at, f"dC/db{number % 3 + 1} = 68", lines=number)
        await at.until(lambda: rows(at)[-1].has_cursor)
        await at.until(at.cursor_is_in_sight)
        assert WRONG not in at.screen


async def test_lines_are_put_between_and_taken_away_by_keys(tmp_path: Path) -> None:
    async with at_sheet(tmp_path) as at:
        await enter(at, "C = 366", lines=1)
        await enter(at, RIGHT, lines=2)
        await at.press("up")
        await at.until(lambda: rows(at)[1].has_cursor)
        await at.press("f3")
        await at.until(lambda: len(rows(at)) == 4)
        await enter(at, "a1 = z1", lines=3)
        sheet = screen_of(at).sheet
        assert sheet is not None
        assert [line.text for line in sheet.lines] == ["C = 366", "a1 = z1", RIGHT]
        await at.press("up", "f8")
        await at.until(lambda: len(sheet.lines) == 2)
        assert len(rows(at)) == 3


async def test_lines_that_were_taken_away_come_back_one_by_one(tmp_path: Path) -> None:
    async with at_sheet(tmp_path) as at:
        await enter(at, "C = 366", lines=1)
        await enter(at, RIGHT, lines=2)
        sheet = screen_of(at).sheet
        assert sheet is not None
        assert at.say("command.sheet_undo") not in at.footer
        await at.press("up")
        await at.until(lambda: rows(at)[1].has_cursor)
        await at.type(" + 1")
        await at.press("f8")
        await at.sees(at.say("sheet.removed", number=2))
        assert at.say("command.sheet_undo") in at.footer
        await at.type("a1 =")
        await at.press("f8")
        await at.until(lambda: [row.text for row in rows(at)] == ["C = 366", ""])
        await at.press("up", "f8")
        await at.until(lambda: not sheet.lines)
        for texts in (["C = 366", ""], ["C = 366", "a1 =", ""], ["C = 366", f"{RIGHT} + 1", "a1 =", ""]):
            await at.press("ctrl+z")
            await at.until(lambda texts=texts: [row.text for row in rows(at)] == texts)  # type: ignore[misc]
        assert [line.text for line in sheet.lines] == ["C = 366", RIGHT]
        assert rows(at)[1].has_cursor
        await at.until(lambda: at.say("command.sheet_undo") not in at.footer)
        await at.until(lambda: f"{RIGHT} + 1" in at.journal.drafts(record_name(problem_of("4.1"))).values())


async def test_what_was_written_and_what_was_begun_is_there_after_a_kill(tmp_path: Path) -> None:
    clock = Ticking()
    async with at_sheet(tmp_path, clock=clock) as at:
        await enter(at, "z1 = 2", lines=1)
        await at.type("dC/dw3 = 5")
        await at.until(lambda: "dC/dw3 = 5" in at.journal.drafts(record_name(problem_of("4.1"))).values())
        # The app is torn down here without leaving: what is kept is what the journal has.
    async with at_sheet(tmp_path, clock=clock) as at:
        assert [row.text for row in rows(at)] == ["z1 = 2", "dC/dw3 = 5"]
        await at.until(lambda: rows(at)[1].has_cursor)
        assert "✓" in at.line("z1 = 2")
        await at.type("82")
        await at.press("enter")
        await at.sees("= 582")
        await at.until(lambda: len(rows(at)) == 3)


async def test_from_the_problem_and_back_to_what_was_found(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await has_work(at)
        await at.until(lambda: at.field == "c")
        await at.press("ctrl+o")
        await at.until(lambda: isinstance(at.app.screen, SheetScreen) and bool(rows(at)))
        await at.sees(f"{at.say('sheet.given')} C = 366")
        await enter(at, "dC/dw3 = 582", lines=1)
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.field == "chain.w2")
        await at.press("ctrl+o")
        await at.until(lambda: isinstance(at.app.screen, SheetScreen) and len(rows(at)) == 2)
        await enter(at, "dC/dw2 = 2r g3 w3 g2 a1", lines=2)
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.field == "d.b3")
        assert at.sitting.status(FieldId("chain", "w2")) is Status.RIGHT
        assert at.sitting.status(FieldId("d", "w3")) is Status.RIGHT
        assert "582" in at.line("∂C/∂w⁽³⁾ =")
        await at.press("f7")
        await at.sees("2·r·g3·w3·g2·a1")


async def test_in_a_drill_the_last_answer_on_the_sheet_ends_it(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="bp1:weight-last:110", size=NARROW) as at:
        screen = in_view(at, DrillScreen)
        await has_work(at)
        await at.press("ctrl+ㅐ")  # as some terminals tell Ctrl+O in Hangul mode
        await at.until(lambda: isinstance(at.app.screen, SheetScreen) and bool(rows(at)))
        fields = list(all_asked(screen.problem))
        for number, field in enumerate(fields, 1):
            await enter(at, f"dC/d{field.name} = {right_text(screen.problem, field)}", lines=number)
        await at.press("escape")
        await at.until(lambda: screen.flow.is_finished)


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ((80, 24), "ko"),
        ((40, 12), "en"),
        *(also(size, language) for size, language in [((80, 24), "en"), ((40, 12), "ko")]),
        *(also((120, 40), language) for language in ("en", "ko")),
    ],
)
async def test_nothing_is_cut_off_at_any_size(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    async with at_sheet(tmp_path, size=size, language=language) as at:
        await enter(at, WRONG, lines=1)
        await at.until(lambda: rows(at)[0].told is not None)
        await at.press("f9")
        await at.until(lambda: len(rows(at)) == 2 and rows(at)[0].told is not None)
        assert max(map(cell_len, at.lines)) <= size[0]
        assert rows(at)[0].text == WRONG
        assert at.cursor_is_in_sight()
        await at.press("f6")
        await at.until(lambda: screen_of(at).query_one(TwoPane).left.has_focus)
        await at.press("f6")
        await at.until(lambda: any(row.has_cursor for row in rows(at)))


@pytest.mark.parametrize(
    "text",
    ["[@click=app.quit]y[/] {{C}} <b> $x$ `", "\x1b[2J\x1b]0;t\x07z", also("9" * 9_000), "∂C/∂" * 500],
    ids=["markup", "codes", "long", "strange"],
)
async def test_what_is_pasted_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    async with at_sheet(tmp_path) as at:
        await enter(at, text, lines=1)
        assert "\x1b" not in at.screen
        assert rows(at)[0].text.isprintable()
        await at.press("f4")
        (file,) = (tmp_path / "exports").iterdir()
        assert "\x1b" not in file.read_text(encoding="utf-8")
        await at.press("f9")
        await at.until(lambda: len(rows(at)) >= 1 and rows(at)[0].verdict is not None)


async def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    async with at_sheet(tmp_path, language="ko") as at:
        await enter(at, RIGHT, lines=1)
        await at.press("f4")
        (file,) = (tmp_path / "exports").iterdir()
        assert r"$\frac{\partial C}{\partial w^{(2)}} = 514$" in file.read_text(encoding="utf-8")


async def test_hangul_mode_writes_lines_too(tmp_path: Path) -> None:
    async with at_sheet(tmp_path, language="ko") as at:
        await enter(at, "ㅊ = 366", lines=1)
        await at.sees("✓")
