"""A sitting in lines by the clock: what is left is said, and what is at hand is not cut off."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.plain.drill_rooms import ExampleRoom
from tutor.plain.drills import EndRoom
from tutor.plain.room import Room
from tutor.practice.drill_entries import sitting_in
from tutor.practice.sittings import MINUTES

from ..support.thorough import one_of
from .drill_kit import right
from .plain_kit import face_at, words_of


class Slow:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def wait(self, **spent: int) -> None:
        self.time += timedelta(**spent)


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_a_clock_says_what_is_left_and_the_sitting_ends_when_it_is_over(language: Language, tmp_path: Path) -> None:
    """A drill at hand is not cut off: the sitting ends with it, as on the screen."""
    words, clock = words_of(language), Slow()
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], language)
        scene: Room = face.ways.drills(face)
        scene.take(words("plain_command.clock"))
        assert words("plain.clock_on") in " ".join(out.getvalue().split())
        following = scene.take("1")
        assert following is not None
        scene = following
        scene.enter()
        while isinstance(scene, ExampleRoom):
            following = scene.take("")
            assert following is not None
            scene = following
            scene.enter()
        goal = MINUTES[0]
        assert words("plain.time_left", minutes=goal, seconds=0) in scene.prompt()
        clock.wait(minutes=1, seconds=20)
        assert words("plain.time_left", minutes=goal - 2, seconds=40) in scene.prompt()
        scene.take(words("plain_command.time"))
        assert words("plain.time_left", minutes=goal - 2, seconds=40) in " ".join(out.getvalue().split())
        clock.wait(minutes=goal - 2, seconds=10)
        left = words("plain.time_left", minutes=0, seconds=30)
        assert left in scene.prompt()
        assert "0" not in left.replace("30", ""), "no minutes are said where there are none"
        clock.wait(seconds=31)
        assert words("plain.time_over") in scene.prompt()
        while (line := right(scene)) != "":
            assert line is not None
            scene.take(line)
        said = " ".join(out.getvalue().split())
        assert words("plain.drill_done_last") in said or words("plain.item_done_last") in said
        assert isinstance(scene.take(""), EndRoom)
        assert sitting_in(journal) is None


def test_without_a_clock_the_time_is_told_to_who_asks_and_to_nobody_else(tmp_path: Path) -> None:
    clock = Slow()
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], "en")
        scene = face.ways.drills(face).take("4 2")
        assert scene is not None
        scene.enter()
        clock.wait(minutes=2, seconds=5)
        assert "min" not in scene.prompt()
        scene.take("time")
        assert "2 min 5 s so far" in out.getvalue()
