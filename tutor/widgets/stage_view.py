"""One stage on the screen: its question, its fields, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message as TextualMessage
from textual.widget import Widget
from textual.widgets import Static

from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId, StageId, asked_fields, is_optional
from tutor.lessons.wording import Wordings
from tutor.session.at_hand import gradient_is_given, rows_at_hand
from tutor.session.facts import Answered, Fact
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.widgets.at_hand import AtHandView
from tutor.widgets.field_slot import FieldSlot
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.stage_slots import StageSlots

if TYPE_CHECKING:
    from tutor.widgets.tree_view import TreeView

QUESTION, FIELD = 8, 2
"""Lines of a question, as a rule, and of a field with what may be said under it."""
ABOVE = 10
"""Lines that a screen has besides the page, as a rule: it is asked before the page has its room."""
TREE = "TreeView"
"""The tree by the name of its class, which is imported for the stages that have one."""


class StageView(StageSlots, can_focus=False):
    """The page of a stage. It shows a sitting, and what changed in it; it decides nothing."""

    DEFAULT_CSS = """
    StageView {
        padding: 0 1 0 2; width: 1fr; height: 1fr; scrollbar-size-vertical: 1;
        & > Prose, & > Static { padding: 0 1 0 0; }
        & > .stage--question { margin: 0 0 1 0; }
        & > .stage--note { height: auto; width: 1fr; color: $foreground 75%; margin: 0 0 1 0; }
        & > .stage--on { height: auto; width: 1fr; color: $text-success; margin: 0 0 1 0; }
        & > .stage--solution { margin: 1 0 0 0; padding: 0 1; border-left: outer $success 60%; }
        &.-tight FieldSlot:even > FieldRow AnswerField:blur { background: $boost; }
        &.-tight FieldRow .row--note.-empty { display: none; }
        &.-tight FieldRow .row--note.-here { display: block; }
    }
    """

    class Grown(TextualMessage):
        """The page, or the room for it, has another height."""

    def __init__(
        self,
        sitting: Sitting,
        stage: StageId,
        naming: ScreenNaming,
        wordings: Wordings,
        *,
        drafts: Mapping[FieldId, str],
        lead: str = "",
        ending: str | None = None,
        after_step: Callable[[], Widget],
        room: int = 0,
    ) -> None:
        """`after_step` makes what stands below (e) once that is found; `room` has the lines of the page before."""
        super().__init__(sitting, stage, naming, wordings, drafts=drafts)
        self._room = room
        self._stays_at: FieldId | None = None
        """What was carried into this field stays to be read."""
        self._after_step = after_step
        self._lead = lead
        self._ending = naming.say("stage.all_done") if ending is None else ending

    def compose(self) -> ComposeResult:
        self.set_class(self._is_tight, "-tight")
        if self._lead:
            yield Static(self._lead, classes="stage--note", markup=False)
        question = self._wordings.question(self.sitting.problem, self.stage)
        yield Prose(parse(question), self._naming, classes="stage--question")
        if is_optional(self.sitting.problem, self.stage):
            yield Static(self._naming.say("formula.may_pass"), classes="stage--note", markup=False)
        if self.stays_in_sight:
            yield self._on_from_tree()
        if self._has_tree and not self._is_tree_below:
            yield self._tree()
        for place in self._asked():
            yield self._slot(place)
        if self._has_tree and self._is_tree_below:
            yield self._tree()

    @property
    def _is_tight(self) -> bool:
        """Whether there is little room: then a page keeps its question and its fields together."""
        needed = QUESTION + FIELD * len(self._asked())
        if self._may_be_below:
            from tutor.widgets.tree_view import lines_of

            needed += lines_of(self.sitting, self._naming)
        return needed > (self.size.height or self._room or self.app.size.height - ABOVE)

    @property
    def _has_tree(self) -> bool:
        return self.stage in ("b", "chain", "d")

    @property
    def _may_be_below(self) -> bool:
        """Whether the tree stands below the fields where it would push them away from the question."""
        return self.stage in ("chain", "d")

    @property
    def _is_tree_below(self) -> bool:
        return self._may_be_below and self._is_tight

    def _tree(self) -> TreeView:
        from tutor.widgets.tree_view import tree_of

        return tree_of(self.sitting, self._naming)

    def watch_virtual_size(self, before: Size, now: Size) -> None:
        """What is on the page takes other room."""
        if before.height != now.height:
            self.post_message(self.Grown())

    def on_resize(self) -> None:
        """There is other room for the page."""
        if self.has_class("-tight") is not self._is_tight:
            self.set_class(self._is_tight, "-tight")
            slots = list(self._slots.values())
            for tree in self.query(TREE) if self._may_be_below else ():
                if self._is_tight:
                    self.move_child(tree, after=slots[-1])
                else:
                    self.move_child(tree, before=slots[0])
            self.call_after_refresh(self.post_message, self.Grown())  # the page may be as high, but lies otherwise
        self.post_message(self.Grown())

    @property
    def free_lines(self) -> int:
        """How many lines of the page are free below what stands on it; below 0, so many are out of sight."""
        return self.size.height - max((child.virtual_region_with_margin.bottom for child in self.children), default=0)

    async def complete(self) -> None:
        """Mount what needs the engine: open hints and sub-steps, what is at hand, the solution of a solved stage."""
        for place in list(self._slots):
            if place in self.sitting.broken_down:
                await self.open_steps(place)
            if self.sitting.hint_levels.get(place):
                await self.show_hints(place)
        await self._show_at_hand()
        await self._show_solution()

    async def _show_at_hand(self) -> None:
        rows = rows_at_hand(self.sitting, self.stage, self._naming.math)
        shown = next(iter(self.walk_children(AtHandView)), None)
        if shown is not None:
            shown.show(rows)
        elif rows:
            is_given = self.stage == "e" and gradient_is_given(self.sitting.problem)
            heading = self._naming.say("at_hand.given" if is_given else f"at_hand.{self.stage}")
            # The gradient is short and needed at every field; the forward pass would push the fields out of sight.
            first = next(iter(self._slots.values()), None) if self.stage == "e" else None
            await self.mount(AtHandView(heading, rows), before=first)

    async def take(self, sitting: Sitting, facts: Iterable[Fact]) -> None:
        """Show the sitting after what has just happened."""
        was_right = self.sitting.stage_status(self.stage) is Status.RIGHT
        self.sitting = sitting
        for fact in facts:
            if isinstance(fact, Answered):
                for row in self._rows_of(fact.field):
                    row.show(fact.text, fact.mark)
        for place, slot in self._slots.items():
            if slot.steps is not None:
                slot.steps.refresh_from(sitting)
            slot.fit_explanations()
            standing = sitting.standing(place)
            if standing is not None and standing != sitting.answers[place] and slot.row.text == standing.text:
                slot.row.show(standing.text, standing.mark)
        if self.stage == "b":
            await self._grow()
            if self.stays_in_sight and not self.query(".stage--on"):
                await self.mount(self._on_from_tree(), before=self.query_one(TREE))
        elif not self.stays_in_sight:
            await self.query(".stage--on").remove()
        await self._show_at_hand()
        if was_right is not (sitting.stage_status(self.stage) is Status.RIGHT):
            await self._show_solution()

    @property
    def stays_in_sight(self) -> bool:
        """Whether the page is to be looked at while other fields are open still: it stays until the learner goes.

        So do the whole tree, and what was carried into the last field that was open.
        """
        is_whole = self.stage == "b" or self._stays_at is not None
        is_right = is_whole and self.sitting.stage_status(self.stage) is Status.RIGHT
        return is_right and self.sitting.next_open(asked_fields(self.sitting.problem, self.stage)[-1]) is not None

    async def stay_at(self, field: FieldId) -> None:
        """What was carried into a field, the last of all here, is to be looked at."""
        self._stays_at = field
        if not self.query(".stage--on"):
            line = Static(self._naming.say("stage.carried"), classes="stage--on", markup=False)
            await self.mount(line, before=self._slots[field])

    def rest(self) -> None:
        """Take the cursor out of the fields: what is shown can be scrolled, and keys go to the screen."""
        self.can_focus = True
        self.focus()

    def show_what_stays(self) -> None:
        """Scroll to what is to be looked at, with the line above it that says how to go on."""
        for line in self.query(".stage--on"):
            line.scroll_visible(top=True, animate=False)

    def light(self, field: FieldId) -> None:
        """Light along the tree what is asked for: a node, or the path to a partial derivative."""
        if self.stage == field.stage and self.stage in ("b", "d"):
            self._grow_tree(field)

    def _grow_tree(self, lit: FieldId | None = None) -> None:
        from tutor.widgets.tree_view import growth_of

        for tree in self.query(TREE):  # there is none while the page comes
            cast("TreeView", tree).growth = growth_of(self.sitting, lit)

    def _asked(self) -> list[FieldId]:
        """The fields on the page: all of the stage's; of the tree, the nodes that are open but not grown yet."""
        shown = self.sitting.shown_fields(self.stage)
        if self.stage != "b":
            return list(shown)
        return [field for field in shown if self.sitting.status(field) is not Status.RIGHT]

    async def _grow(self) -> None:
        """Draw the tree as it stands now; fields of grown nodes go, those of newly opened nodes come."""
        self._grow_tree()
        asked = self._asked()
        for place in [place for place in self._slots if place not in asked]:
            await self._slots.pop(place).remove()
        following: FieldSlot | None = None
        for place in reversed(asked):
            if place not in self._slots:
                await self.mount(self._slot(place), before=following)
            following = self._slots[place]

    def _on_from_tree(self) -> Static:
        return Static(self._naming.say("stage.whole_tree"), classes="stage--on", markup=False)

    async def _show_solution(self) -> None:
        """Show the solution of a solved stage, and what the end of a problem has; of one that was changed, no more."""
        await self.query(".stage--solution").remove()
        if self.sitting.stage_status(self.stage) is not Status.RIGHT:
            return
        problem = self.sitting.problem
        parts: list[Widget] = []
        if self.sitting.is_done() and self._ending:
            parts.append(Static(self._ending, classes="stage--note stage--solution", markup=False))
        if self.stage == "e":
            parts.append(self._after_step())
        solution = f"**{self._naming.say('solution.heading')}**\n\n{self._wordings.solution(problem, self.stage)}"
        parts.append(Prose(parse(solution), self._naming, classes="stage--solution"))
        await self.mount(*parts)
