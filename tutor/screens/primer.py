"""A primer on its screen, over the problem: the drawing, what is asked or seen, and what there is to choose from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static

from tutor.answers.verdicts import Verdict
from tutor.lessons.markdown import parse
from tutor.lessons.primer import Primer, text_of
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId, letter
from tutor.screens.base import CHOOSING
from tutor.screens.overlay import OverlayScreen
from tutor.screens.shared import Shared
from tutor.session.given import value_of_stage
from tutor.session.primer_desk import NOTHING_SAID, PrimerDesk, Said
from tutor.session.primers import meet
from tutor.session.verdict_look import shown, sign_of
from tutor.widgets.command import SLOPES_KEY, Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.network_view import NetworkView
from tutor.widgets.options import Options
from tutor.widgets.prose import Prose
from tutor.widgets.told_pane import ToldPane

PAGE = 14
"""Lines of the screen that are not the drawing's: the head, the foot, what is asked, and what is to be chosen from."""


class PrimerScreen(OverlayScreen):
    """Predict, see, say why; Escape leads back to the problem at any time."""

    HELP_PAGE = "primer"
    BINDINGS: ClassVar[list[BindingType]] = [("right", "choose_first")]
    DEFAULT_CSS = """
    PrimerScreen {
        & #title { dock: top; padding: 0 1; background: $panel; text-style: bold; height: 1; text-wrap: nowrap; }
        align-horizontal: center;
        & #where { height: auto; padding: 0 1; max-width: 96; color: $foreground 80%; }
        & #said { height: auto; max-height: 1fr; padding: 0 1; max-width: 96; scrollbar-size-vertical: 1; }
        & Options { height: auto; max-height: 40%; min-height: 1; max-width: 96; }
        & ToldPane { max-width: 96; margin: 1 0 0 0; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem, name: str, solved: StageId | None = None) -> None:
        super().__init__(shared)
        self._problem, self._primer, self._solved = problem, name, solved
        self._said: Said = NOTHING_SAID

    def _made(self) -> PrimerDesk:
        text = text_of(self.shared.content, self._primer, self.shared.language)
        return PrimerDesk(Primer(self._primer, self._problem, text), self.naming, self._said)

    def compose(self) -> ComposeResult:
        self.desk = self._made()
        yield Static(self._title(), id="title", markup=False)
        yield NetworkView(self.desk.picture.painter, self.desk.marks, PAGE)
        yield Static("", id="where", markup=False)
        with VerticalScroll(id="said"):
            yield Prose(naming=self.naming)
        yield Options([], None)
        yield ToldPane(self.naming)
        yield KeyBar()

    def _title(self) -> str:
        title = self.naming.say("primer.title", title=self.desk.primer.text.title)
        if self._solved is None:
            return title
        plain = self.naming.plain
        value = value_of_stage(self._problem, self._solved, self.naming)
        right = shown(Verdict.CORRECT, self.naming.say, plain=plain)
        if value:
            right = f"{sign_of(Verdict.CORRECT, plain=plain)} {value}"
        return f"({letter(self._solved)}) {right} · {title}"

    def on_mount(self) -> None:
        meet(self.shared.journal, self._primer)

    # What the commands do

    def step(self, by: int) -> None:
        """On to what is seen next, or back; out of it where all is said."""
        if self.desk.phase == "over" and by > 0:
            self.close()
            return
        self.desk.step(by)
        self._show()

    async def show_slopes(self) -> None:
        """Show how the derivatives come about that this is about."""
        await self.shared.navigator.show_slopes(self._slopes, self.desk.primer.example.problem)

    @property
    def _slopes(self) -> tuple[str, ...]:
        return PLANS[self._primer].derivatives

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        choices = self.desk.choices
        if event.option_index < len(choices):
            self.desk.choose(choices[event.option_index].name)
            self._show()

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()
        self.query_one(ToldPane).say(self.naming.say("drill.choose_first"))

    def on_options_highlighted(self, event: Options.Highlighted) -> None:
        event.stop()
        self.query_one(ToldPane).say("")

    def action_choose_first(self) -> None:
        """The key that goes on where one only looks: nothing goes on before something is chosen."""
        if self.options is not None and self.options.highlighted is None:
            self.options.action_select()

    def _show(self) -> None:
        desk, options, told = self.desk, self.query_one(Options), self.query_one(ToldPane)
        self._said = desk.said
        self.query_one(NetworkView).show(desk.marks)
        self.query_one("#where", Static).update(desk.heading)
        self.query_one(Prose).blocks = parse("\n\n".join(filter(None, (desk.recalled, desk.text))))
        self.query_one("#said").scroll_home(animate=False)
        lines = [f"{number}  {self.naming.line(one.text)}" for number, one in enumerate(desk.choices, 1)]
        options.show(lines, None)
        options.display = bool(lines)
        (options if lines else self.query_one("#said")).focus()
        reply = desk.reply
        if reply is None:
            told.say("")
        else:
            is_right, text = reply
            told.say(self.naming.line(text), Verdict.CORRECT if is_right else Verdict.WRONG)
        self.refresh_keys()

    def _is_looking(self) -> bool:
        return self.desk.phase in ("see", "over")

    def _can_go_back(self) -> bool:
        return self.desk.phase == "why" or (self.desk.phase == "see" and self.desk.said.seen > 0)

    COMMAND_LIST = (
        *CHOOSING,
        Command(
            "primer_next",
            "right,enter",
            lambda s: s.step(1),
            applies=_is_looking,
            words=lambda s: "primer_close" if s.desk.phase == "over" else "primer_next",
            stays=True,
        ),
        Command("primer_before", "left", lambda s: s.step(-1), applies=_can_go_back, stays=True),
        Command("slopes", SLOPES_KEY, show_slopes, applies=lambda s: bool(s._slopes)),
        Command("primer_close", "escape", OverlayScreen.close, instead_of="help", stays=True),
    )
