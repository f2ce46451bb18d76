"""What is suggested next, in lines, and the way there."""

from collections.abc import Callable
from typing import Any

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Lesson
from tutor.plain.commands import Command, always
from tutor.plain.room import Face, Room
from tutor.session.suggestion import Suggestion


def tell(face: Face, suggestion: Suggestion) -> None:
    """Say it, and how to get there."""
    key, values = suggestion.words(face.language)
    face.say("plain.next", what=face.spoken.plainly(face.words(key, **values)))


def follow(face: Face, suggestion: Suggestion) -> Room:
    """There; home, where it is a problem of somebody's own that is not sound."""
    if suggestion.lesson is None:
        return face.ways.drills(face, suggestion.code, goes_on=suggestion.goes_on)
    try:
        return face.ways.lesson(face, face.read(suggestion.lesson.path))
    except ContentError as error:
        face.tell(f"! {face.spoken.fault(error)}")
        return face.ways.home(face)


def go_on(after: Callable[[Any], Lesson | str], applies: Callable[[Any], bool] = always) -> Command:
    """The command of a room in which something comes to its end."""
    return Command("go_on", lambda room, _: follow(room.face, room.face.suggested(after(room))), applies)
