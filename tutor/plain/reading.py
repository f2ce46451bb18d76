"""What can be read of a problem at any time: what is given, hints, answers, tree, solutions; and the moves."""

import re
from collections.abc import Iterator, Sequence

from tutor.lessons.breakdown import Asked
from tutor.lessons.definitions import activation_of_stage, of_stage
from tutor.lessons.slopes import functions_of, needs_slopes, slope_page, slopes_of
from tutor.lessons.stages import FieldId, StageId, asked_stages, is_optional, letter, parse_field
from tutor.lessons.steps import offers_breakdown
from tutor.lessons.symbols import canonical_name
from tutor.network.graph import dependencies
from tutor.plain.commands import Command, number_typed
from tutor.plain.desk_room import DeskRoom
from tutor.session.at_hand import UNKNOWN, rows_at_hand
from tutor.session.flowing import can_flow, coming_words, flow_words, shown_steps
from tutor.session.sheet_lines import STAGES_OF_SHEET
from tutor.session.status import Status

_DRAWING = re.compile(r"^```text\n.*?^```\n", re.DOTALL | re.MULTILINE)


class Reading:
    """Reads out parts of the problem that a room is about."""

    def __init__(self, room: DeskRoom) -> None:
        self._room = room

    def problem(self) -> None:
        """The problem itself."""
        face = self._room.face
        face.read_out(face.wordings.statement(self._room.problem))

    def question(self) -> None:
        """What the stage asks."""
        room, face, stage = self._room, self._room.face, self._room.field.stage
        face.tell()
        face.tell(f"({room.naming.stage_letter(stage)}) {room.naming.stage(room.problem, stage)}")
        face.read_out(face.wordings.question(room.problem, stage))
        if is_optional(room.problem, stage):
            face.say("formula.may_pass_plain", word=face.words("plain_command.next"))

    def given(self) -> None:
        """What the problem gives, the stage's formula, and what was worked out before."""
        room, face, stage = self._room, self._room.face, self._room.field.stage
        face.read_out(face.wordings.given(room.problem))
        for formula in (activation_of_stage(room.problem, stage), of_stage(room.problem, stage)):
            if formula:
                face.tell(face.spoken.math(formula))
        rows = rows_at_hand(room.sitting, stage, face.spoken.math)
        if rows:
            face.list_lines(self._columns(rows) if stage == "e" else self._rows(rows))

    def _rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Each quantity with its values at the data points."""
        if len(rows[0]) == len(("name", "value")):
            yield from (f"- {name}: {value}" for name, value in rows)
            return
        (_, *points), *quantities = rows
        heads = [self._room.face.words("plain.point", number=point) for point in points]
        for name, *values in quantities:
            yield f"- {name}: {self._room.face.prose.sentence(heads, values)}"

    def _columns(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Each parameter with its value and its partial derivative."""
        heads, values, slopes = rows
        for name, value, slope in zip(heads[1:], values[1:], slopes[1:], strict=True):
            known = f", {slopes[0]}: {slope}" if slope != UNKNOWN else ""
            yield f"- {name}: {value}{known}"

    def hint(self, field: FieldId, hint_level: int) -> None:
        """One hint level of the hints of a place, from 0."""
        room, face = self._room, self._room.face
        face.say("hint.heading", number=hint_level + 1)
        face.read_out(face.wordings.hint(room.problem, field, hint_level, room.sitting.found()))
        if needs_slopes(room.problem, field, hint_level):
            face.say("plain.slopes", word=face.words("plain_command.slopes"))
        if offers_breakdown(field, hint_level) and field not in room.sitting.broken_down:
            face.say("plain.hint_steps", word=face.words("plain_command.steps"))

    def hints(self) -> None:
        """All hints that are open here, from the first."""
        place = self._room.sitting.hinted(self._room.field)
        for hint_level in range(self._room.sitting.hint_levels.get(place, 0)):
            self.hint(place, hint_level)

    def answers(self) -> None:
        """What stands in each place of the stage, or in each sub-step, and how it stands."""
        room = self._room
        whole = room.field.parent
        steps = room.sitting.sub_steps(whole) if room.field.step else ()
        for field in steps or room.sitting.shown_fields(room.field.stage):
            self._answer(field)

    def _answer(self, field: FieldId) -> None:
        room, face = self._room, self._room.face
        answer, name = room.sitting.standing(field), room.naming.field(field, room.sitting)
        if answer is None:
            face.say("plain.open", field=name)
            return
        text = face.spoken.plainly(answer.text)
        face.say("plain.answered", field=name, text=text, verdict=face.words(f"verdict.{answer.mark.verdict}"))

    def tree(self) -> None:
        """The tree as far as it has grown: a sentence for each node."""
        room = self._room
        is_asked = "b" in asked_stages(room.problem)
        for node, names in dependencies(room.problem.graph).items():
            if not is_asked or room.sitting.status(FieldId("b", node)) is Status.RIGHT:
                below = ", ".join(map(room.naming.name, names))
                room.face.say("plain.branch", node=room.naming.name(node), names=below)

    def solution(self, named: str) -> None:
        """The worked solution of a stage that is right: the one that is named, else where the learner is."""
        room, face = self._room, self._room.face
        stage = self._stage(named) or room.field.stage
        if room.sitting.stage_status(stage) is not Status.RIGHT:
            face.say("plain.not_solved", stage=room.naming.stage_letter(stage))
            return
        face.say("solution.heading")
        face.read_out(face.wordings.solution(room.problem, stage))

    def flow(self, named: str) -> None:
        """The flow through the computation in sentences, at the data point that is named, else at the first."""
        from tutor.lessons.flow import flow  # it brings the engine

        room, face, points = self._room, self._room.face, len(self._room.problem.data)
        point = number_typed(named) if named else 1
        if not 1 <= point <= points:
            face.say("plain.no_point", count=points)
            return
        steps = shown_steps(room.sitting, flow(room.problem, point))
        for number, step in enumerate(steps, 1):
            said = flow_words(room.problem, step, room.naming)
            face.read_out(f"{number}. ${step.equation}$. {said}")
        if coming := coming_words(room.sitting, room.naming):
            face.read_out(coming)

    def slopes(self, named: str) -> None:
        """How the derivatives come about that the problem needs; what a drawing shows there, the words say.

        With a number, only what changes at that point, as on the screen where the point is moved.
        """
        from tutor.session.slope_point import SlopePoint, sentences, typed_point  # it brings the engine

        room, face = self._room, self._room.face
        names, functions = slopes_of(room.problem), functions_of(room.problem)
        point = typed_point(named) if named else SlopePoint()
        if point is None:
            face.say("plain.no_slope_point")
            return
        for name in names:
            if not named:
                face.read_out(_DRAWING.sub("", face.wordings.page(slope_page(name))))
            for said in sentences(point, name, functions, room.naming):
                face.read_out(said)
        if not named:
            face.say("plain.slope_points", word=face.words("plain_command.slopes"))

    def _stage(self, named: str) -> StageId | None:
        typed, spoken = named.strip("() ").lower().replace("'", "′"), self._room.naming.stage_letter
        stages = asked_stages(self._room.problem)
        return next((stage for stage in stages if typed in (stage, letter(stage), spoken(stage))), None)

    # Moves

    def step(self, by: int) -> None:
        """To the next place, or the one before; among sub-steps to the next of them."""
        room, sitting = self._room, self._room.sitting
        steps = sitting.sub_steps(room.field.parent) if room.field.step else ()
        places = steps or [field for stage in asked_stages(room.problem) for field in sitting.shown_fields(stage)]
        at = places.index(room.field) + by if room.field in places else 0
        if 0 <= at < len(places):
            room.go(places[at])
        else:
            room.face.say("plain.no_further")

    def go(self, named: str) -> None:
        """To a stage or a place that is named as on the command line: `d`, `d.w1`, `d.w1/chain`."""
        room = self._room
        stage = self._stage(named)
        if stage is not None:
            shown = room.sitting.in_order(stage)
            room.go(next((field for field in shown if room.sitting.status(field) is not Status.RIGHT), shown[0]))
            return
        try:
            field = parse_field(named)
        except ValueError:
            field = None
        if field is not None:
            field = FieldId(field.stage, canonical_name(room.problem, field.name), field.step)
        if field is None or field not in Asked(room.problem) or not self._is_shown(field):
            room.face.say("plain.no_place", name=named or "-")
            return
        room.go(field)

    def _is_shown(self, field: FieldId) -> bool:
        """Whether one can go there: a node once its branch is reached, a sub-step once its field is broken down."""
        sitting = self._room.sitting
        return field in sitting.shown_fields(field.stage) or field in sitting.sub_steps(field.parent)


READING_COMMANDS = (
    Command("sheet", lambda room, _: room.sheet(), lambda room: room.field.stage in STAGES_OF_SHEET),
    Command("hints", lambda room, _: room.reading.hints()),
    Command("next", lambda room, _: room.reading.step(1)),
    Command("back", lambda room, _: room.reading.step(-1)),
    Command("go", lambda room, named: room.reading.go(named), takes=True),
    Command("given", lambda room, _: room.reading.given()),
    Command("question", lambda room, _: room.ask_again()),
    Command("problem", lambda room, _: room.reading.problem()),
    Command("answers", lambda room, _: room.reading.answers()),
    Command("tree", lambda room, _: room.reading.tree()),
    Command("solution", lambda room, named: room.reading.solution(named), takes=True),
    Command("slopes", lambda room, at: room.reading.slopes(at), lambda room: room.field.stage == "d", takes=True),
    Command("flow", lambda room, named: room.reading.flow(named), lambda room: can_flow(room.sitting), takes=True),
)
"""The commands that read, and those that move."""
