"""What all screens share: commands that feed the keys, the line at the foot, the palette and the help."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import Widget

from tutor.screens.gone import Leavable, while_there
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar, KeyHint
from tutor.widgets.prose_signs import Labels
from tutor.widgets.voice import Voice

if TYPE_CHECKING:
    from tutor.screens.app import TutorApp

DRAFT_SECONDS = 0.5
"""How often what is typed but not submitted is kept."""
LONGEST_WAIT = 3.0
"""Seconds after which keys are taken whatever is still under way."""


def close_once(screen: Screen[None], close: Callable[[], AwaitComplete]) -> AwaitComplete:
    """Close a screen that lies over another, if it still does: a second key would take away the one underneath."""
    return close() if screen.is_current else AwaitComplete.nothing()  # type: ignore[no-untyped-call]


class TutorScreen(Leavable, Screen[None]):
    """A screen with commands. `HELP` names its page of help."""

    COMMAND_LIST: ClassVar[tuple[Command, ...]] = ()
    HELP_PAGE: ClassVar[str] = ""
    AUTO_FOCUS = ""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """As Textual does it, once."""
        return close_once(self, lambda: super(TutorScreen, self).dismiss(result))

    @property
    def tutor(self) -> TutorApp:
        """The app, as what it is."""
        return cast("TutorApp", self.app)

    @property
    def voice(self) -> Voice:
        """The words and glyphs of now."""
        return self.tutor.voice

    @property
    def labels(self) -> Labels:
        """What notes and asides are called."""
        say = self.voice.say
        return Labels(
            note=say("prose.note"),
            aside=say("prose.aside"),
            tip=say("prose.tip"),
            warning=say("prose.warning"),
            key=say("prose.key"),
        )

    def applies(self, name: str) -> bool:  # noqa: ARG002  # screens answer for their own commands
        """Whether a command can be given now."""
        return True

    def is_at_foot(self, name: str) -> bool:  # noqa: ARG002
        """Whether a command that can be given now is shown at the foot of the screen."""
        return True

    def commands(self) -> Iterator[Command]:
        """The commands that can be given now, the app's own after the screen's."""
        for command in (*self.COMMAND_LIST, *self.tutor.COMMAND_LIST):
            if self.applies(command.name):
                yield command

    def all_commands(self) -> tuple[Command, ...]:
        """Every command of the screen and of the app, for the help."""
        return (*self.COMMAND_LIST, *self.tutor.COMMAND_LIST)

    def writes(self, key: events.Key) -> bool:  # noqa: ARG002
        """Whether the widget in focus writes a key down at once, so that the next need not wait for it."""
        return False

    def leads_on(self, key: events.Key) -> bool:  # noqa: ARG002
        """Whether what a key does goes on after the app has had it; `key_is_done` then tells the end."""
        return False

    def watch_focused(self, focused: Widget | None) -> None:
        """There is somewhere for keys to go to."""
        if focused is not None:
            self.tutor.call_later(self.tutor.go_on)

    def keep(self) -> None:
        """Keep what is typed but not submitted; the learner may be about to leave."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keys of commands that do not apply do nothing."""
        named = next((command for command in self.COMMAND_LIST if command.action == action), None)
        return named is None or self.applies(named.name)

    def refresh_keys(self) -> None:
        """Show at the foot the keys that apply now."""
        for bar in self.query(KeyBar):  # there is none while the language changes
            shown = (command for command in self.commands() if command.key and self.is_at_foot(command.name))
            bar.hints = [self._hint(command) for command in shown]
        self.mark_unsaved()

    def mark_unsaved(self) -> None:
        """Show at the foot, as long as it is so, that what is done is in memory only."""
        for bar in self.query(KeyBar):
            bar.warning = "" if self.tutor.journal.saves else self.voice.say("unsaved.mark")

    def _hint(self, command: Command) -> KeyHint:
        place = "screen" if command in self.COMMAND_LIST else "app"
        action = f"{place}.{command.action}" if command.action else ""
        return KeyHint(command.key, self.voice.say(f"command.{command.name}"), action, command.always)

    async def retell(self) -> None:
        """Say everything again: the language or the glyphs have changed. Nothing typed is lost."""
        await self.recompose()

    async def retell_in_turn(self) -> None:
        """Say everything again between two events of the screen, never in the middle of one; waits for that a while.

        It ends early where the screen is closed, or the tutor is left, while it is under way.
        """
        done = asyncio.Event()

        async def tell() -> None:
            try:
                await while_there(self, self.retell)()
            finally:
                done.set()

        if self.call_later(tell):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LONGEST_WAIT)

    # Private in Textual, which paints what was laid out last, gone or not. Were it gone, nothing would call this.

    def _compositor_refresh(self) -> None:
        """As Textual does it; but where a part that is gone cannot be painted, the page is laid out anew first."""
        try:
            super()._compositor_refresh()
        except Exception:
            if all(part.is_attached for part in self._compositor.visible_widgets):
                raise
            self.refresh(layout=True)
