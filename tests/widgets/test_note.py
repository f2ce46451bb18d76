"""The words under a field: a number is never parted from what it belongs to, whatever the width."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from tutor.widgets.note import Note

SAID = "앞에서 구한 a⁽²⁾ (i = 1) 값과 가중치 가운데 뉴런 2에 딸린 −43.6 값을 layer 1의 problem 4.1 값과 비교합니다."
WHOLE = ("(i = 1)", "뉴런 2", "−43.6", "layer 1", "problem 4.1")


class NoteApp(App[None]):
    """A note alone."""

    CSS = "Note { height: auto; min-height: 1; }"

    def compose(self) -> ComposeResult:
        yield Note("note")


def shown(app: App[None]) -> list[str]:
    """The lines as they are painted."""
    note = app.query_one(Note)
    return [note.render_line(y).text.rstrip() for y in range(note.size.height)]


@pytest.mark.parametrize("width", [24, 31, 40, 55, 200])
async def test_what_belongs_together_stands_on_one_line(width: int) -> None:
    async with NoteApp().run_test(size=(width, 20)) as pilot:
        pilot.app.query_one(Note).say(SAID)
        await pilot.pause()
        for other in (width, 33, width):
            await pilot.resize_terminal(other, 20)
            await pilot.pause()
            lines = shown(pilot.app)
            assert " ".join(lines) == SAID
            assert all(any(text in line for line in lines) for text in WHOLE), lines
            assert max(map(cell_len, lines)) <= other


async def test_a_note_takes_no_more_room_than_it_needs() -> None:
    async with NoteApp().run_test(size=(40, 20)) as pilot:
        note = pilot.app.query_one(Note)
        for text, height in ((SAID, 3), ("짧은 말", 1), ("", 1), (SAID, 3)):
            note.say(text)
            await pilot.pause()
            assert note.size.height == height
            assert " ".join(shown(pilot.app)) == text


async def test_a_note_of_so_many_lines_says_that_there_is_more() -> None:
    class Short(NoteApp):
        def compose(self) -> ComposeResult:
            yield Note("note", most=2)

    async with Short().run_test(size=(40, 20)) as pilot:
        pilot.app.query_one(Note).say(SAID)
        await pilot.pause()
        first, last = shown(pilot.app)
        assert SAID.startswith(f"{first} {last.removesuffix(' …')}")
        assert last.endswith(" …")
        assert cell_len(last) <= 40


async def test_an_empty_line_stays_where_lines_are_broken() -> None:
    async with NoteApp().run_test(size=(24, 20)) as pilot:
        pilot.app.query_one(Note).say("A line that is too long for it.\n\nAnother.")
        await pilot.pause()
        assert shown(pilot.app) == ["A line that is too long", "for it.", "", "Another."]
