"""The ways from room to room, each brought in when it is gone."""

from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.stages import FieldId
from tutor.plain.face import Face
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Room


class Ways:
    """Who is in a room asks for another here, and knows none of them."""

    def home(self, face: Face) -> Room:
        """The list of problems."""
        from tutor.plain.home import Home

        return Home(face)

    def lesson(self, face: Face, lesson: Lesson) -> Room:
        """A problem or an essay."""
        if isinstance(lesson, Essay):
            from tutor.plain.essay import EssayRoom

            return EssayRoom(face, lesson)
        return ProblemRoom(face, lesson)

    def drills(self, face: Face, code: str = "", *, goes_on: bool = False) -> Room:
        """The drill of a code; else the choice of a sitting, or the one that was left, if there is one."""
        from tutor.plain.drills import open_drills

        return open_drills(face, code, goes_on=goes_on)

    def progress(self, face: Face) -> Room:
        """What was learnt so far."""
        from tutor.plain.progress import ProgressRoom

        return ProgressRoom(face)

    def laboratory(self, face: Face, problem: Problem, came_from: Room | None = None) -> Room:
        """The laboratory of a problem, and back from it to where the learner came from."""
        from tutor.plain.laboratory import LaboratoryRoom

        return LaboratoryRoom(face, problem, came_from)

    def theorem(self, face: Face, came_from: Room | None = None) -> Room:
        """The universal approximation theorem at work, and back from it to where the learner came from."""
        from tutor.plain.theorem import TheoremRoom

        return TheoremRoom(face, came_from)

    def walk(self, room: ProblemRoom, field: FieldId) -> Room:
        """The walk back from a wrong answer of the problem that a room is about."""
        from tutor.plain.walk import WalkRoom

        return WalkRoom(room, field)

    def sheet(self, room: ProblemRoom) -> Room:
        """The sheet of the problem that a room is about; it leads back to the room."""
        from tutor.plain.sheet import SheetRoom

        return SheetRoom(room)

    def why(self, room: ProblemRoom) -> Room:
        """The question why the answer just given is right; it leads back to the problem that the room is about."""
        from tutor.plain.why import WhyRoom

        return WhyRoom(room)

    def primer(self, room: Room, problem: Problem, name: str) -> Room:
        """The lesson of a minute of this name about a problem; it leads back to the room."""
        from tutor.plain.primer import PrimerRoom

        return PrimerRoom(room, problem, name)
