"""The work on a problem: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from tutor.answers.preview import preview
from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_fields, asked_stages
from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import Leavable
from tutor.screens.work.telling import Telling
from tutor.screens.work.walking import Kept, Walking
from tutor.session.desk import Desk
from tutor.session.facts import Answered, Fact
from tutor.session.gathering import gathered
from tutor.session.status import Status
from tutor.session.walking import walkable
from tutor.widgets.at_hand import gradient_is_given
from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.crib import Crib
from tutor.widgets.field_row import FieldRow
from tutor.widgets.stage_view import StageView
from tutor.widgets.walk_view import WalkView

MOST_LOOKS, LOOK_AGAIN = 20, 0.05
"""How often, and after how many seconds, it is looked again whether what was opened has its place on the page."""
WRONG = (Status.WRONG, Status.CARRIED)
"""From an answer that stands so one can walk back."""


class Work(Leavable, Vertical):
    """One stage at a time, with the data and the stage's formula above it where the problem is out of sight."""

    DEFAULT_CSS = "Work { height: 1fr; }"

    class Changed(Message):
        """Something was answered, or another stage is in view."""

    def __init__(
        self,
        problem: Problem,
        shared: Shared,
        begin_at: FieldId | None = None,
        *,
        cursor: bool = True,
        given: Sequence[Fact] = (),
        ending: str | None = None,
        walk: Kept | None = None,
    ) -> None:
        """`given` is what stands there already; `ending` is said when all is done, None for what all problems say.

        `walk` is the walk back that stood on another page, and goes on here.
        """
        super().__init__()
        self._takes_cursor = cursor
        self.problem = problem
        self._shared = shared
        self._voice = shared.voice.of(problem)
        self._desk = Desk(problem, shared.journal, shared.now, shared.language, given)
        self._ending = ending
        self._drafts = self._desk.drafts()
        self._unsaved: dict[FieldId, str] = {}
        self._asked_for_answer: FieldId | None = None
        self._asked_in: FieldRow | None = None
        """Where it is said that the next hint is asked for twice."""
        self._telling = Telling(shared, self._desk, lambda: self.view)
        self._walking = Walking(self._desk, self._voice, shared.labels, self._telling, lambda: self.view, self._drafts)
        self._walk = walk
        self._page = asyncio.Lock()
        """Held while the page changes: a click may come in the middle of what a key did."""
        self._begin_at = begin_at or self._desk.sitting.place
        self.stage: StageId = self._begin_at.stage
        self._crib = Crib(problem, self._voice)
        self.view = self._stage_view(self.stage)
        """The stage in view."""

    @property
    def place(self) -> FieldId:
        """The field with the cursor, else the one the learner was at last, if it is in view."""
        walked = self._walking.field
        if walked is not None and self._walking.is_on:
            return walked
        row = self._row_in_focus() or self.view.row_of(self._desk.sitting.place) or self._first_row()
        return row.place if row else asked_fields(self.problem, self.stage)[0]

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return self._row_in_focus() is not None

    @property
    def is_done(self) -> bool:
        """Whether all that is asked for is right."""
        return self._desk.sitting.is_done()

    @property
    def was_begun(self) -> bool:
        """Whether the learner was here before."""
        return self._desk.was_begun

    def begin_at(self, place: FieldId | None) -> None:
        """Before it is shown: where the learner begins."""
        self._begin_at = place or self._begin_at

    def rest(self) -> None:
        """Take the cursor out of the fields: what is shown can be scrolled, and keys go to the screen."""
        self.view.can_focus = True
        self.view.focus()

    def statuses(self) -> Mapping[StageId, Status]:
        """How each stage stands."""
        return {stage: self._desk.sitting.stage_status(stage) for stage in asked_stages(self.problem)}

    def compose(self) -> ComposeResult:
        yield self._crib
        yield self.view

    async def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep)
        self._crib.show(self.stage)
        if self._takes_cursor:
            self.focus_place(self._begin_at)
        self.post_message(self.Changed())
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        async with self._page:
            sitting = self._desk.sitting
            if sitting.answers or sitting.rungs or sitting.broken_down or gradient_is_given(self.problem):
                await self.view.complete()
                self._enter_steps()
                self.keep_in_sight()
            if self._walk is not None and self._desk.sitting.status(self._walk.walk.field) in WRONG:
                await self._walking.take_up(self._walk)
                self._after_walk(self._walk.walk.field)
        self._warm_up()

    def _enter_steps(self) -> None:
        """Where the learner begins at a sub-step, it was not there before."""
        steps = self._steps_of(self._begin_at) if self._begin_at.step and self._takes_cursor else None
        if steps is not None:
            steps.go(self._begin_at)

    @work(thread=True, exclusive=True, group="engine")
    def _warm_up(self) -> None:
        """Load the engine and trace the problem while the learner reads."""
        _ = self.problem.trace.updated
        explainer = self._shared.explainer
        explainer.prepare(self.problem)
        if self._telling.untold():
            explainer.wait(self.problem)
            self.call_later(self._explain_again)

    # What the learner does

    async def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        async with self._page:
            if event.text.strip():
                await self._submit(event.place, event.text)
            else:
                self._say(event.place, self._voice.say("mark.empty"))
        self._shared.host.key_is_done("enter")

    async def _submit(self, place: FieldId, text: str) -> None:
        facts = self._desk.submit(place, text)
        self._unsaved.pop(place, None)
        answered = [fact for fact in facts if isinstance(fact, Answered)]
        for fact in answered:
            self._drafts.pop(fact.field, None)
        with self.app.batch_update():
            if self._walking.field in [fact.field for fact in answered]:
                await self._walking.leave()
            await self.view.take(self._desk.sitting, facts)
        self.post_message(self.Changed())
        # The verdict is painted first.
        self.call_after_refresh(self._explain, [fact.field for fact in answered])
        stopped = next((fact.field for fact in answered if not fact.mark.moves_on), None)
        if stopped is None:
            await self._go_on(answered[-1].field if len(answered) > 1 else place)
        elif stopped != place:
            self.focus_place(stopped)
        else:
            self.keep_in_sight()

    async def _go_on(self, place: FieldId) -> None:
        """To the next open field; after the last of a stage that is the first of another."""
        following = self._desk.sitting.next_open(place)
        steps = self._steps_of(following) if following else None
        if following is None:
            self.call_after_refresh(self._show_end)
        elif following.step and steps is not None:
            steps.go(following)
            if is_chain(place):  # the table is there now
                self.call_after_refresh(self._bring_into_sight, steps)
        elif following.stage == self.stage:
            if not (place.step and following == place.parent and await self._carry_into(following)):
                self.focus_place(following)
        elif self.view.stays_in_sight:
            self.focus_place(place)
        else:
            solved = self.stage if self._desk.sitting.stage_status(self.stage) is Status.RIGHT else None
            await self._turn_to(following.stage, following, solved)

    def can_leave_tree(self) -> bool:
        """Whether the whole tree is in view, and there is something to go on to from it."""
        return self.view.stays_in_sight

    async def leave_tree(self, typed: str = "") -> None:
        """From the whole tree to the next open field, with what was typed already."""
        async with self._page:
            following = self._desk.sitting.next_open(asked_fields(self.problem, "b")[-1])
            if not self.view.stays_in_sight or following is None:
                return
            await self._turn_to(following.stage, following, None)
            row = self.view.row_of(following)
            if typed and row is not None:
                row.fill(row.text + typed)
                self._typed(following, row.text)

    async def on_key(self, event: events.Key) -> None:
        """Who types at the whole tree has the next answer ready: nothing typed is lost."""
        if event.character and event.is_printable and self.view.stays_in_sight and not self.has_cursor:
            event.stop()
            await self.leave_tree(event.character)
            self._shared.host.key_is_done(event.key)  # it goes no further

    async def _carry_into(self, place: FieldId) -> bool:
        """The last sub-step was right: what they come to is the answer in the field, and marked. Whether it was."""
        text = gathered(self._desk.sitting, place)
        if not text:
            return False
        await self._submit(place, text)
        return True

    def _show_end(self) -> None:
        """Everything is right: what there is to read about it comes into view."""
        solutions = self.query(".stage--solution")
        if solutions:
            solutions.first().scroll_visible(top=True, animate=False)

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self._typed(event.place, event.text)

    def _typed(self, place: FieldId, text: str) -> None:
        self._unsaved[place] = self._drafts[place] = text
        self._asked_for_answer = self._asked_in = None
        if place == self._walking.field and not self._walking.is_on:  # what was found was of the answer before
            self.call_later(self._leave_ended_walk)
        # The key is painted first.
        self.call_after_refresh(self._preview, place, text)

    async def _leave_ended_walk(self) -> None:
        async with self._page:
            if not self._walking.is_on:  # else one was begun meanwhile
                await self._walking.leave()

    def _preview(self, place: FieldId, text: str) -> None:
        """Say how what is typed is read, unless it was typed on or marked meanwhile."""
        if self._drafts.get(place) == text:
            read = preview(self.problem, place, text)
            self._say(place, self._voice.message(read) if read else "")

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self._ask_no_more()
        self._desk.visit(event.place)
        self.view.light(event.place)
        self.post_message(self.Changed())

    @work(group="explaining")
    async def _explain(self, answered: Sequence[FieldId]) -> None:
        """Say what explains the answers just given, and again what explains those that they throw light on."""
        shown = await self._telling.tell(answered)
        if not self.is_attached:  # the screen was left meanwhile
            return
        if shown is not None and answered[0] == self.place:
            self.call_after_refresh(self._bring_into_sight, shown)
        else:  # what is said above may have pushed the cursor out of sight
            self.keep_in_sight()
        self.post_message(self.Changed())

    def _explain_again(self) -> None:
        """What stood there wrong when the learner came is explained as it was when they left."""
        untold = self._telling.untold()
        if untold:
            self._explain(untold)

    def can_walk(self) -> bool:
        """Whether something is wrong here that can be traced back."""
        if self._walking.is_on:
            return True
        return walkable(self._desk.sitting, self.place, self._telling.of) is not None

    @property
    def is_walking(self) -> bool:
        """Whether the walk back asks something."""
        return self._walking.is_on

    @property
    def kept_walk(self) -> Kept | None:
        """The walk back as it stands, to go on with on another page."""
        return self._walking.kept

    async def walk(self) -> None:
        """Walk back from a wrong answer, by questions under its field; leave the walk if one is on."""
        async with self._page:
            if self._walking.is_on:
                await self._leave_walk()
                return
            place = walkable(self._desk.sitting, self.place, self._telling.of)
            if place is not None:
                self.keep()
                self._ask_no_more()
                await self._walking.begin(place)
                self._after_walk(place)

    async def leave_walk(self) -> None:
        """From the walk back to the field that it began at."""
        async with self._page:
            await self._leave_walk()

    async def _leave_walk(self) -> None:
        field = self._walking.field
        self.keep()
        await self._walking.leave()
        if field is not None:
            self.focus_place(field)
        self.post_message(self.Changed())

    async def on_walk_view_submitted(self, event: WalkView.Submitted) -> None:
        event.stop()
        async with self._page:
            field = self._walking.field
            facts = await self._walking.answer(event.steps, event.text)
            answered = [fact.field for fact in facts if isinstance(fact, Answered)]
            for place in answered:
                self._unsaved.pop(place, None)
                self._drafts.pop(place, None)
            if answered:
                self.call_after_refresh(self._explain, answered)
            if field is not None:
                self._after_walk(field)
        self._shared.host.key_is_done("enter")

    async def on_walk_view_left(self, event: WalkView.Left) -> None:
        event.stop()
        await self.leave_walk()

    def _after_walk(self, field: FieldId) -> None:
        """The walk asks, or it has come to its end: then the cursor is at the field that it began at."""
        if not self._walking.is_on:
            self.focus_place(field)
        self.post_message(self.Changed())
        for view in self.query(WalkView):
            self.call_after_refresh(self._bring_into_sight, view, self.view.row_of(field))

    async def open_hint(self) -> None:
        """One more hint for the field or the sub-step; the bottom ones are asked for twice."""
        async with self._page:
            await self._open_hint()

    async def _open_hint(self) -> None:
        if not self.can_open_hint():
            return
        place = self._walking.hinted or self.place
        row = self._walking.row or self.view.row_of(place)
        sure = self._asked_for_answer == place
        facts = self._desk.open_hint(place, sure=sure)
        self._ask_no_more()
        if facts:
            self.view.sitting = self._desk.sitting
            if row is not None:
                row.note_mark()
            shown = self._walking.show_hints() or await self.view.show_hints(place)
            self.call_after_refresh(self._bring_into_sight, shown)
        elif rung := self._desk.sitting.next_rung(place):
            self._asked_for_answer, self._asked_in = place, row
            self._note(row, self._voice.say(f"hint.ask_{rung}"))
        else:
            self._note(row, self._voice.say("hint.no_more"))

    def _ask_no_more(self) -> None:
        """What a second press was asked for is left: it is not said any more, either."""
        row, self._asked_in, self._asked_for_answer = self._asked_in, None, None
        if row is not None and row.is_attached:
            row.note_mark()

    def can_open_hint(self) -> bool:
        """Whether there is a field or a step to open a hint for.

        Of a tree that is whole no node is asked for, and a question with numbers of its own has no hints.
        """
        if self._walking.is_on:
            return self._walking.hinted is not None
        return self.view.row_of(self.place) is not None

    @property
    def is_broken_down(self) -> bool:
        """Whether the sub-steps of the field are open."""
        return self.place.parent in self._desk.sitting.broken_down

    def can_break_down(self) -> bool:
        """Whether the field, or that of a step that is asked for by name, has sub-steps and is on the page."""
        whole = self.place.parent
        return has_breakdown(whole) and self.view.row_of(whole) is not None

    async def break_down(self) -> None:
        """Open the field into its sub-steps, or fold it again."""
        async with self._page:
            await self._break_down(self.place.parent)

    async def _break_down(self, place: FieldId) -> None:
        self.keep()
        self._ask_no_more()
        if self._walking.is_on:  # one dialogue at a time; what a walk has found stays to be read
            await self._walking.leave()
        self._desk.break_down(place)
        self.view.sitting = self._desk.sitting
        if place in self._desk.sitting.broken_down:
            steps = await self.view.open_steps(place)
            steps.row.focus_answer()
            self.call_after_refresh(self._bring_into_sight, steps)
        else:
            await self.view.fold_steps(place)
            self.focus_place(place)
        await self._telling.show_again()  # it says whether the sub-steps are open
        self.post_message(self.Changed())

    async def go_stages(self, by: int) -> None:
        """Go that many stages on."""
        stages = asked_stages(self.problem)
        number = stages.index(self.stage) + by
        if 0 <= number < len(stages):
            async with self._page:
                await self._turn_to(stages[number], None, None)

    async def step_focus(self, by: int) -> None:
        """Go down or up: in the table of sub-steps a row, else a field."""
        row = self._row_in_focus()
        if row is None:
            return
        self.keep()
        steps = self._steps_of(row.place) if row.place.step else None
        target = steps.neighbour(by, 0) if steps and steps.row is row else None
        if steps and target:
            steps.go(target)
            return
        rows = list(self.query(FieldRow))
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].focus_answer()

    def keep(self) -> None:
        """Keep what stands in the fields unsubmitted; called twice a second."""
        unsaved, self._unsaved = self._unsaved, {}
        for place, text in unsaved.items():
            self._desk.keep_draft(place, text)

    def focus_place(self, place: FieldId) -> None:
        """Put the cursor in a field, or in the first one if it is not in view; else let the page be scrolled."""
        row = self.view.row_of(place) or self._first_row()
        if row is not None:
            row.focus_answer()
        else:
            self.rest()
            self.keep_in_sight()

    # What is shown

    def _stage_view(self, stage: StageId, solved: StageId | None = None) -> StageView:
        return StageView(
            self._desk.sitting,
            stage,
            self._voice,
            self._shared.wordings,
            drafts=self._drafts,
            labels=self._shared.labels,
            lead=self._voice.say("stage.solved", stage=solved) if solved else "",
            ending=self._ending,
        )

    async def _turn_to(self, stage: StageId, place: FieldId | None, solved: StageId | None) -> None:
        self.keep()
        self.stage = stage
        old, self.view = self.view, self._stage_view(stage, solved)
        with self.app.batch_update():
            await old.remove()
            await self.mount(self.view)
            await self.view.complete()
            await self._telling.show_again()
        self._crib.show(stage)
        shown = self._desk.sitting.shown_fields(stage)
        to_do = [f for f in shown if self._desk.sitting.status(f) is not Status.RIGHT]
        self.focus_place(place or next(iter(to_do), shown[0]))
        if self._telling.untold():
            self.call_after_refresh(self._explain_again)
        self.post_message(self.Changed())

    def _say(self, place: FieldId, text: str) -> None:
        self._note(self.view.row_of(place), text)

    def _note(self, row: FieldRow | None, text: str) -> None:
        """Show a line under a field."""
        if row is not None:
            row.note(text)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll, if need be, so that the field with the cursor is seen, with what is said under it; or the tree."""
        row = self._row_in_focus()
        if row is not None:
            self.call_after_refresh(row.scroll_visible, animate=False)
        elif self.view.stays_in_sight:
            self.call_after_refresh(self.view.show_whole_tree)

    def _bring_into_sight(self, opened: Widget, row: FieldRow | None = None, looks: int = MOST_LOOKS) -> None:
        """Scroll, if need be, to what was opened, with its field above it (the cursor's, unless told) if both fit."""
        if not (opened.is_attached and self.view.is_attached):  # another page came meanwhile
            return
        if not opened.region and looks:  # not laid out yet: it would seem to be in sight
            self.set_timer(LOOK_AGAIN, lambda: self._bring_into_sight(opened, row, looks - 1))
            return
        row, height = row or self._row_in_focus(), self.view.size.height
        if self.view.can_view_entire(opened):
            return
        above = opened.region.y - row.region.y if row is not None else -1
        if row is not None and (0 <= above < height // 2 or 0 <= above <= height - opened.region.height):
            row.scroll_visible(top=True, animate=False)
        else:
            opened.scroll_visible(top=True, animate=False)

    def _first_row(self) -> FieldRow | None:
        return next(iter(self.query(FieldRow)), None)

    def _row_in_focus(self) -> FieldRow | None:
        if not self.is_attached:  # the screen was left meanwhile
            return None
        focused = self.screen.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, FieldRow)), None)

    def _steps_of(self, place: FieldId) -> BreakdownView | None:
        return next((steps for steps in self.query(BreakdownView) if steps.table.field == place.parent), None)
