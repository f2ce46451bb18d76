"""A sitting of drills on the learner's desk: chooses, records how each went, and keeps the sitting for the next time.

The next drill is prepared in a thread while the learner works at this one, as if it went well; if it does not, and
another one is due, that one is prepared while the learner reads the solution.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tutor.journal.journal import Journal
from tutor.lessons.problem import Language, Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.practice import records
from tutor.practice.beliefs import Beliefs
from tutor.practice.choosing import Choice, choose_skill, next_drill
from tutor.practice.codes import parse_code
from tutor.practice.fading import ALONE, WORKED, faded, stage_of
from tutor.practice.outcome import FieldOutcome, Outcome, outcome_of
from tutor.practice.schedule import met, reviewed
from tutor.practice.sitting import AtHand, Chosen, DrillFact, DrillSitting, Finished, Goal, Left, Resumed
from tutor.practice.states import SkillState
from tutor.practice.summary import Summary, summary
from tutor.practice.supply import Variants
from tutor.session.records import facts_in, record_name
from tutor.session.sitting import Sitting

if TYPE_CHECKING:
    from tutor.practice.find_step import WorkedMistake
    from tutor.practice.predicting import Predictions

FIND_STEP = "find-step"
ASKED_FOR = "asked_for"
"""The reason of a drill that was opened by its code."""
LINE, MISTAKE = "line", "mistake"
"""The two answers of a search for a wrong step."""


@dataclass(frozen=True)
class Drill:
    """A drill to be shown. `found` is the solution with a mistake where that is what the drill is about."""

    at_hand: AtHand
    problem: Problem
    found: "WorkedMistake | None" = None

    @property
    def is_example(self) -> bool:
        """Whether it is read only."""
        return self.at_hand.fading == WORKED


class DrillDesk:
    """Holds the sitting as it stands. Without one, a single drill is worked, named by its code."""

    def __init__(self, journal: Journal, now: Callable[[], datetime], content: Path, random: Random) -> None:
        self._journal = journal
        self.now = now
        self._content = content
        self._random = random
        self._mistakes_before = journal.mistakes()
        self._pool = ThreadPoolExecutor(1, "drills")
        self._next: Future[Drill] | None = None
        self._found: Future[Predictions | None] | None = None
        self.sitting: DrillSitting | None = None

    # The sitting

    def left(self) -> DrillSitting | None:
        """The sitting that was left before its end."""
        return records.sitting_in(self._journal)

    def begin(self, goal: Goal, *, is_timed: bool = False) -> None:
        """Begin a sitting; the first drill is being prepared."""
        self.sitting = DrillSitting.begin(goal, self._states(), self.now(), is_timed=is_timed)
        self._prepare(self._states())

    def resume(self) -> None:
        """Go on with the sitting that was left; its drill, or the next one, is being prepared."""
        self.sitting = self.left()
        self._take(Resumed(self.now()))
        if self.sitting is None or self.sitting.current is None:
            self._prepare(self._states())
        else:
            self._next = self._pool.submit(self._opened, self.sitting.current)

    def leave(self) -> None:
        """The learner goes away; the sitting is kept as it stands."""
        self._take(Left(self.now()))

    def keep(self) -> None:
        """The sitting is kept as it stands, for the program may be about to end."""
        now = self.now()
        if self.sitting is not None and not self.is_over:
            self._take(Left(now))
            self._take(Resumed(now))

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to come."""
        return self.sitting is None or self.sitting.is_over(self.now())

    def end(self) -> Summary:
        """The summary of the sitting, which is kept no longer. Raises RuntimeError if there is none."""
        if self.sitting is None:
            raise RuntimeError("no sitting")
        records.keep_sitting(self._journal, None)
        return summary(self.sitting, self._states(), self._mistakes_before, self._journal.mistakes(), self.now())

    def seconds_spent(self) -> int:
        """The time at work so far."""
        return int(self.sitting.time_spent(self.now()).total_seconds()) if self.sitting else 0

    def share_done(self) -> float:
        """How much of the goal is reached."""
        return self.sitting.progress(self.now()) if self.sitting else 0.0

    # Drills

    def open(self, code: str) -> Drill:
        """The drill that a code names, from its start if it was solved before. Raises CodeError."""
        named = parse_code(code)
        drill = self._opened(AtHand(named.skill, named.level, str(named), ALONE, ASKED_FOR, {"skill": named.skill}))
        name = record_name(drill.problem)
        done = Sitting.begin(drill.problem).after_all(facts_in(self._journal.entries(name), drill.problem)).is_done()
        if done or drill.found is not None:
            self._journal.start_over(name, self.now())
        return drill

    def coming(self) -> "Future[Drill]":
        """The next drill, which may still be in preparation."""
        return self._next or self._prepare(self._states())

    def show(self, drill: Drill) -> None:
        """The drill is on the screen: from now on it is the one at hand, and the next is being prepared."""
        self._next = None
        if self.sitting is not None and self.sitting.current != drill.at_hand:
            self._take(Chosen(drill.at_hand, self.now()))
        self._foresee(drill)

    def look_ahead(self, drill: Drill) -> None:
        """The drill was painted: the next is being prepared, as if this one went well."""
        if self.sitting is not None and self.sitting.current == drill.at_hand:
            self._prepare(self._states() | {drill.at_hand.skill: self._if_well(drill)}, drill.at_hand)

    def finish(self, drill: Drill, language: Language) -> None:
        """The drill was solved, or given up after something was tried."""
        outcome = self._outcome(drill)
        found = self._found.result() if self._found is not None else None
        name = record_name(drill.problem)
        now = self.now()
        _, grade = records.finish(self._journal, drill.at_hand, outcome, found, now, language, name=name)
        self._after(Finished(grade, now))

    def read(self, drill: Drill, language: Language) -> None:
        """The worked example was read."""
        now = self.now()
        records.finish_example(self._journal, drill.at_hand, now, language)
        self._after(Finished(None, now))

    def skip(self, drill: Drill, language: Language) -> None:
        """The learner goes past the drill: it counts if an answer was given or shown, and only then."""
        if any(one.answers or one.shown for one in self._outcome(drill).fields.values()):
            self.finish(drill, language)
        else:
            self._after(Finished(None, self.now()))

    # How a drill went

    def _outcome(self, drill: Drill) -> Outcome:
        entries = self._journal.entries(record_name(drill.problem))
        if drill.found is not None:
            return outcome_of(entries, (LINE, MISTAKE))
        return outcome_of(entries, [str(place) for place in self._open(drill)])

    @staticmethod
    def _open(drill: Drill) -> list[FieldId]:
        if drill.is_example:
            return list(all_asked(drill.problem))
        return [place for place in faded(drill.problem, drill.at_hand.fading).open if not place.step]

    def _if_well(self, drill: Drill) -> SkillState:
        """The state of the skill after the drill, if all goes well."""
        now = self.now()
        state = self._states().get(drill.at_hand.skill) or met(drill.at_hand.skill, now)
        if drill.is_example:
            return state
        well = Outcome({str(place): FieldOutcome(True, 1) for place in self._open(drill)})
        return reviewed(state, well, drill.at_hand.fading, now)[0]

    # What is coming

    def _after(self, fact: Finished) -> None:
        self._take(fact)
        if self.sitting is None:
            return
        states, recent = self._states(), self.sitting.skills
        skill, reason, params = choose_skill(states, recent, self.now(), self._beliefs())
        wanted = _shape(skill, states)
        foreseen = self._next

        def settled() -> Drill:
            drill = foreseen.result() if foreseen else None
            if drill is None or (drill.at_hand.skill, drill.at_hand.level, drill.at_hand.fading) != wanted:
                return choosing()
            if drill.at_hand.reason in ("apart", "suspect"):
                return drill
            return replace(drill, at_hand=replace(drill.at_hand, reason=reason, params={"skill": skill, **params}))

        choosing = self._choosing(states, recent)
        self._next = self._pool.submit(settled)

    def _prepare(self, states: Mapping[str, SkillState], last: AtHand | None = None) -> "Future[Drill]":
        recent = self.sitting.skills if self.sitting else ()
        self._next = self._pool.submit(self._choosing(states, (*recent, last.skill) if last else recent))
        return self._next

    def _choosing(self, states: Mapping[str, SkillState], recent: tuple[str, ...]) -> Callable[[], Drill]:
        """What a thread can do by itself: all that comes from the journal is looked up here."""
        current = self.sitting.current if self.sitting else None
        seen = (self.sitting.codes if self.sitting else frozenset()) | ({current.code} if current else set())
        now, beliefs = self.now(), self._beliefs()
        random = Random(self._random.getrandbits(64))  # noqa: S311  # which drill comes is no secret
        return partial(self._chosen, states, recent, now, random, beliefs, seen)

    def _chosen(
        self,
        states: Mapping[str, SkillState],
        recent: tuple[str, ...],
        now: datetime,
        random: Random,
        beliefs: Beliefs,
        seen: frozenset[str],
    ) -> Drill:
        choice: Choice = next_drill(states, recent, now, random, beliefs, Variants(self._content), seen=seen)
        at_hand = AtHand(choice.skill, choice.level, choice.code, choice.fading, choice.reason, choice.params)
        return _made(at_hand, choice.problem)

    def _opened(self, at_hand: AtHand) -> Drill:
        from tutor.practice.variants import open_code

        return _made(at_hand, open_code(at_hand.code, self._content).problem)

    def _foresee(self, drill: Drill) -> None:
        """Prepare what tells mistakes apart in the answers to come."""
        self._found = None
        if drill.found is None and not drill.is_example:
            self._found = self._pool.submit(_predicted, drill.problem)

    def _states(self) -> dict[str, SkillState]:
        return records.states_in(self._journal)

    def _beliefs(self) -> dict[str, float]:
        return records.beliefs_in(self._journal)

    def _take(self, fact: DrillFact) -> None:
        if self.sitting is not None:
            self.sitting = self.sitting.after(fact)
            records.keep_sitting(self._journal, self.sitting)


def _shape(skill: str, states: Mapping[str, SkillState]) -> tuple[str, int, int]:
    state = states.get(skill)
    return (skill, state.level, stage_of(state)) if state else (skill, 1, WORKED)


def _made(at_hand: AtHand, problem: Problem) -> Drill:
    """The drill, with what its first paint would wait for."""
    _ = problem.trace.updated
    if at_hand.skill != FIND_STEP:
        return Drill(at_hand, problem)
    from tutor.practice.find_step import worked_mistake

    return Drill(at_hand, problem, worked_mistake(problem))


def _predicted(problem: Problem) -> "Predictions | None":
    from tutor.practice.predicting import predictions

    return predictions(problem)
