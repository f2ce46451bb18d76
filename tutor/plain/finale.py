"""What one more step does, asked after (e) and answered by a number; then what the step did, in sentences."""

from tutor.lessons.primer_plans import WAYS
from tutor.lessons.problem import Problem
from tutor.plain.commands import Command, number_typed
from tutor.plain.room import Face
from tutor.plain.spoken import Spoken
from tutor.session.laboratory_desk import FINALE, LaboratoryDesk, asks_finale
from tutor.session.numbers import short

TO_LABORATORY = Command(
    "laboratory",
    lambda room, _: room.face.ways.laboratory(room.face, room.problem, room),
    lambda room: room.sitting.is_done(),
)
"""From a problem that is solved to its laboratory, and back again."""


class Finale:
    """Asks once; what was answered is in the journal."""

    def __init__(self, face: Face, problem: Problem) -> None:
        self._face = face
        self._desk = LaboratoryDesk(problem, face.journal, face.now, face.language)
        self.is_asking = False

    def begin(self) -> None:
        """Ask, or tell what was answered before."""
        if asks_finale(self._desk.problem) and FINALE not in self._desk.answered:
            self.is_asking = True
            self._ask()
        else:
            self._tell()

    def answer(self, line: str) -> None:
        """Take the number of an option."""
        number = number_typed(line.strip())
        if not 1 <= number <= len(WAYS):
            self._face.say("plain_lab.by_number")
            return
        self.is_asking = False
        is_right = self._desk.predict(WAYS[number - 1])
        self._face.say("finale.right" if is_right else "finale.wrong")
        self._tell()

    def _ask(self) -> None:
        face = self._face
        face.tell(face.spoken.line(face.words("finale.question")))
        for number, way in enumerate(WAYS, 1):
            face.tell(f"{number}. {face.words(f'finale.{way}')}")
        face.say("plain_lab.by_number")

    def _tell(self) -> None:
        face, problem = self._face, self._desk.problem
        if asks_finale(problem):
            self._tell_pictures(face.spoken.of(problem))
        face.read_out(face.wordings.after(problem))

    def _tell_pictures(self, naming: Spoken) -> None:
        """f before and after at the data, and from which η on units die."""
        from tutor.laboratory.experiment import Experiment
        from tutor.laboratory.looking import along
        from tutor.laboratory.state import Lab

        face, lab = self._face, Lab.begin(Experiment(self._desk.problem))
        if lab.experiment.has_curve:
            x, y = lab.experiment.points
            before, after = (
                lab.experiment.landscape.outputs(theta, x[:, None]) for theta in (lab.theta, lab.next_theta)
            )
            if before is not None and after is not None:
                rows = zip(x.tolist(), before[:, 0].tolist(), after[:, 0].tolist(), y.tolist(), strict=True)
                face.tell(
                    " ".join(
                        face.words("plain_lab.changed", x=short(a), f=short(f), then=short(g), y=short(b))
                        for a, f, g, b in rows
                    )
                )
        for unit, rate in along(lab).deaths.items():
            face.say("finale.dies", unit=naming.name(unit), rate=short(rate))
