"""Every screen of the tutor, each in what a learner may find it in, for tests that look at all of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from tutor.diagnosis.hypotheses import Hypothesis
from tutor.journal.journal import Journal
from tutor.lessons.arrays import mistakes_on
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.problem import Essay, Problem
from tutor.lessons.slopes import SLOPES
from tutor.lessons.stages import asked_fields, asked_stages
from tutor.mistakes.component import Component
from tutor.practice.codes import format_code
from tutor.practice.drill_sitting import AtHand
from tutor.practice.items import KINDS
from tutor.practice.states import WORKED
from tutor.practice.summary import Next, Practised, Summary
from tutor.screens.base import TutorScreen
from tutor.screens.catalogue import places
from tutor.screens.drill import DrillScreen
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.drill_end import DrillEndScreen
from tutor.screens.essay import EssayScreen
from tutor.screens.example import ExampleScreen
from tutor.screens.flow import FlowScreen
from tutor.screens.help import HelpScreen
from tutor.screens.history import HistoryScreen
from tutor.screens.home import HomeScreen
from tutor.screens.item import ItemScreen
from tutor.screens.laboratory.screen import LaboratoryScreen
from tutor.screens.laboratory.theorem import TheoremScreen
from tutor.screens.parting import PartingScreen
from tutor.screens.primer import PrimerScreen
from tutor.screens.problem import ProblemScreen
from tutor.screens.progress import ProgressScreen
from tutor.screens.shared import Shared
from tutor.screens.sheet import SheetScreen
from tutor.screens.slopes import SlopesScreen
from tutor.screens.unsaved import UnsavedScreen
from tutor.session.desk import Desk
from tutor.session.drill import opened
from tutor.session.drill_desk import ASKED_FOR, DrillDesk
from tutor.session.essay_text import states
from tutor.session.given import right_text
from tutor.session.parting import partings
from tutor.session.status import Status

from tests.support.course import lesson_of, problem_of

from ..support.chance import Always

BEGAN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LONG_CODE = "bp1:weight-deep:137f3a2c"


class Case(NamedTuple):
    """A screen in a state. `make` may be called again for the same state."""

    screen: type[TutorScreen]
    state: str
    make: Callable[[Shared], TutorScreen]
    languages: tuple[Language, ...] = LANGUAGES

    @property
    def name(self) -> str:
        """What it is called: `ProblemScreen 4.1 d`."""
        return f"{self.screen.__name__} {self.state}".strip()


def screens() -> list[type[TutorScreen]]:
    """All that a learner can come to: those with commands of their own."""
    return [one for one in places() if issubclass(one, TutorScreen) and vars(one).get("COMMAND_LIST")]


def cases() -> Iterator[Case]:
    """The screens, in an order in which none changes what stands in the journal for one before it."""
    yield Case(HomeScreen, "", HomeScreen)
    yield Case(ProblemScreen, "4.1 a", _problem("4.1", "a"))
    yield Case(ProblemScreen, "4.1 b", _problem("4.1", "b"), ("ko",))
    yield Case(ProblemScreen, "4.1 d", _problem("4.1", "d"), ("ko",))
    yield Case(ProblemScreen, "4.2 d why", _asking_why)
    yield Case(ProblemScreen, "4.1 done", _problem("4.1", ""), ("en",))
    yield Case(ProblemScreen, "mazur e", _problem("mazur", "e"), ("ko",))
    yield Case(ProblemScreen, "rnn-bptt b", _problem("rnn-bptt", "b"), ("en",))
    yield Case(HomeScreen, "begun", HomeScreen, ("en",))
    yield Case(
        DrillScreen, "", lambda shared: DrillScreen(shared, _desk(shared), _desk(shared).open(LONG_CODE)), ("en",)
    )
    yield Case(SheetScreen, "", lambda shared: SheetScreen(shared, problem_of("4.1")))
    yield Case(ExampleScreen, "", _example)
    yield Case(ItemScreen, "find-step", _item("find-step"))
    for number, kind in enumerate(sorted(KINDS.keys() - {"find-step"})):
        yield Case(ItemScreen, kind, _item(kind), (LANGUAGES[number % 2],))
    yield Case(DrillChoiceScreen, "", lambda shared: DrillChoiceScreen(shared, _desk(shared)))
    yield Case(DrillEndScreen, "", lambda shared: DrillEndScreen(shared, SUMMARY))
    yield Case(EssayScreen, "", lambda shared: EssayScreen(shared, _essay()))
    yield Case(HistoryScreen, "", lambda shared: HistoryScreen(shared, "4.3 (a)", states(VERSIONS, "Any f can.")))
    for name, language in zip(("4.1", "rnn-bptt"), LANGUAGES, strict=True):
        yield Case(FlowScreen, name, _flow(name), (language,))
        yield Case(PartingScreen, name, _parting(name), (language,))
    yield Case(PrimerScreen, "", lambda shared: PrimerScreen(shared, problem_of("4.1"), "gradient"))
    yield Case(SlopesScreen, "", lambda shared: SlopesScreen(shared, SLOPES, problem_of("mazur")))
    yield Case(HelpScreen, "", lambda shared: HelpScreen(shared, "problem", list(ProblemScreen.COMMAND_LIST)))
    yield Case(ProgressScreen, "", ProgressScreen)
    yield Case(LaboratoryScreen, "", lambda shared: LaboratoryScreen(shared, problem_of("4.1")))
    yield Case(TheoremScreen, "", TheoremScreen)
    yield Case(UnsavedScreen, "", UnsavedScreen)


def stages() -> Iterator[Case]:
    """Each stage of the problems that come with the tutor, in the order of the work."""
    for path in sorted(path for folder in ("day13", "classics") for path in (content_folder() / folder).glob("*.md")):
        problem = load(path) if path.stem.count(".en") == 0 else None
        if isinstance(problem, Problem):
            for stage in asked_stages(problem):
                yield Case(ProblemScreen, f"{path.stem} {stage}", _problem(path.stem, stage))


SUMMARY = Summary(
    5,
    3,
    (
        Practised("weight-deep", 3, 2, 4, is_new=False, is_mastered_now=True, went_wrong=False, weakest=None),
        Practised("find-step", 2, 1, 2, is_new=True, is_mastered_now=False, went_wrong=True, weakest=Component.GATE),
    ),
    ("partial.no-factor-2",),
    ("partial.gate-ignored", "update.ascent"),
    (Next("weight-deep", BEGAN + timedelta(days=2)), Next("gates-smooth", None)),
)
VERSIONS = [
    (BEGAN + timedelta(days=number), text)
    for number, text in enumerate(("A network can.", "A wide network can.", "Any continuous f can, nearly. " * 30))
]


def solve(problem: Problem, journal: Journal, now: Callable[[], datetime], before: str) -> Desk:
    """Answer all stages before one rightly; all of them, where `before` is none."""
    desk = Desk(problem, journal, now, "en")
    for stage in asked_stages(problem):
        if stage == before:
            break
        while left := [one for one in desk.sitting.shown_fields(stage) if desk.sitting.status(one) is not Status.RIGHT]:
            desk.submit(left[0], right_text(problem, left[0]))
    return desk


def _problem(name: str, stage: str) -> Callable[[Shared], TutorScreen]:
    """A problem in the middle of a stage: its first field has a hint, in (d) and (e) the last one is wrong."""

    def make(shared: Shared) -> TutorScreen:
        problem = problem_of(name)
        desk = solve(problem, shared.journal, shared.now, stage)
        if stage:
            desk.visit(desk.sitting.in_order(_as_stage(problem, stage))[0])
            fields = [one for one in asked_fields(problem, _as_stage(problem, stage)) if not one.step]
            if fields and stage in "de" and desk.sitting.status(fields[-1]) is Status.OPEN:
                desk.submit(fields[-1], "777")
            if fields and not desk.sitting.hint_levels.get(fields[0]):
                desk.open_hint(fields[0])
        return ProblemScreen(shared, problem)

    return make


def _asking_why(shared: Shared) -> TutorScreen:
    """4.2 at (d), whose first answer was right, and why that is so is asked."""
    problem = problem_of("4.2")
    desk = solve(problem, shared.journal, shared.now, "d")
    if not desk.sitting.whys:
        field = desk.sitting.in_order("d")[0]
        desk.submit(field, right_text(problem, field))
        desk.ask_why(field, Always())
        desk.answer_why("first")
    return ProblemScreen(shared, problem)


def _as_stage(problem: Problem, name: str) -> Any:
    return next(one for one in asked_stages(problem) if one == name)


def _desk(shared: Shared) -> DrillDesk:
    return DrillDesk(shared.journal, shared.now, shared.content, Random(1))


def _example(shared: Shared) -> TutorScreen:
    at_hand = AtHand("weight-deep", 3, LONG_CODE, WORKED, ASKED_FOR, {"skill": "weight-deep"})
    return ExampleScreen(shared, _desk(shared), opened(at_hand, shared.content))


def _item(kind: str) -> Callable[[Shared], TutorScreen]:
    def make(shared: Shared) -> TutorScreen:
        desk = _desk(shared)
        drill = desk.open(str(format_code(kind, 3, 7)))
        assert drill.item is not None
        return ItemScreen(shared, desk, drill, drill.item)

    return make


def _essay() -> Essay:
    essay = lesson_of("4.3")
    assert isinstance(essay, Essay)
    return essay


def _flow(name: str) -> Callable[[Shared], TutorScreen]:
    return lambda shared: FlowScreen(shared, solve(problem_of(name), shared.journal, shared.now, "").sitting)


def _parting(name: str) -> Callable[[Shared], TutorScreen]:
    def make(shared: Shared) -> TutorScreen:
        problem = problem_of(name)
        for mistake in mistakes_on(problem):
            found = partings(problem, Hypothesis((mistake,)))
            if found and found[0].first is not None and found[0].first[0] == "slopes":
                return PartingScreen(shared, problem, shared.naming.say(f"mistake.{mistake.id}"), found)
        raise AssertionError(name)

    return make
