"""The work on a problem: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from tutor.answers.preview import preview
from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.formulas import of_stage
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS, FieldId, StageId
from tutor.session.desk import Desk
from tutor.session.facts import Answered
from tutor.session.sitting import LAST_RUNG
from tutor.session.status import Status
from tutor.widgets.at_hand import data_lines
from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.field_row import FieldRow
from tutor.widgets.prose_signs import Labels
from tutor.widgets.stage_view import StageView

if TYPE_CHECKING:
    from tutor.screens.app import TutorApp

DRAFT_SECONDS = 0.5


class Work(Vertical):
    """One stage at a time, with the data and the stage's formula above it where the problem is out of sight."""

    DEFAULT_CSS = """
    Work {
        height: 1fr;
        & > #crib {
            height: auto; max-height: 8; padding: 0 2; background: $boost; color: $foreground 85%; display: none;
        }
    }
    """

    class Changed(Message):
        """Something was answered, or another stage is in view."""

    def __init__(self, problem: Problem, tutor: TutorApp, labels: Labels, begin_at: FieldId | None = None) -> None:
        super().__init__()
        self.problem = problem
        self._tutor = tutor
        self._voice = tutor.voice
        self._labels = labels
        self._desk = Desk(problem, tutor.journal, tutor.now, tutor.voice.words.language)
        self._drafts = self._desk.drafts()
        self._unsaved: dict[FieldId, str] = {}
        self._asked_for_answer: FieldId | None = None
        self._begin_at = begin_at or self._desk.sitting.place
        self.stage: StageId = self._begin_at.stage

    @property
    def place(self) -> FieldId:
        """The field with the cursor, else the one the learner was at last."""
        row = self._row_in_focus()
        return row.place if row else self._desk.sitting.place

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return self._row_in_focus() is not None

    @property
    def view(self) -> StageView:
        """The stage in view."""
        return self.query_one(StageView)

    def statuses(self) -> Mapping[StageId, Status]:
        """How each stage stands."""
        return {stage: self._desk.sitting.stage_status(stage) for stage in STAGE_IDS}

    def compose(self) -> ComposeResult:
        yield Static("", id="crib", markup=False)
        yield self._stage_view(self.stage)

    async def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep)
        self._show_crib()
        self.focus_place(self._begin_at)
        self.post_message(self.Changed())
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        if self._desk.sitting.answers or self._desk.sitting.rungs or self._desk.sitting.broken_down:
            await self.view.complete()
            self.focus_place(self._begin_at)
        self._warm_up()

    @work(thread=True, exclusive=True, group="engine")
    def _warm_up(self) -> None:
        """Load the engine and trace the problem while the learner reads."""
        _ = self.problem.trace.updated

    # What the learner does

    async def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if event.text.strip():
            await self._submit(event.place, event.text)
        else:
            self.view.say(event.place, self._voice.say("mark.empty"))
        self._tutor.key_is_done("enter")

    async def _submit(self, place: FieldId, text: str) -> None:
        facts = self._desk.submit(place, text)
        self._unsaved.pop(place, None)
        answered = [fact for fact in facts if isinstance(fact, Answered)]
        for fact in answered:
            self._drafts.pop(fact.field, None)
        await self.view.take(self._desk.sitting, facts)
        self.post_message(self.Changed())
        stopped = next((fact.field for fact in answered if not fact.mark.moves_on), None)
        if stopped is None:
            await self._go_on(answered[-1].field if len(answered) > 1 else place)
        elif stopped != place:
            self.focus_place(stopped)

    async def _go_on(self, place: FieldId) -> None:
        """To the next open field; after the last of a stage that is the first of another."""
        following = self._desk.sitting.next_open(place)
        steps = self._steps_of(following) if following else None
        if following is None:
            self.call_after_refresh(self._show_end)
        elif following.step and steps is not None:
            await steps.go(following)
        elif following.stage == self.stage:
            self.focus_place(following)
        else:
            solved = self.stage if self._desk.sitting.stage_status(self.stage) is Status.RIGHT else None
            await self._turn_to(following.stage, following, solved)

    def _show_end(self) -> None:
        """Everything is right: what there is to read about it comes into view."""
        solutions = self.query(".stage--solution")
        if solutions:
            solutions.first().scroll_visible(top=True, animate=False)

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self._unsaved[event.place] = event.text
        self._asked_for_answer = None
        read = preview(self.problem, event.place, event.text)
        self.view.say(event.place, self._voice.message(read) if read else "")

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self._desk.visit(event.place)
        self.view.light(event.place)
        self.post_message(self.Changed())

    async def open_hint(self) -> None:
        """One more hint for the field; the worked answer is asked for twice."""
        place = self.place.parent
        sure = self._asked_for_answer == place
        facts = self._desk.open_hint(place, sure=sure)
        self._asked_for_answer = None
        if facts:
            self.view.sitting = self._desk.sitting
            await self.view.show_hints(place)
        elif self._desk.sitting.rungs.get(place, 0) == LAST_RUNG:
            self._asked_for_answer = place
            self.view.say(self.place, self._voice.say("hint.ask_answer"))
        else:
            self.view.say(self.place, self._voice.say("hint.no_more"))

    def can_break_down(self) -> bool:
        """Whether the field has sub-steps."""
        return has_breakdown(self.place.parent)

    async def break_down(self) -> None:
        """Open the field into its sub-steps, or fold it again."""
        place = self.place.parent
        self.keep()
        self._desk.break_down(place)
        self.view.sitting = self._desk.sitting
        if place in self._desk.sitting.broken_down:
            steps = await self.view.open_steps(place)
            steps.row.focus_answer()
        else:
            await self.view.fold_steps(place)
            self.focus_place(place)

    async def go_stages(self, by: int) -> None:
        """Go that many stages on."""
        number = STAGE_IDS.index(self.stage) + by
        if 0 <= number < len(STAGE_IDS):
            await self._turn_to(STAGE_IDS[number], None, None)

    async def step_focus(self, by: int) -> None:
        """Go down or up: in the table of sub-steps a row, else a field."""
        row = self._row_in_focus()
        if row is None:
            return
        steps = self._steps_of(row.place) if row.place.step else None
        target = steps.neighbour(by, 0) if steps else None
        if steps and target:
            await steps.go(target)
            return
        rows = list(self.query(FieldRow))
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].focus_answer()

    def keep(self) -> None:
        """Keep what stands in the fields unsubmitted; called twice a second."""
        unsaved, self._unsaved = self._unsaved, {}
        for place, text in unsaved.items():
            self._drafts[place] = text
            self._desk.keep_draft(place, text)

    def focus_place(self, place: FieldId) -> None:
        """Put the cursor in a field, or in the first one if it is not in view."""
        row = self.view.row_of(place) or next(iter(self.query(FieldRow)), None)
        if row is not None:
            row.focus_answer()

    # What is shown

    def _stage_view(self, stage: StageId, solved: StageId | None = None) -> StageView:
        return StageView(
            self._desk.sitting,
            stage,
            self._voice,
            self._tutor.wordings,
            drafts=self._drafts,
            labels=self._labels,
            lead=self._voice.say("stage.solved", stage=solved) if solved else "",
        )

    async def _turn_to(self, stage: StageId, place: FieldId | None, solved: StageId | None) -> None:
        self.keep()
        self.stage = stage
        old = self.view
        view = self._stage_view(stage, solved)
        with self.app.batch_update():
            await old.remove()
            await self.mount(view)
            await view.complete()
        self._show_crib()
        shown = self._desk.sitting.shown_fields(stage)
        to_do = [f for f in shown if self._desk.sitting.status(f) is not Status.RIGHT]
        self.focus_place(place or next(iter(to_do), shown[0]))
        self.post_message(self.Changed())

    def _show_crib(self) -> None:
        formula = of_stage(self.problem, self.stage)
        lines = data_lines(self.problem, self._voice.math)
        if formula:
            lines.append(self._voice.math(formula))
        self.query_one("#crib", Static).update("\n".join(lines))

    def _row_in_focus(self) -> FieldRow | None:
        focused = self.screen.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, FieldRow)), None)

    def _steps_of(self, place: FieldId) -> BreakdownView | None:
        return next((steps for steps in self.query(BreakdownView) if steps.table.field == place.parent), None)
