"""What all screens are: commands that feed the keys, the line at the foot, the palette and the help."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList

from tutor.screens.commanded import Commanded, Offer
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import Leavable, while_there
from tutor.widgets.command import Command, kept_beside
from tutor.widgets.key_bar import KeyBar, KeyHint
from tutor.widgets.page import BROAD, TALL
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.widgets.options import Options

DRAFT_SECONDS = 0.5
"""How often what is typed but not submitted is kept."""
LONGEST_WAIT = 3.0
"""Seconds after which keys are taken whatever is still under way."""
CAN_GIVE_WAY = callable(getattr(Screen, "_pop_result_callback", None))
"""Whether another screen can take the place of the one that an app begins with."""


def close_once(screen: Screen[None], close: Callable[[], AwaitComplete]) -> AwaitComplete:
    """Close a screen that lies over another, if it still does: a second key would take away the one underneath."""
    return close() if screen.is_current else AwaitComplete.nothing()  # type: ignore[no-untyped-call]


DIGITS: list[BindingType] = [(str(digit), f"digit({digit})") for digit in range(10)]


class TutorScreen(Commanded, Leavable, Screen[None]):
    """A screen with commands. `HELP_PAGE` names its page of help."""

    DEFAULT_CSS = """
    TutorScreen.-tall {
        & Page { padding: 4 1 1 2; }
        & NetworkView.-above { margin: 4 0 2 0; }
    }
    """
    HELP_PAGE: ClassVar[str] = ""
    IS_LEFT_BY_QUIT: ClassVar[bool] = True
    HAS_KEYS: ClassVar[str] = ""
    """A selector of what has the keys at first, where nothing is asked that takes them."""
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = DIGITS

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared

    @on(events.Mount)
    def _mounted(self) -> None:
        size = self.app.size  # by it the page stands before the first paint: it takes on its styles as it resumes
        self.update_classes({"-broad": size.width >= BROAD, "-tall": size.height >= TALL}, update=False)
        if kept := kept_beside(self.COMMAND_LIST, self.shared.config.keys):
            self.app.update_keymap(kept)
        self.begin()

    def begin(self) -> None:
        """Give the keys to what they are for, and show them: once it is mounted, and again once it is said anew."""
        if self.HAS_KEYS:
            self.query_one(self.HAS_KEYS).focus(scroll_visible=False)  # who says it anew stays where they read
        self.refresh_keys()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """As Textual does it, once."""
        return close_once(self, lambda: super(TutorScreen, self).dismiss(result))

    def after_paint(self, callback: Callable[[], object]) -> None:
        """Call this once the screen, which is being mounted, was painted: it is as it resumes, which comes next."""
        self.call_later(while_there(self, callback))

    @property
    def naming(self) -> ScreenNaming:
        """The words and glyphs of now."""
        return self.shared.naming

    def offers(self) -> Iterator[Offer]:
        """The commands that can be given now, the app's own after the screen's."""
        for command, place in self._all_commands():
            if command.applies(place):
                yield Offer(command, place, place is self)

    def all_commands(self) -> list[Command[Any]]:
        """Every command of the screen and of the app, for the help."""
        return [command for command, _ in self._all_commands()]

    def _all_commands(self) -> Iterator[tuple[Command[Any], Commanded]]:
        yield from ((command, self) for command in self.COMMAND_LIST)
        app = cast("Commanded", self.app)
        done_here = {command.instead_of for command in self.COMMAND_LIST}
        yield from ((command, app) for command in self.shared.host.commands if command.name not in done_here)

    def writes(self, key: events.Key) -> bool:  # noqa: ARG002  # screens answer for themselves
        """Whether the widget in focus writes a key down at once, so that the next need not wait for it."""
        return False

    def leads_on(self, key: events.Key) -> bool:  # noqa: ARG002
        """Whether what a key does goes on after the app has had it; `key_is_done` then tells the end."""
        return False

    def watch_focused(self, focused: Widget | None) -> None:
        """There is somewhere for keys to go to."""
        if focused is not None:
            self.app.call_later(self.shared.host.go_on)

    @property
    def options(self) -> Options | None:
        """What there is in view to choose from by numbers; the one with the cursor before others."""
        among = [one for one in (self.focused, *self.focus_chain) if isinstance(one, OptionList) and one.display]
        if not among:
            return None
        from tutor.widgets.options import Options  # what most screens do without

        return next((one for one in among if isinstance(one, Options)), None)

    def takes_digits(self) -> bool:
        """Whether a digit leads to something to choose, of several, and is not written in a field."""
        return not isinstance(self.focused, Input) and self.options is not None and self.options.option_count > 1

    def digits(self) -> str:
        """The digits that lead to something, no more than there is to choose from."""
        return f"1-{self.options.option_count}" if self.options is not None else ""

    def is_choosing(self) -> bool:
        """Whether an option has the cursor, and waits for Enter."""
        return self.focused is not None and self.focused is self.options

    def choose_words(self) -> str:
        """What Enter does there, by the name of its words."""
        return "choose_line"

    @on(events.DescendantFocus, "Options")
    @on(events.DescendantBlur, "Options")
    def _entered_options(self) -> None:
        self.refresh_keys()

    def action_digit(self, digit: int) -> None:
        """From whatever is read beside them, to the option with the number that is typed."""
        if self.options is not None:
            self.options.focus().go_to(digit)

    def keep(self) -> None:
        """Keep what is typed but not submitted; the learner may be about to leave."""

    def refresh_keys(self) -> None:
        """Show at the foot the keys that apply now."""
        for bar in self.walk_children(KeyBar):  # there is none while the language changes
            bar.show(self._hints, self._has_more)
        self.mark_unsaved()

    def mark_unsaved(self) -> None:
        """Show at the foot, as long as it is so, that what is done is in memory only."""
        for bar in self.walk_children(KeyBar):
            bar.warning = "" if self.shared.journal.saves else self.naming.say("unsaved.mark")

    def _hints(self) -> list[KeyHint]:
        """The keys that apply now, as the foot has them."""
        shown = (offer for offer in self.offers() if self.shared.key_of(offer.command))
        return [self._hint(offer) for offer in shown if offer.command.at_foot(offer.place)]

    def _has_more(self) -> bool:
        """Whether there is something to do now whose key the foot never has."""
        return any(offer.action and not offer.command.at_foot(offer.place) for offer in self.offers())

    def _hint(self, offer: Offer) -> KeyHint:
        label = self.naming.say(f"command.{offer.words}")
        stays = offer.command.stays
        always = stays if isinstance(stays, bool) else stays(offer.place)
        key_shown = offer.command.key_shown
        key = key_shown(offer.place) if key_shown is not None else self.shared.key_of(offer.command)
        return KeyHint(key, label, offer.action, always)

    async def say_again(self) -> None:
        """Say everything again: the language or the glyphs have changed. Nothing typed is lost."""
        await self.recompose()
        self.begin()

    async def say_again_in_turn(self) -> None:
        """Say everything again between two events of the screen, never in the middle of one; waits for that a while.

        It ends early where the screen is closed, or the tutor is left, while it is under way.
        """
        done = asyncio.Event()

        async def say() -> None:
            try:
                await while_there(self, self.say_again)()
            finally:
                done.set()

        if self.call_later(say):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LONGEST_WAIT)

    # Private in Textual, which expects that the screen an app begins with never gives way to another. Were it gone, the
    # tutor would begin with a blank one.

    def _pop_result_callback(self) -> None:
        """As Textual does it; nobody waits for a result of the first screen."""
        with suppress(IndexError):
            super()._pop_result_callback()

    # Private in Textual, which paints what was laid out last, gone or not; so is what is asked here. Were the first
    # gone, nothing would call this; were the other, an error would count as one.

    def _compositor_refresh(self) -> None:
        """As Textual does it; but where a part that is gone cannot be painted, the page is laid out anew first.

        What is painted while updates are held back would be thrown away: it is painted when they are let through.
        """
        if getattr(self.app, "_batch_count", 0):
            return
        try:
            super()._compositor_refresh()
        except Exception:
            laid_out = getattr(getattr(self, "_compositor", None), "visible_widgets", ())
            if all(part.is_attached for part in laid_out):
                raise
            self.refresh(layout=True)


def number_or(name: str, count: Callable[[Any], int]) -> Callable[[TutorScreen], str]:
    """How the foot names the key of a command of this name in a menu, where a number does the same: `1-4/Enter`.

    `count` tells how many lines of the screen have a number. Lists in which a digit does not act at once are answers:
    there it only leads to one, and Enter takes it.
    """
    return lambda screen: f"1-{count(screen)}/{screen.naming.key_of(name)}"


CHOOSING: tuple[Command[TutorScreen], ...] = (
    Command("by_number", "digit", applies=TutorScreen.takes_digits, key_shown=TutorScreen.digits),
    Command("choose_line", "enter", applies=TutorScreen.is_choosing, words=TutorScreen.choose_words, stays=True),
)
"""What leads to an answer that is chosen: its digit moves there, Enter takes it."""
