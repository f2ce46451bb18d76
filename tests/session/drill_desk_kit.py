"""A desk of drills for tests."""

from random import Random

from tutor.journal.journal import Journal
from tutor.lessons.content import content_folder
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk

from ..conftest import Clock


def desk_of(journal: Journal, clock: Clock, seed: int = 1) -> DrillDesk:
    return DrillDesk(journal, clock, content_folder(), Random(seed))


def shown(desk: DrillDesk) -> Drill:
    drill = desk.coming().result(30)
    desk.show(drill)
    desk.look_ahead(drill)
    return drill
