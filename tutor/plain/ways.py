"""The ways from room to room, each brought in when it is gone."""

from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.stages import FieldId
from tutor.plain.face import Face
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Room
from tutor.plain.scene import Scene


class Doors:
    """The `Ways` that `Face` asks for another room."""

    def home(self, face: Face) -> Scene:
        from tutor.plain.home import Home

        return Home(face)

    def lesson(self, face: Face, lesson: Lesson) -> Scene:
        if isinstance(lesson, Essay):
            from tutor.plain.essay import EssayRoom

            return EssayRoom(face, lesson)
        return ProblemRoom(face, lesson)

    def drills(self, face: Face, code: str = "", *, goes_on: bool = False) -> Scene:
        from tutor.plain.drills import open_drills

        return open_drills(face, code, goes_on=goes_on)

    def progress(self, face: Face) -> Scene:
        from tutor.plain.progress import ProgressRoom

        return ProgressRoom(face)

    def laboratory(self, face: Face, problem: Problem, came_from: Scene | None = None) -> Scene:
        from tutor.plain.laboratory import LaboratoryRoom

        return LaboratoryRoom(face, problem, came_from)

    def theorem(self, face: Face, came_from: Scene | None = None) -> Scene:
        from tutor.plain.theorem import TheoremRoom

        return TheoremRoom(face, came_from)

    def walk(self, problem: Scene, field: FieldId) -> Scene:
        """The walk back from a wrong answer. Raises TypeError for a room that is about no problem."""
        from tutor.plain.walk import WalkRoom

        if not isinstance(problem, ProblemRoom):
            raise TypeError(problem)
        return WalkRoom(problem, field)

    def sheet(self, room: Scene) -> Scene:
        """The sheet of the problem that a room is about. Raises TypeError for a room that is about none."""
        from tutor.plain.sheet import SheetRoom

        if not isinstance(room, ProblemRoom):
            raise TypeError(room)
        return SheetRoom(room)

    def why(self, problem: Scene) -> Scene:
        """The question why an answer is right that is open. Raises TypeError for a room that is about no problem."""
        from tutor.plain.why import WhyRoom

        if not isinstance(problem, ProblemRoom):
            raise TypeError(problem)
        return WhyRoom(problem)

    def primer(self, room: Scene, problem: Problem, name: str) -> Scene:
        """The lesson of a minute of this name about a problem. Raises TypeError for what is no room."""
        from tutor.plain.primer import PrimerRoom

        if not isinstance(room, Room):
            raise TypeError(room)
        return PrimerRoom(room, problem, name)
