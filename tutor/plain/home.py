"""Home in lines: the problems, how far each is, the folder that was named, the shelf, and the way on."""

from typing import ClassVar

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.template import Table, fill
from tutor.plain import coming
from tutor.plain.commands import Command
from tutor.plain.room import Face, Room
from tutor.practice.sittings import TEACH
from tutor.session.drill_places import drill_left, due_in, is_left
from tutor.session.last_laboratory import last_laboratory
from tutor.session.lesson_list import Row
from tutor.session.numbers import short
from tutor.session.reason_words import reason
from tutor.session.record_names import record_name
from tutor.session.standing import reached
from tutor.session.today import days_this_month, todays_drill
from tutor.session.welcome import was_welcomed, welcome


class Home(Room):
    """Lists what there is; a number or a name opens it."""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._list = face.lessons()
        self._over: Lesson | None = None
        """What was asked to begin anew, once."""

    def prompt(self) -> str:
        return self.face.words("plain.home")

    def enter(self) -> None:
        face = self.face
        face.tell(f"{face.words('home.title')}. {face.words('home.tagline')}.")
        face.read_out(fill(welcome(face.journal, face.content, face.language), Table({"key_hint": ""})))
        face.say("plain.how")
        self.list()

    def list(self) -> None:
        """Say what there is to work on."""
        face, last = self.face, self._list.last()
        for row in self._list.rows():
            line = self._line(row, last)
            if line:
                face.tell(line)
        for fault in self._list.faults:
            face.tell(f"! {face.spoken.fault(fault)}")
        self._list.faults.clear()
        self._tell_drills()
        self._tell_laboratory()
        days = days_this_month(face.journal, face.now())
        if days:
            face.say("next.days", number=days)
        coming.tell(face, face.suggested(lessons=self._list))

    def _line(self, row: Row, last: Lesson | None) -> str:
        face = self.face
        if row.lesson is not None:
            number = f"{row.number}. " if row.number else "- "
            here = f" {face.words('home.here')}." if row.lesson is last else ""
            title = row.lesson.wording(face.language).title
            return f"{number}{row.lesson.id}, {face.spoken.plainly(title)}: {self._state(row.lesson)}.{here}"
        if row.is_shelf:
            folded = "" if self._list.exercises is not None else f" {face.words('plain.shelf_folded')}"
            return f"{row.number}. {face.words('home.shelf')} ({len(self._list.shelf)}).{folded}"
        if row.fault is not None:
            return f"! {face.spoken.fault(row.fault)}"
        left_out = self._list.own.left_out if self._list.own else 0
        return face.words(row.words, number=left_out) if row.words else row.heading

    def _state(self, lesson: Lesson) -> str:
        """How far a lesson is."""
        done, of = reached(lesson, self.face.journal)
        return self.face.words("plain.essay_state" if isinstance(lesson, Essay) else "cli.progress", done=done, all=of)

    def _tell_drills(self) -> None:
        face = self.face
        today = todays_drill(face.journal, face.now(), face.content)
        due = due_in(face.journal, face.now()) + today.own
        key = "drill.home_left" if is_left(face.journal) else "drill.home_due" if due else "drill.home"
        here = f" {face.words('home.here')}." if drill_left(face.journal) else ""
        face.say("plain.home_drills", state=face.words(key, number=due), here=here)
        skill = face.words("next.today", skill=face.words(f"skill.{today.skill}"))
        face.tell(f"{skill}. {reason(face.spoken, today.reason, today.params)}")

    def _tell_laboratory(self) -> None:
        lab, tried = last_laboratory(self.face.journal), self._tried()
        if lab is not None and tried is not None:
            first, last = short(lab.costs[0]), short(lab.costs[-1])
            self.face.say("plain.home_laboratory", id=tried.id, first=first, last=last)

    def _tried(self) -> Problem | None:
        """The problem of the last laboratory."""
        lab = last_laboratory(self.face.journal)
        tried = self._list.named(lab.problem) if lab is not None else None
        return tried if isinstance(tried, Problem) else None

    def answer(self, line: str) -> Room | None:
        self._over = None
        typed = line.strip()
        row = self._row(typed)
        if row is None:
            self.face.say("plain.no_lesson" if typed else "plain.choose_lesson", name=typed)
            return None
        return self._open(row)

    def _row(self, typed: str) -> Row | None:
        """The line with a number or a lesson's id; of the shelf, whether it is unfolded or not."""
        rows = self._list.rows()
        by_id = next((row for row in rows if row.lesson is not None and row.lesson.id == typed), None)
        if by_id is None and any(path.name.removesuffix(".md") == typed for path in self._list.shelf):
            self._list.turn_shelf()
            return self._row(typed) if self._list.exercises is not None else None
        return by_id or next((row for row in rows if row.number and str(row.number) == typed), None)

    def _open(self, row: Row) -> Room | None:
        if row.lesson is None:
            self._list.turn_shelf()
            self.list()
            return None
        try:
            lesson = self.face.read(row.lesson.path) if row.is_own else row.lesson
        except ContentError as error:
            self.face.tell(f"! {self.face.spoken.fault(error)}")
            return None
        was_welcomed(self.face.journal)
        return self.face.ways.lesson(self.face, lesson)

    def go_on(self) -> Room:
        """Where the learner was at last, or what comes next."""
        was_welcomed(self.face.journal)
        return coming.follow(self.face, self.face.suggested(lessons=self._list))

    def drills(self) -> Room:
        was_welcomed(self.face.journal)
        return self.face.ways.drills(self.face)

    def teach(self) -> Room:
        """A pupil to teach."""
        was_welcomed(self.face.journal)
        return self.face.ways.drills(self.face, TEACH)

    def laboratory(self) -> Room | None:
        """Back to the last laboratory."""
        tried = self._tried()
        return self.face.ways.laboratory(self.face, tried) if tried is not None else None

    def start_over(self, named: str) -> None:
        """Begin a lesson anew; asked for twice."""
        face, row = self.face, self._row(named.strip())
        lesson = row.lesson if row is not None else None
        if lesson is None:
            face.say("plain.no_lesson", name=named)
        elif self._over != lesson:
            self._over = lesson
            face.say("plain.ask_start_over", id=lesson.id)
        else:
            self._over = None
            face.journal.start_over(record_name(lesson), face.now())
            face.say("home.started_over", id=lesson.id)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("go_on", lambda room, _: room.go_on()),
        Command("drills", lambda room, _: room.drills()),
        Command("teach", lambda room, _: room.teach()),
        Command("last_laboratory", lambda room, _: room.laboratory(), lambda room: room._tried() is not None),
        Command("progress", lambda room, _: room.face.ways.progress(room.face)),
        Command("list", lambda room, _: room.list()),
        Command("start_over", lambda room, named: room.start_over(named), takes=True),
    )
