"""The stages of a problem on the screen, one page at a time, and where the cursor is on it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_fields, asked_stages, letter
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import Leavable
from tutor.screens.work.sight import Sight
from tutor.screens.work.start import Start
from tutor.session.desk import Desk
from tutor.session.drafts import Drafts
from tutor.session.primers import is_offered, note_solved
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.widgets.field_row import FieldRow
from tutor.widgets.given_strip import GivenStrip
from tutor.widgets.primer_offer import PrimerOffer
from tutor.widgets.stage_view import StageView


class StagePages(Leavable, Vertical):
    """A page for each stage below its title; where the problem is out of sight, below its data and a formula, too."""

    DEFAULT_CSS = """
    StagePages > .stage--title {
        text-style: bold; color: $text-primary; height: auto; width: 1fr; padding: 1 2 0 2;
    }
    """

    def __init__(self, problem: Problem, shared: Shared, start: Start) -> None:
        super().__init__()
        self.problem = problem
        self._shared = shared
        self._naming = shared.naming.of(problem)
        self._desk = Desk(problem, shared.journal, shared.now, shared.language, start.given)
        self._ending = start.ending
        self._drafts = Drafts(self._desk.drafts(), self._desk.keep_draft)
        self._sight = Sight(self, lambda: self.view)
        self._begin_at = start.field or self._desk.sitting.current
        self.stage: StageId = self._begin_at.stage
        self._given_strip = GivenStrip(problem, self._naming)
        self._offer = PrimerOffer(shared.naming.say("primer.offer"))
        self._title = Static(self._title_of(self.stage), classes="stage--title", markup=False)
        self.view = self._stage_view(self.stage)
        """The stage in view."""

    @property
    def desk(self) -> Desk:
        return self._desk

    @property
    def sitting(self) -> Sitting:
        """What the learner did so far."""
        return self._desk.sitting

    @property
    def field(self) -> FieldId:
        """The field with the cursor, else the one the learner was at last, if it is in view."""
        row = self._sight.row or self.view.row_of(self._desk.sitting.current) or self._sight.first_row
        return row.field if row else asked_fields(self.problem, self.stage)[0]

    @property
    def has_cursor(self) -> bool:
        return self._sight.row is not None

    @property
    def is_done(self) -> bool:
        """Whether all that is asked for is right."""
        return self._desk.sitting.is_done()

    @property
    def was_begun(self) -> bool:
        """Whether the learner was here before."""
        return self._desk.was_begun

    def begin_at(self, field: FieldId | None) -> None:
        """Before it is shown: where the learner begins."""
        self._begin_at = field or self._begin_at

    def rest(self) -> None:
        """Take the cursor out of the fields: what is shown can be scrolled, and keys go to the screen."""
        self.view.rest()

    def statuses(self) -> Mapping[StageId, Status]:
        """How each stage stands."""
        return {stage: self._desk.sitting.stage_status(stage) for stage in asked_stages(self.problem)}

    def compose(self) -> ComposeResult:
        self._given_strip.show(self.stage)
        self._show_offer()
        yield self._given_strip
        yield self._offer
        yield self._title
        yield self.view

    def _title_of(self, stage: StageId) -> str:
        return f"({letter(stage)}) {self._naming.stage(self.problem, stage)}"

    def on_stage_view_grown(self) -> None:
        """What came, or went, may have pushed out of sight what is to be seen."""
        self.keep_in_sight()

    async def step_focus(self, by: int) -> None:
        """Go down or up: in the table of sub-steps a row, else a field."""
        row = self._sight.row
        if row is None:
            return
        self.keep()
        steps = self._sight.steps_of(row.field) if row.field.step else None
        target = steps.below(by) if steps and steps.row is row else None
        if steps and target:
            steps.go(target)
            return
        rows = list(self.walk_children(FieldRow))
        field = rows.index(row) + by
        if 0 <= field < len(rows):
            rows[field].focus_answer()

    def keep(self) -> None:
        """Keep what stands in the fields unsubmitted; called twice a second, and when a signal ends the program."""
        for row in self.walk_children(FieldRow):
            if row.is_ahead:  # the key was painted, and its message is under way
                self._drafts.typed(row.field, row.text)
        self._drafts.keep()

    def focus_place(self, field: FieldId) -> None:
        """Put the cursor in a field, or in the first one if it is not in view; else let the page be scrolled."""
        row = self.view.row_of(field) or self._sight.first_row
        if row is not None:
            row.focus_answer()
        else:
            self.rest()
            self.keep_in_sight()

    def write(self, field: FieldId, text: str) -> None:
        """Put a text in place of what stands in a field, as if it were typed."""
        row = self.view.row_of(field)
        if row is not None:
            row.fill(text)
            row.show_mark()
            row.post_message(FieldRow.Typed(row, row.field, row.text))

    def _stage_view(self, stage: StageId, solved: StageId | None = None, room: int = 0) -> StageView:
        return StageView(
            self._desk.sitting,
            stage,
            self._naming,
            self._shared.wordings,
            drafts=self._drafts.texts,
            lead=self._lead(stage, solved),
            ending=self._ending,
            after_step=self._after_step,
            room=room,
        )

    def _lead(self, stage: StageId, solved: StageId | None) -> str:
        """What stands above a stage: that another was just solved, or that there is more below its answers."""
        if solved is not None:
            from tutor.session.given import value_of_stage  # nothing is solved on the first page

            value = value_of_stage(self.problem, solved, self._naming)
            return self._naming.say("stage.solved", stage=letter(solved), value=value)
        return self._naming.say("stage.all_below") if self._has_more_below(stage) else ""

    def _has_more_below(self, stage: StageId) -> bool:
        """Whether what the step changed is told below the answers of a stage."""
        has_more = stage == "e" and self._desk.sitting.is_done() and self.problem.makes_step
        return has_more and self._ending is None

    def _after_step(self) -> Widget:
        from tutor.screens.work.after_step import after_step  # the last page has it

        return after_step(self.problem, self._shared, self._naming)

    async def _show_stage(self, stage: StageId, solved: StageId | None) -> None:
        """Put the page of a stage in place of the one in view; `solved` is the one that was just done."""
        self.keep()
        self.stage = stage
        old, self.view = self.view, self._stage_view(stage, solved, self.view.size.height)
        await old.remove()
        await self.mount(self.view)
        await self.view.complete()
        self._title.update(self._title_of(stage))
        self._given_strip.show(stage)
        self._show_offer()

    def _show_offer(self) -> None:
        """Offer the stage's primer to who is new to it."""
        note_solved(self._shared.journal, self.sitting, self.stage)
        self._offer.offer(is_offered=is_offered(self._shared.journal, self.sitting, self.stage))

    def _first_to_do(self) -> FieldId:
        """The first field of the work that is not right yet, else the first of all; in (d) a wrong one first."""
        sitting, shown = self._desk.sitting, self._desk.sitting.in_order(self.stage)
        wrong = next((one for one in shown if sitting.status(one) is Status.WRONG), None)
        if self.stage == "d" and wrong is not None:
            return wrong
        return next((one for one in shown if self._desk.sitting.status(one) is not Status.RIGHT), shown[0])

    def _say(self, field: FieldId, text: str) -> None:
        """Show a line under a field."""
        row = self.view.row_of(field)
        if row is not None:
            row.note(text)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll, if need be, so that the field with the cursor is seen, with what is said under it; or the tree."""
        self._sight.keep()
