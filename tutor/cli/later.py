"""What is imported only where it is used: the one place of the command line that imports late.

A command's module comes with the command. What stands here waits longer, for each has a cost that others must not pay:
a shell that completes a word, and `mark` where all is right, need neither numpy nor the diagnosis; the screens wait for
nothing that they do not show, nor who opens them for what reads other command lines; nobody waits for what a report of
a crash, a page of help or a problem with other numbers needs. Textual reads the environment when it is imported.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import click

    from tutor.cli.classroom.command import mark_class as mark_class
    from tutor.cli.code.capturing import capture as capture
    from tutor.cli.code.checking import check_code as check_code
    from tutor.cli.crash import tell_crash as tell_crash
    from tutor.cli.explaining import Explaining as Explaining
    from tutor.cli.invocation import Invocation
    from tutor.cli.page import plain_page as plain_page
    from tutor.cli.showing import Showing as Showing
    from tutor.lint.check import check as check
    from tutor.lint.lessons import sound as sound
    from tutor.mistakes.everything import rule_ids as rule_ids
    from tutor.plain.run import run as open_lines
    from tutor.practice.items_of_codes import with_numbers_shown as with_numbers_shown
    from tutor.practice.other_numbers import split_name as split_name
    from tutor.practice.other_numbers import with_other_numbers as with_other_numbers
    from tutor.practice.variants import draw as draw
    from tutor.practice.variants import open_code as open_code
    from tutor.screens.run import run as open_screens
    from tutor.session.config_file import read_config as read_config
    from tutor.sheet.marking import mark_sheet as mark_sheet

    # These lead back to who asks for them here: their types are written down, and compared by a test.
    help_page: Callable[[Any, click.Context], str]
    run_any: Callable[[], None]
    carried_out: Callable[[Callable[[], int], Invocation], int]

__all__ = ("open_lines", "open_screens", "run_any")
PLACES = {
    "Explaining": "tutor.cli.explaining",
    "Showing": "tutor.cli.showing",
    "capture": "tutor.cli.code.capturing",
    "carried_out": "tutor.cli.program",
    "check": "tutor.lint.check",
    "check_code": "tutor.cli.code.checking",
    "draw": "tutor.practice.variants",
    "help_page": "tutor.cli.help_page",
    "mark_class": "tutor.cli.classroom.command",
    "mark_sheet": "tutor.sheet.marking",
    "open_code": "tutor.practice.variants",
    "open_lines": "tutor.plain.run:run",
    "open_screens": "tutor.screens.run:run",
    "plain_page": "tutor.cli.page",
    "read_config": "tutor.session.config_file",
    "rule_ids": "tutor.mistakes.everything",
    "run_any": "tutor.cli.main:run",
    "sound": "tutor.lint.lessons",
    "split_name": "tutor.practice.other_numbers",
    "tell_crash": "tutor.cli.crash",
    "with_numbers_shown": "tutor.practice.items_of_codes",
    "with_other_numbers": "tutor.practice.other_numbers",
}
"""Where each stands, with the name that it has there where that is another one."""


def __getattr__(name: str) -> Any:
    """What has this name, imported now. Raises AttributeError for what does not stand here."""
    if name not in PLACES:
        raise AttributeError(name)
    module, _, named = PLACES[name].partition(":")
    return getattr(import_module(module), named or name)
