"""Drills in lines: how long a sitting is to be, one drill after another, and what it came to."""

from typing import ClassVar

from tutor.lessons.stages import asked_stages
from tutor.plain import coming
from tutor.plain.commands import Command
from tutor.plain.drill_rooms import DrillRoom, ExampleRoom
from tutor.plain.flow import Flow
from tutor.plain.item import ItemRoom
from tutor.plain.lessons import opens_lessons
from tutor.plain.room import Face, Room
from tutor.practice.drill_sitting import Goal
from tutor.practice.sittings import MINUTES, MOST_PROBLEMS, PROBLEMS
from tutor.practice.summary import Summary
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.drill_words import summary_parts
from tutor.session.primers import is_new_in_drill, primer_of
from tutor.session.suggestion import DRILLS


def open_drills(face: Face, code: str = "", *, goes_on: bool = False) -> Room:
    """The drill of a code; else the choice of a sitting, or the one that was left, if there is one."""
    desk = DrillDesk(face.journal, face.now, face.content, face.random)
    flow = Flow(face, desk, room_of, EndRoom)
    if code:
        return flow.room(desk.open(code))
    if goes_on and desk.left() is not None:
        desk.resume()
        return flow.next()
    return ChoiceRoom(face, flow)


def room_of(flow: Flow, drill: Drill) -> Room:
    """The room of a drill."""
    if drill.item is not None:
        return ItemRoom(flow, drill, drill.item)
    room = ExampleRoom(flow, drill) if drill.is_example else DrillRoom(flow, drill)
    face, problem = flow.face, drill.problem
    if opens_lessons(face) and is_new_in_drill(face.journal, problem):  # the lesson comes first, and leads there
        return face.ways.primer(room, problem, primer_of(problem, asked_stages(problem)[0]))
    return room


class ChoiceRoom(Room):
    """How long a sitting of drills is to be; or to go on with the one that was left."""

    def __init__(self, face: Face, flow: Flow) -> None:
        super().__init__(face)
        self._flow = flow
        self._problems = face.config.problems or PROBLEMS
        self._is_timed = False

    def prompt(self) -> str:
        return self.face.words("practice.heading")

    @property
    def is_left(self) -> bool:
        """Whether there is a sitting to go on with."""
        return self._flow.desk.left() is not None

    def enter(self) -> None:
        face = self.face
        face.say("plain.how")
        face.say("practice.resume" if self.is_left else "practice.begin")
        if self.is_left:
            face.say("plain.resume")
        for number, minutes in enumerate(MINUTES, 1):
            face.tell(f"{number}. {face.words('practice.minutes', number=minutes)}")
        face.tell(f"{len(MINUTES) + 1}. {face.words('practice.problems', number=self._problems)}")
        face.say("plain.other_length", digit=len(MINUTES) + 1, most=MOST_PROBLEMS)
        if (goal := self._set) is not None and not self.is_left:
            face.say("plain.set_length", length=face.words(f"practice.{goal.unit}", number=goal.number))
        face.say("plain.clock_on" if self._is_timed else "plain.clock_off")

    def answer(self, line: str) -> Room | None:
        is_empty = not line.strip()
        if is_empty and self.is_left:
            return self.go_on()
        goal = self._set if is_empty else self._goal(line)
        if goal is None:
            self.face.say("plain.no_length")
            return None
        self._flow.desk.begin(goal, is_timed=self._is_timed)
        return self._flow.next()

    @property
    def _set(self) -> Goal | None:
        """The length that the learner set in their own file."""
        config = self.face.config
        if config.minutes is not None:
            return Goal("minutes", config.minutes)
        return Goal("problems", config.problems) if config.problems is not None else None

    def clock(self) -> None:
        """Say the time with every prompt, or not."""
        self._is_timed = not self._is_timed
        self.face.say("plain.clock_on" if self._is_timed else "plain.clock_off")

    def _goal(self, line: str) -> Goal | None:
        """The goal that is typed: a number of the list, and behind the last one how many problems."""
        typed = line.split()
        if not typed or not all(one.isascii() and one.isdigit() and len(one) < 3 for one in typed):
            return None
        digit, *number = map(int, typed)
        if 1 <= digit <= len(MINUTES) and not number:
            return Goal("minutes", MINUTES[digit - 1])
        if digit != len(MINUTES) + 1 or len(number) > 1:
            return None
        problems = number[0] if number else self._problems
        return Goal("problems", problems) if 1 <= problems <= MOST_PROBLEMS else None

    def go_on(self) -> Room | None:
        """The sitting that was left."""
        self._flow.desk.resume()
        return self._flow.next()

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("go_on", lambda room, _: room.go_on(), lambda room: room.is_left),
        Command("clock", lambda room, _: room.clock()),
    )


class EndRoom(Room):
    """What a sitting came to."""

    def __init__(self, face: Face, summary: Summary) -> None:
        super().__init__(face)
        self._summary = summary

    def prompt(self) -> str:
        return self.face.words("practice.heading")

    def enter(self) -> None:
        face, found = self.face, self._summary
        face.say("practice.over")
        face.say("practice.drills", drills=found.drills, right=found.right)
        for heading, lines in summary_parts(face.spoken, found, face.now()):
            face.tell()
            face.tell(heading)
            face.list_lines(f"- {line}" for line in lines)
        coming.tell(face, face.suggested(DRILLS))
        face.say("plain.to_home")

    def answer(self, line: str) -> Room | None:
        del line
        return self.face.ways.home(self.face)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        coming.go_on(lambda _: DRILLS),
        Command("drills", lambda room, _: open_drills(room.face)),
    )
