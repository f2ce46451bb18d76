"""The laboratory in sentences: what C and the units do with an η that is typed, and with the steps that are made."""

from typing import ClassVar

from tutor.answers.verdicts import Verdict
from tutor.laboratory.entry import EntryError, taken
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.initial import WAYS, Way, initial, ways
from tutor.laboratory.looking import along
from tutor.laboratory.questions import Question, questions
from tutor.laboratory.state import Lab
from tutor.lessons.problem import Problem
from tutor.plain.commands import Command, number_typed
from tutor.plain.room import Face, Room
from tutor.plain.spoken import Spoken
from tutor.session.laboratory_desk import LaboratoryDesk
from tutor.session.last_laboratory import keep_laboratory
from tutor.session.numbers import short

SEEDS = 10_000


class LaboratoryRoom(Room):
    """Takes η and θ, makes steps, and asks the laboratory's questions."""

    def __init__(self, face: Face, problem: Problem, came_from: Room | None = None) -> None:
        """`came_from` is where the learner goes back to; home, if they came from nowhere."""
        super().__init__(face)
        self.problem = problem
        self.lab = Lab.begin(Experiment(problem))
        self._came_from = came_from
        self._asked: Question | None = None
        """The question that is being answered."""

    @property
    def _naming(self) -> Spoken:
        return self.face.spoken.of(self.problem)

    def prompt(self) -> str:
        place = self.face.words("plain_lab.prompt", id=self.problem.id)
        return f"{place} {self.face.words('plain_lab.answering')}" if self._asked is not None else place

    def enter(self) -> None:
        self.face.say("plain_lab.enter", id=self.problem.id, name=self.lab.experiment.names[0])
        self._tell_all()

    def answer(self, line: str) -> Room | None:
        if not line.strip():
            self.face.say("laboratory.empty")
        elif self._asked is not None:
            self._answer(self._asked, line.strip())
        else:
            self._take(line)
        return None

    def _take(self, line: str) -> None:
        try:
            lab = taken(self.lab, line)
        except EntryError as error:
            self.face.tell(self._naming.message(error.message))
            return
        is_elsewhere = lab.path is not self.lab.path
        self.lab = lab
        if is_elsewhere:
            self._tell_place()
        self._tell_rate()

    # What there is to tell

    def _tell_all(self) -> None:
        self._tell_place()
        self._tell_rate()

    def _tell_place(self) -> None:
        """Where one stands: the step, C, the units, and f at the data."""
        lab, face = self.lab, self.face
        face.say("plain_lab.place", at=lab.at, cost=short(lab.cost))
        self._tell_units(lab.alive[lab.at].tolist(), "plain_lab.units")
        if lab.experiment.has_curve:
            x, y = lab.experiment.points
            outputs = lab.experiment.landscape.outputs(lab.theta, x[:, None])
            if outputs is not None:
                values = zip(x.tolist(), outputs[:, 0].tolist(), y.tolist(), strict=True)
                told = [face.words("plain_lab.at", x=short(a), f=short(f), y=short(b)) for a, f, b in values]
                face.tell(" ".join(told))

    def _tell_rate(self) -> None:
        """What one step with this η would do, and from which η on units die."""
        lab, face = self.lab, self.face
        if not lab.can_go_on or lab.is_still:
            face.say("laboratory.still" if lab.is_still else "laboratory.ended")
            return
        face.say("plain_lab.rate", rate=short(lab.rate), now=short(lab.cost), then=short(lab.next_cost))
        self._tell_units(lab.next_alive.tolist(), "plain_lab.units_then")
        for unit, rate in along(lab).deaths.items():
            face.say("finale.dies", unit=self._naming.name(unit), rate=short(rate))

    def _tell_units(self, alive: list[bool], key: str) -> None:
        names = self.lab.experiment.landscape.gated
        if not names:
            return
        living = [self._naming.name(name) for name, lives in zip(names, alive, strict=True) if lives]
        dead = [self._naming.name(name) for name, lives in zip(names, alive, strict=True) if not lives]
        nobody = self.face.words("laboratory.none")
        self.face.say(key, alive=", ".join(living) or nobody, dead=", ".join(dead) or nobody)

    def theta(self) -> None:
        """θ, ∇C and θ′, name by name."""
        lab, learned = self.lab, self.lab.experiment.learned
        rows = enumerate(lab.experiment.names)
        self.face.list_lines(
            self.face.words(
                "plain_lab.theta" if k in learned else "plain_lab.theta_fixed",
                name=self._naming.name(name),
                value=short(float(lab.theta[k])),
                slope=short(float(lab.gradient[k])),
                then=short(float(lab.next_theta[k])),
            )
            for k, name in rows
        )

    # Commands

    def step(self, count: str) -> None:
        """So many steps, one if no number is typed."""
        steps = number_typed(count) if count else 1
        if not steps:
            self.face.say("plain_lab.how_many")
            return
        before = self.lab.at
        self.lab = self.lab.step(steps)
        if self.lab.at - before < steps:
            self.face.say("laboratory.ended")
        self._tell_all()

    def back(self, count: str) -> None:
        """So many steps back."""
        self.lab = self.lab.back(number_typed(count) or 1)
        self._tell_all()

    def draw(self, typed: str) -> None:
        """θ drawn anew: the way, and a seed if one is wanted."""
        name, _, number = typed.partition(" ")
        offered = {self.face.words(f"plain_lab.way_{way}"): way for way in ways(self.lab.experiment)}
        way: Way | None = offered.get(name) or next(
            (one for one in WAYS if one == name and one in offered.values()), None
        )
        if way is None:
            self.face.say("plain_lab.which_way", ways=", ".join(offered))
            return
        seed = number_typed(number.strip()) if number.strip() else self.face.random.randrange(SEEDS)
        self.lab = self.lab.with_theta(initial(self.lab.experiment, way, seed))
        self.face.say(f"laboratory.drawn_{way}", seed=seed)
        self._tell_all()

    def question(self) -> None:
        """The next of the laboratory's questions, or away from the one that is asked."""
        if self._asked is not None:
            self._asked = None
            self._tell_rate()
            return
        asked, desk = questions(Experiment(self.problem)), self._desk()
        self._asked = next((one for one in asked if not desk.answered.get(one.name)), None)
        if self._asked is None:
            self.face.say("laboratory.all_answered" if asked else "laboratory.no_questions")
            return
        question, naming = self._asked, self._naming
        self.face.tell(naming.line(naming.say(f"lab_question.{question.name}", **question.about)))
        for k, option in enumerate(question.options, 1):
            self.face.tell(f"{k}. {naming.say(f'lab_option.{question.name}_{option}')}")
        if question.options:
            self.face.say("plain_lab.by_number")

    def _desk(self) -> LaboratoryDesk:
        return LaboratoryDesk(self.problem, self.face.journal, self.face.now, self.face.language)

    def _answer(self, question: Question, text: str) -> None:
        naming, desk = self._naming, self._desk()
        if question.options:
            chosen = number_typed(text)
            if not 1 <= chosen <= len(question.options):
                self.face.say("plain_lab.by_number")
                return
            option = question.options[chosen - 1]
            is_right, wrong = desk.choose(question, option), f"{question.name}_{option}"
        else:
            verdict, message = desk.answer(question, text)
            if message is not None:
                self.face.tell(naming.message(message))
                return
            is_right, wrong = verdict is Verdict.CORRECT, question.name
        key = f"lab_right.{question.name}" if is_right else f"lab_wrong.{wrong}"
        self.face.tell(naming.line(naming.say(key, **question.about)))
        if is_right:
            self._asked = None
            self.question()

    def leave(self) -> None:
        keep_laboratory(self.face.journal, self.problem, self.lab.costs.tolist())

    def leave_lab(self) -> Room:
        """Back to where the learner came from."""
        self.leave()
        return self._came_from or self.face.ways.home(self.face)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("lab_step", lambda room, count: room.step(count), takes=True),
        Command("lab_back", lambda room, count: room.back(count), takes=True),
        Command("lab_theta", lambda room, _: room.theta()),
        Command("lab_draw", lambda room, typed: room.draw(typed), takes=True),
        Command("lab_questions", lambda room, _: room.question()),
        Command("lab_leave", lambda room, _: room.leave_lab()),
    )
