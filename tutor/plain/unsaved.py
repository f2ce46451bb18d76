"""Leaving while what was done is in memory only: try again, another folder, or leave it."""

from pathlib import Path

from tutor.plain.face import Face
from tutor.plain.terminal import Ended

AGAIN, ELSEWHERE, LEAVE = "1", "2", "3"


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
