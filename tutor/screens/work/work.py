"""The work on a problem: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.shared import Shared
from tutor.screens.work.between import BetweenPages
from tutor.screens.work.start import Start
from tutor.session.at_hand import gradient_is_given
from tutor.session.facts import Answered
from tutor.session.flowing import can_flow
from tutor.session.gathering import gathered
from tutor.session.status import Status
from tutor.widgets.field_row import FieldRow


class Work(BetweenPages):
    """Takes answers, hints and sub-steps on the page in view, and leads from page to page."""

    DEFAULT_CSS = "Work { height: 1fr; }"

    def __init__(self, problem: Problem, shared: Shared, start: Start) -> None:
        super().__init__(problem, shared, start)
        self._takes_cursor = start.cursor
        self._is_opened = start.cursor and start.field is None
        """Whether the learner comes to the problem, and was not at a field of it a moment ago."""

    async def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep)
        if self._takes_cursor:
            self.focus_place(self._begin_at)
            self._sight.open(self.view)
        self.post_message(self.Changed())
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        async with self._page:
            sitting = self._desk.sitting
            if sitting.answers or sitting.hint_levels or sitting.broken_down or gradient_is_given(self.problem):
                await self.view.complete()
                self._enter_steps()
                if self._is_opened and self._has_more_below(self.stage):
                    self._sight.show_end()
                else:
                    self.keep_in_sight()
            await self.take_up_walk()
            await self._asking.take_up()
        self._warm_up()

    def _enter_steps(self) -> None:
        """Where the learner begins at a sub-step, it was not there before."""
        steps = self._sight.steps_of(self._begin_at) if self._begin_at.step and self._takes_cursor else None
        if steps is not None:
            steps.go(self._begin_at)

    # What the learner does

    async def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        async with self._page:
            if self.can_unfold():
                self.unfold()
            elif event.text.strip():
                await self._asking.leave()
                await self._submit(event.field, event.text)
                await self.ask_why(event.field)
            else:
                self._say(event.field, self._naming.say("mark.empty"))
        self._shared.host.key_is_done("enter")

    def can_unfold(self) -> bool:
        """Whether what is told of the answer that stands where the cursor is can be unfolded."""
        told = self.view.explained(self.field)
        return told is not None and told.is_folded

    def unfold(self) -> None:
        """Unfold what is told of the answer."""
        told = self.view.explained(self.field)
        if told is not None and told.is_folded:
            told.turn()
            self._sight.bring_soon(told)
            self.post_message(self.Changed())

    async def _submit(self, field: FieldId, text: str, *, is_carried: bool = False) -> None:
        """An answer is given; one that is carried into its field was not typed there, and stays to be read."""
        facts = self._desk.submit(field, text)
        answered = [fact for fact in facts if isinstance(fact, Answered)]
        self._drafts.submitted((field, *(fact.field for fact in answered)))
        with self.app.batch_update():
            if self._walking.is_past([fact.field for fact in answered]):
                await self._walking.leave()
            await self.view.take(self._desk.sitting, facts)
            self._show_offer()
        self.post_message(self.Changed())
        # The verdict is painted first.
        self.call_after_refresh(self._explain, [fact.field for fact in answered])
        stopped = next((fact.field for fact in answered if not fact.mark.moves_on), None)
        if stopped is None and is_carried:
            await self._go_on_from_carried(field)
        elif stopped is None:
            await self._go_on(answered[-1].field if len(answered) > 1 and not field.step else field)
        elif stopped.step and stopped != field and (steps := self._sight.steps_of(stopped)) is not None:
            steps.go(stopped)
        elif stopped != self.field:  # it came with others, or was carried into its field
            self.focus_place(stopped)
        else:
            self.keep_in_sight()

    async def _go_on(self, field: FieldId) -> None:
        """To the next open field; after the last of a stage that is the first of another."""
        following = self._desk.sitting.next_open(field)
        steps = self._sight.steps_of(following) if following else None
        if following is None:
            self._sight.show_end()
        elif following.step and steps is not None:
            steps.go(following)
            if is_chain(field):  # the table is there now
                self._sight.bring_soon(steps)
        elif following.stage == self.stage:
            if not (field.step and following == field.parent and await self._carry_into(following)):
                self.focus_place(following)
        elif self.view.stays_in_sight:
            self.focus_place(field)
        else:
            solved = self.stage if self._desk.sitting.stage_status(self.stage) is Status.RIGHT else None
            await self._turn_to(following.stage, following, solved)

    async def _go_on_from_carried(self, field: FieldId) -> None:
        """To the next open field of the page, what was carried in sight; from the last one when the learner says."""
        following = self._desk.sitting.next_open(field)
        is_whole = self._desk.sitting.stage_status(self.stage) is Status.RIGHT
        if is_whole and following is not None and following.stage != self.stage:
            await self.view.stay_at(field)
            self.rest()
            self.keep_in_sight()
            return
        await self._go_on(field)
        row = self.view.row_of(field)
        if row is not None and following is not None:
            self._sight.bring_soon(row)

    async def _carry_into(self, field: FieldId) -> bool:
        """The last sub-step was right: what they come to is the answer in the field, and marked. Whether it was."""
        text = gathered(self._desk.sitting, field)
        if not text:
            return False
        await self._submit(field, text, is_carried=True)
        return True

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.kept(event.text)
        self._typed(event.field, event.text)

    def _typed(self, field: FieldId, text: str) -> None:
        self._drafts.typed(field, text)
        if self._hinting.is_asking:
            self.post_message(self.Changed())
        self._hinting.forget()
        if field == self._walking.field and not self._walking.is_on:  # what was found was of the answer before
            self.call_later(self._leave_ended_walk)
        # The key is painted first.
        self.call_after_refresh(self._preview, field, text)

    def _preview(self, field: FieldId, text: str) -> None:
        """Say how what is typed is read, unless it was typed on or marked meanwhile."""
        from tutor.answers.errors import Unreadable
        from tutor.answers.marking import unreadable
        from tutor.answers.verdicts import Message
        from tutor.session.deciding import cells_listed
        from tutor.sheet.any_field import preview  # what reads answers: the field is there before it

        if self._drafts.texts.get(field) == text:
            try:
                cells = cells_listed(self._desk.sitting, field, text)
                read = Message("reading.values", {"count": len(cells)}) if cells else preview(self.problem, field, text)
            except Unreadable as error:
                read = unreadable(error)
            self._say(field, self._naming.message(read) if read else "")

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self._hinting.ask_no_more()
        self._desk.visit(event.field)
        self.view.light(event.field)
        self.post_message(self.Changed())

    async def open_hint(self) -> None:
        """One more hint for the field or the sub-step; the bottom ones are asked for twice."""
        async with self._page:
            if not self.can_open_hint():
                return
            shown = await self._hinting.open(self.field)
            self.post_message(self.Changed())
            if shown is not None:
                self._sight.bring_soon(shown)
            else:
                self.keep_in_sight()

    @property
    def is_asking(self) -> bool:
        """Whether a hint is asked for twice."""
        return self._hinting.is_asking

    def ask_no_more(self) -> None:
        """The hint that was asked about is left unopened."""
        self._hinting.ask_no_more()
        self.post_message(self.Changed())

    def can_open_hint(self) -> bool:
        """Whether there is a field or a step to open a hint for."""
        return self._hinting.can_open(self.field)

    def can_flow(self) -> bool:
        """Whether some of the flow through the computation may be seen: its values are the learner's own."""
        return can_flow(self._desk.sitting)

    @property
    def is_broken_down(self) -> bool:
        """Whether the sub-steps of the field are open."""
        return self.field.parent in self._desk.sitting.broken_down

    def can_break_down(self) -> bool:
        """Whether the field, or that of a step that is asked for by name, has sub-steps and is on the page."""
        whole = self.field.parent
        return has_breakdown(whole) and self.view.row_of(whole) is not None

    async def break_down(self) -> None:
        """Open the field into its sub-steps, or fold it again."""
        async with self._page:
            await self._break_down(self.field.parent)

    async def _break_down(self, field: FieldId) -> None:
        self.keep()
        self._hinting.ask_no_more()
        if self._walking.is_on:  # one dialogue at a time; what a walk has found stays to be read
            await self._walking.leave()
        self._desk.break_down(field)
        self.view.sitting = self._desk.sitting
        if field in self._desk.sitting.broken_down:
            self._fold(field)  # the table takes the room
            steps = await self.view.open_steps(field)
            steps.row.focus_answer()
            self._sight.bring_soon(steps)
        else:
            await self.view.fold_steps(field)
            self.focus_place(field)
        await self._telling.show_again()  # it says whether the sub-steps are open
        self.post_message(self.Changed())

    def _fold(self, field: FieldId) -> None:
        told = self.view.explained(field)
        if told is not None and not told.is_folded:
            told.turn()
