"""What a room has that is about a problem on a desk: its parts, and the rooms in it, work with that."""

from abc import abstractmethod
from collections.abc import Collection, Sequence

from tutor.lessons.problem import Problem, heading
from tutor.lessons.stages import FieldId
from tutor.plain.room import Face, Room
from tutor.plain.spoken import Spoken
from tutor.plain.telling import Telling
from tutor.session.desk import Desk
from tutor.session.facts import Fact
from tutor.session.sitting import Sitting


class DeskRoom(Room):
    """A problem, its desk, what is said of answers, and where the learner is."""

    field: FieldId
    is_told = False
    """Whether it was said already where the learner is, who comes back to it."""

    def __init__(self, face: Face, problem: Problem, given: Sequence[Fact] = ()) -> None:
        """`given` stands there before the learner comes."""
        super().__init__(face)
        self.problem = problem
        self.desk = Desk(problem, face.journal, face.now, face.language, given)
        self.telling = Telling(face, self.desk)
        self.drafts = self.desk.drafts()

    @property
    def sitting(self) -> Sitting:
        """How the problem stands."""
        return self.desk.sitting

    @property
    def naming(self) -> Spoken:
        """Names in the problem's letters."""
        return self.face.spoken.of(self.problem)

    def names(self) -> Collection[str]:
        return (*self.problem.graph.named, *self.problem.names.values())

    def standing(self) -> str:
        right, of = self.sitting.progress()
        return self.face.words("plain.progress", id=self.problem.id, right=right, of=of)

    def title(self) -> str:
        """What the problem is called."""
        return heading(self.problem, self.face.language)

    def called(self) -> str:
        """What the problem is called in a prompt."""
        return self.problem.id

    @abstractmethod
    def go(self, field: FieldId) -> None:
        """Go to a place."""

    @abstractmethod
    def go_on(self, field: FieldId) -> Room | None:
        """After a right answer, on to the next place."""

    @abstractmethod
    def finish(self) -> None:
        """All is right."""
