"""What is painted of a screen, as text."""

from rich.cells import cell_len
from textual._compositor import LayoutUpdate
from tutor.screens.app import TutorApp


def picture(app: TutorApp) -> list[str]:
    """The lines of an app's screen, without their styles."""
    painted = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(painted, LayoutUpdate)
    return ["".join(strip.text for strip in line).replace("\xa0", " ").rstrip() for line in painted.strips]


def crop(line: str, start: int, end: int) -> str:
    """The characters of a line from one cell to another."""
    kept, cell = "", 0
    for character in line:
        if start <= cell < end:
            kept += character
        cell += cell_len(character)
    return kept
