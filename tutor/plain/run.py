"""The plain face opened, and left again; where what was done is in memory only, by what is asked about it."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random

from tutor.journal.journal import open_journal
from tutor.journal.records import Notice
from tutor.plain.room import Face, Leave, Room
from tutor.plain.terminal import Ended, Terminal
from tutor.plain.ways import AllWays
from tutor.session.start import Beginning, Start, what_is_left_to_say

INTERRUPTED = 130
"""The status of a program that was ended by Ctrl+C, as shells have it: 128 + SIGINT."""
AGAIN, ELSEWHERE, LEAVE = "1", "2", "3"


def run(start: Start, tell: Callable[[Notice], None] = lambda _: None) -> int:
    """Open the plain face on the standard streams. `tell` is told what is left to say. Returns the exit status."""

    def now() -> datetime:
        return datetime.now(UTC)

    typed = sys.stdin  # None where it is closed
    source = typed.buffer if typed is not None else BytesIO()
    terminal = Terminal(source, sys.stdout, echoes=typed is None or not typed.isatty())
    with open_journal(start.folder, now) as journal:
        random = Random()  # noqa: S311  # which drill comes is no secret
        face = Face(terminal, journal, now, start, random, AllWays())
        status = converse(face, first_room(face, start.beginning))
    for notice in what_is_left_to_say(journal):
        tell(notice)
    return status


def first_room(face: Face, beginning: Beginning) -> Room:
    """The room to begin in."""
    lesson, drill, laboratory, theorem, sheet = beginning
    if theorem:
        return face.ways.theorem(face)
    if laboratory is not None:
        return face.ways.laboratory(face, laboratory)
    if sheet is not None:
        return face.ways.sheet(face, sheet)
    if drill is not None:
        return face.ways.drills(face, drill)
    return face.ways.lesson(face, lesson) if lesson is not None else face.ways.home(face)


def _entered(room: Room) -> Room:
    """The room where the learner is once they have entered one: that of what was left open there, if anything was."""
    room.enter()
    following = room.left_open()
    return _entered(following) if following is not None else room


def converse(face: Face, room: Room) -> int:
    """Go from room to room until the learner leaves or the input ends. Returns the exit status."""
    face.journal.look_at_the_clock()
    status = 0
    try:
        room = _entered(room)
        while True:
            face.tell_notices()
            following = room.take(face.terminal.ask(room.prompt()))
            if following is not None:
                room = _entered(following)
    except Leave:
        pass
    except Ended as ended:
        room.leave()
        status = INTERRUPTED if ended.is_interrupted else 0
    except KeyboardInterrupt:  # while something was worked out
        room.leave()
        status = INTERRUPTED
    except SystemExit:  # the program was told to end by a signal
        room.leave()
        raise
    if room.standing():
        face.tell(room.standing())
    save_or_ask(face)
    return status


def save_or_ask(face: Face) -> None:
    """Say that all is kept; where it is not, ask what is to become of it. With no more input, it is left."""
    journal = face.journal
    if not journal.waits or journal.save():
        face.say("practice.left")
        return
    face.say("unsaved.heading")
    try:
        while not _settled(face):
            face.say("unsaved.still")
    except Ended:
        return
    if not journal.waits:
        face.say("practice.left")


def _settled(face: Face) -> bool:
    """Whether the learner left it, or it is saved now. Raises Ended."""
    journal = face.journal
    if journal.fault is not None:
        face.say(f"journal.{journal.fault.key}", **journal.fault.params)
    for number, name in ((AGAIN, "again"), (ELSEWHERE, "elsewhere"), (LEAVE, "leave")):
        face.tell(f"{number}. {face.words(f'unsaved.{name}')}")
    chosen = face.terminal.ask(face.words("plain.number")).strip()
    if chosen == ELSEWHERE:
        folder = face.terminal.ask(face.words("plain.folder")).strip()
        return bool(folder) and journal.save_elsewhere(Path(folder).expanduser())
    return chosen == LEAVE or (chosen == AGAIN and journal.save())
