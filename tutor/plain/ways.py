"""The ways from room to room, each brought in when it is gone."""

from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Face, Room


class AllWays:
    """The ways that `Ways` names."""

    def home(self, face: Face) -> Room:
        from tutor.plain.home import Home

        return Home(face)

    def lesson(self, face: Face, lesson: Lesson) -> Room:
        if isinstance(lesson, Essay):
            from tutor.plain.essay import EssayRoom

            return EssayRoom(face, lesson)
        return ProblemRoom(face, lesson)

    def drills(self, face: Face, code: str = "", *, goes_on: bool = False) -> Room:
        from tutor.plain.drills import open_drills

        return open_drills(face, code, goes_on=goes_on)

    def progress(self, face: Face) -> Room:
        from tutor.plain.progress import ProgressRoom

        return ProgressRoom(face)

    def laboratory(self, face: Face, problem: Problem, came_from: Room | None = None) -> Room:
        from tutor.plain.laboratory import LaboratoryRoom

        return LaboratoryRoom(face, problem, came_from)

    def theorem(self, face: Face, came_from: Room | None = None) -> Room:
        from tutor.plain.theorem import TheoremRoom

        return TheoremRoom(face, came_from)

    def sheet(self, face: Face, problem: Problem) -> Room:
        return ProblemRoom(face, problem).sheet()

    def primer(self, room: Room, problem: Problem, name: str) -> Room:
        from tutor.plain.primer import PrimerRoom

        return PrimerRoom(room, problem, name)
