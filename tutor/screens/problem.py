"""A problem on the screen: its statement on one side, the work on the other."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from tutor.answers.preview import preview
from tutor.answers.verdicts import Verdict
from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.formulas import of_stage
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS, FieldId, StageId
from tutor.screens.base import TutorScreen
from tutor.session.desk import Desk
from tutor.session.facts import Answered
from tutor.session.sitting import LAST_RUNG, Status
from tutor.widgets.at_hand import data_lines
from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.command import Command, bindings
from tutor.widgets.field_row import FieldRow
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar
from tutor.widgets.stage_view import StageView

WIDE = 100
"""From so many columns on, problem and work stand side by side."""
DRAFT_SECONDS = 0.5


class ProblemPane(VerticalScroll):
    """The problem's statement, scrolling by itself; Enter opens what is folded in it."""

    DEFAULT_CSS = """
    ProblemPane { padding: 1 2 0 2; width: 5fr; height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter,space", "toggle_asides")]

    def action_toggle_asides(self) -> None:
        """Open what is folded, or fold it again."""
        self.query_one(Prose).toggle_asides()


class ProblemScreen(TutorScreen):
    """Shows a desk's sitting and passes on what the learner does."""

    HELP_PAGE = "problem"
    COMMAND_LIST = (
        Command("check", "enter"),
        Command("hint", "f2", "hint"),
        Command("break_down", "f3", "break_down"),
        Command("turn_page", "f6", "turn_page"),
        Command("next_stage", "f8", "stage(1)"),
        Command("previous_stage", "f7", "stage(-1)"),
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        ("down", "step_focus(1)"),
        ("up", "step_focus(-1)"),
    ]
    DEFAULT_CSS = """
    ProblemScreen {
        & #panes { height: 1fr; }
        & #work { width: 6fr; height: 1fr; border-left: vkey $panel; }
        & #crib {
            height: auto; max-height: 8; padding: 0 2; background: $boost; color: $foreground 85%; display: none;
        }
        &.-narrow #work { border-left: none; width: 1fr; }
        &.-narrow #crib { display: block; }
        &.-narrow ProblemPane { width: 1fr; display: none; }
        &.-narrow.-reading ProblemPane { display: block; }
        &.-narrow.-reading #work { display: none; }
    }
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self._desk: Desk | None = None
        self.stage: StageId = "a"
        self._drafts: dict[FieldId, str] = {}
        self._unsaved: dict[FieldId, str] = {}
        self._asked_for_answer: FieldId | None = None
        self._solved: StageId | None = None

    @property
    def desk(self) -> Desk:
        """The desk, once the screen is mounted."""
        if self._desk is None:
            self._desk = Desk(self.problem, self.tutor.journal, self.tutor.now, self.voice.words.language)
            self._drafts = self._desk.drafts()
            self.stage = self._desk.sitting.place.stage
        return self._desk

    @property
    def place(self) -> FieldId:
        """The field with the cursor, else the one the learner was at last."""
        row = self._row_in_focus()
        return row.place if row else self.desk.sitting.place

    def compose(self) -> ComposeResult:
        voice, wordings = self.voice, self.tutor.wordings
        self.desk.language = voice.words.language
        yield StageBar()
        with Horizontal(id="panes"):
            with ProblemPane():
                yield Prose(parse(wordings.statement(self.problem)), plain=voice.plain, labels=self.labels)
            with Vertical(id="work"):
                yield Static("", id="crib", markup=False)
                yield self._stage_view(self.desk.sitting.place.stage)
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_width(self.app.size.width)
        self._refresh_bars()
        self.set_interval(DRAFT_SECONDS, self._keep_drafts)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """What the first paint does not wait for: the cursor in its place, and all that needs the engine."""
        view = self.query_one(StageView)
        self._focus(self.desk.sitting.place)
        self._warm_up()
        if self.desk.sitting.answers or self.desk.sitting.rungs:
            await view.complete()

    @work(thread=True, exclusive=True, group="engine")
    def _warm_up(self) -> None:
        """Load the engine and trace the problem while the learner reads."""
        _ = self.problem.trace.updated

    def on_resize(self, event: events.Resize) -> None:
        self._show_width(event.size.width)

    def _show_width(self, width: int) -> None:
        self.set_class(width < WIDE, "-narrow")

    async def retell(self) -> None:
        place = self.place
        self._keep_drafts()
        for row in self.query(FieldRow):
            self._drafts[row.place] = row.text
        await self.recompose()
        self._refresh_bars()
        await self.query_one(StageView).complete()
        self._focus(place)

    # What the learner does

    async def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        place = event.place
        if not event.text.strip():
            self.query_one(StageView).say(place, self.voice.say("mark.empty"))
            return
        facts = self.desk.submit(place, event.text)
        self._unsaved.pop(place, None)
        view = self.query_one(StageView)
        await view.take(self.desk.sitting, facts)
        self._refresh_bars()
        marks = [fact.mark for fact in facts if isinstance(fact, Answered)]
        if all(mark.moves_on for mark in marks):
            await self._go_on(place)
        elif len(marks) > 1:
            first = next(f for f in facts if isinstance(f, Answered) and not f.mark.moves_on)
            self._focus(first.field)
        if any(mark.verdict is Verdict.CONSISTENT for mark in marks):
            self.refresh_keys()

    async def _go_on(self, place: FieldId) -> None:
        following = self.desk.sitting.next_open(place)
        view = self.query_one(StageView)
        if following is None:
            self.call_after_refresh(self._show_end)
        elif following.step and (steps := self._steps_of(following)):
            await steps.go(following)
        elif following.stage == self.stage and view.row_of(following):
            self._focus(following)
        else:
            self._solved = self.stage if self.desk.sitting.stage_status(self.stage) is Status.RIGHT else None
            await self._turn_to(following.stage, following)

    def _show_end(self) -> None:
        """Everything is right: what the step did comes into view."""
        solutions = self.query(".stage--solution")
        if solutions:
            solutions.first().scroll_visible(top=True, animate=False)

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        self._unsaved[event.place] = event.text
        self._asked_for_answer = None
        read = preview(self.problem, event.place, event.text)
        self.query_one(StageView).say(event.place, self.voice.message(read) if read else "")

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        self.desk.visit(event.place)
        self.query_one(StageView).light(event.place)
        self.refresh_keys()

    async def action_hint(self) -> None:
        """One more hint for the field; the worked answer is asked for twice."""
        place, view = self.place.parent, self.query_one(StageView)
        sure = self._asked_for_answer == place
        facts = self.desk.open_hint(place, sure=sure)
        self._asked_for_answer = None
        if facts:
            view.sitting = self.desk.sitting
            await view.show_hints(place)
        elif self.desk.sitting.rungs.get(place, 0) == LAST_RUNG:
            self._asked_for_answer = place
            view.say(place, self.voice.say("hint.ask_answer"))
        else:
            view.say(place, self.voice.say("hint.no_more"))

    async def action_break_down(self) -> None:
        """Open the field into its sub-steps, or fold it again."""
        place, view = self.place.parent, self.query_one(StageView)
        self.desk.break_down(place)
        view.sitting = self.desk.sitting
        if place in self.desk.sitting.broken_down:
            steps = await view.open_steps(place)
            steps.row.focus_answer()
        else:
            await view.fold_steps(place)
            self._focus(place)

    def action_turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the work, or the work again."""
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        if reading:
            self.query_one(ProblemPane).focus()
        else:
            self._focus(self.desk.sitting.place)
        self.refresh_keys()

    async def action_stage(self, by: int) -> None:
        """Go to the next stage, or the one before."""
        number = STAGE_IDS.index(self.stage) + by
        if 0 <= number < len(STAGE_IDS):
            self._solved = None
            await self._turn_to(STAGE_IDS[number], None)

    async def action_step_focus(self, by: int) -> None:
        """Move through the table of sub-steps, else to the field above or below."""
        row = self._row_in_focus()
        if row is not None and row.place.step and (steps := self._steps_of(row.place)):
            target = steps.neighbour(by, 0)
            if target is not None:
                await steps.go(target)
                return
        rows = list(self.query(FieldRow))
        if row in rows and 0 <= rows.index(row) + by < len(rows):
            rows[rows.index(row) + by].focus_answer()

    async def action_leave(self) -> None:
        """Back to the list of problems; from reading, back to the work."""
        self._keep_drafts()
        await self.tutor.go_home()

    def keep(self) -> None:
        self._keep_drafts()

    def applies(self, name: str) -> bool:
        if self.has_class("-reading") and self.has_class("-narrow"):
            return name in ("turn_page", "home", "help")
        match name:
            case "break_down":
                return has_breakdown(self.place.parent)
            case "turn_page":
                return self.has_class("-narrow")
            case "previous_stage":
                return self.stage != STAGE_IDS[0]
            case "next_stage":
                return self.stage != STAGE_IDS[-1]
        return True

    # What the screen does

    def _stage_view(self, stage: StageId) -> StageView:
        self.stage = stage
        lead = ""
        if self._solved:
            lead = self.voice.say("stage.solved", stage=self._solved)
        return StageView(
            self.desk.sitting,
            stage,
            self.voice,
            self.tutor.wordings,
            drafts=self._drafts,
            labels=self.labels,
            lead=lead,
        )

    async def _turn_to(self, stage: StageId, place: FieldId | None) -> None:
        self._keep_drafts()
        view = self._stage_view(stage)
        old = self.query_one(StageView)
        await self.query_one("#work").mount(view)
        await old.remove()
        await view.complete()
        shown = self.desk.sitting.shown_fields(stage)
        to_do = [f for f in shown if self.desk.sitting.status(f) is not Status.RIGHT]
        self._focus(place or next(iter(to_do), shown[0]))
        self._refresh_bars()

    def _focus(self, place: FieldId) -> None:
        row = self.query_one(StageView).row_of(place)
        rows = self.query(FieldRow)
        if row is None and rows:
            row = rows.first()
        if row is not None:
            row.focus_answer()
        else:
            self.query_one(StageView).focus()

    def _row_in_focus(self) -> FieldRow | None:
        if self.focused is None:
            return None
        return next((node for node in self.focused.ancestors if isinstance(node, FieldRow)), None)

    def _steps_of(self, place: FieldId) -> BreakdownView | None:
        return next((steps for steps in self.query(BreakdownView) if steps.table.field == place.parent), None)

    def _refresh_bars(self) -> None:
        bar = self.query_one(StageBar)
        sitting = self.desk.sitting
        bar.plain = self.voice.plain
        bar.heading = f"{self.problem.id} {self.problem.wording(self.voice.words.language).title}"
        bar.statuses = {stage: sitting.stage_status(stage) for stage in STAGE_IDS}
        bar.here = self.stage
        formula = of_stage(self.problem, self.stage)
        lines = [*data_lines(sitting, self.voice.math), *([self.voice.math(formula)] if formula else [])]
        self.query_one("#crib", Static).update("\n".join(lines))
        self.refresh_keys()

    def _keep_drafts(self) -> None:
        """What stands in the fields unsubmitted is kept, at most half a second old."""
        unsaved, self._unsaved = self._unsaved, {}
        for place, text in unsaved.items():
            self._drafts[place] = text
            self.desk.keep_draft(place, text)
