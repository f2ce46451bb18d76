"""A sitting of drills on the learner's desk: records how each drill went, and keeps the sitting for the next time."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from functools import cached_property, reduce
from pathlib import Path
from random import Random

from tutor.journal.journal import Journal
from tutor.lessons.breakdown import Asked
from tutor.lessons.languages import LANGUAGES, Language
from tutor.practice import drill_entries
from tutor.practice.codes import CodeError, parse_code
from tutor.practice.drill_sitting import AtHand, Chosen, DrillFact, DrillSitting, Finished, Goal, Left, Resumed
from tutor.practice.outcome import FieldOutcome, Outcome, outcome_of
from tutor.practice.skills import SKILLS
from tutor.practice.states import ALONE, SkillState
from tutor.practice.summary import Summary, summary
from tutor.session.coming import Coming, Situation
from tutor.session.drill import Drill, opened
from tutor.session.fact_entries import facts_in
from tutor.session.item_desk import ItemDesk
from tutor.session.own_numbers import OwnNumber, due, is_own, own_drill
from tutor.session.record_names import record_name
from tutor.session.sitting import Sitting

ASKED_FOR, SKILL_ASKED_FOR = "asked_for", "skill_asked_for"
"""The reasons of a drill that was opened by its code, or by the name of its skill."""


class DrillDesk:
    """Holds the sitting as it stands. Without one, a single drill is worked, named by its code."""

    def __init__(self, journal: Journal, now: Callable[[], datetime], content: Path, random: Random) -> None:
        self._journal = journal
        self.now = now
        self._content = content
        self._mistakes_before = journal.mistakes()
        self._coming = Coming(content, random)
        self._prefetched: Outcome | None = None
        """The outcome so far from which the next drill was chosen."""
        self.sitting: DrillSitting | None = None

    # The sitting

    def left(self) -> DrillSitting | None:
        """The sitting that was left before its end."""
        return drill_entries.sitting_in(self._journal)

    @property
    def was_drilled(self) -> bool:
        """Whether any skill was met before."""
        return bool(self._states())

    def begin(self, goal: Goal, *, is_timed: bool = False) -> None:
        """Begin a sitting; the first drill is being prepared."""
        self.sitting = DrillSitting.begin(goal, self._states(), self.now(), is_timed=is_timed)
        self.coming()

    def resume(self) -> None:
        """Go on with the sitting that was left; its drill, or the next one, is being prepared."""
        self.sitting = self.left()
        self._take(Resumed(self.now()))
        if self.sitting is not None and self.sitting.current is not None:
            self._open_at_hand(self.sitting.current)
        else:
            self.coming()

    def _open_at_hand(self, at_hand: AtHand) -> None:
        if not is_own(at_hand.code):
            self._coming.open(at_hand)
        elif (own := own_drill(self._journal, self.now(), self._content, at_hand.code)) is not None:
            self._coming.take(own)
        else:  # the records have it no more
            self.coming()

    def leave(self) -> None:
        """The learner goes away; the sitting is kept as it stands."""
        self._take(Left(self.now()))

    def keep(self) -> None:
        """The sitting is kept as it stands, for the program may be about to end."""
        if self.sitting is not None and not self.is_over:
            now = self.now()
            self._take(Left(now), Resumed(now))

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to come."""
        return self.sitting is None or self.sitting.is_over(self.now())

    def end(self) -> Summary:
        """The summary of the sitting, which is kept no longer. Raises RuntimeError if there is none."""
        if self.sitting is None:
            raise RuntimeError("no sitting")
        drill_entries.keep_sitting(self._journal, None)
        standing = drill_entries.standing_in(self._journal, self.now())
        return summary(self.sitting, standing, self._mistakes_before, self._journal.mistakes())

    def seconds_spent(self) -> int:
        """The time at work so far."""
        return int(self.sitting.time_spent(self.now()).total_seconds()) if self.sitting else 0

    def share_done(self) -> float:
        """How much of the goal is reached."""
        return self.sitting.progress(self.now()) if self.sitting else 0.0

    # Drills

    def open(self, code: str) -> Drill:
        """The drill that a code names, from its start if it was solved before. Raises CodeError.

        The name of a skill stands for a drill of it, chosen for this learner as it would be in a sitting.
        """
        if is_own(code):
            own = own_drill(self._journal, self.now(), self._content, code)
            if own is None:
                raise CodeError("no_level", code)
            return own
        reason = SKILL_ASKED_FOR if code in SKILLS else ASKED_FOR
        named = parse_code(self._coming.code_of(code, self._situation()) if code in SKILLS else code)
        at_hand = AtHand(named.skill, named.level, str(named), ALONE, reason, {"skill": named.skill})
        drill = opened(at_hand, self._content)
        if self._is_done(drill):
            self._journal.start_over(record_name(drill.problem), self.now())
        return drill

    def _is_done(self, drill: Drill) -> bool:
        """Whether all that is asked was found."""
        if drill.item is not None:
            return ItemDesk(drill.item, self._journal, self.now, LANGUAGES[0]).is_done
        facts = facts_in(self._journal.entries(record_name(drill.problem)), Asked(drill.problem))
        return Sitting.begin(drill.problem).after_all(facts).is_done()

    def coming(self) -> "Future[Drill]":
        """The next drill, which may still be in preparation."""
        return self._coming.next(self._situation())

    def show(self, drill: Drill) -> None:
        """The drill comes to the screen: from now on it is the one at hand."""
        self._coming.shown()
        self._prefetched = None
        if self.sitting is not None and self.sitting.current != drill.at_hand:
            self._take(Chosen(drill.at_hand, self.now()))

    def look_ahead(self, drill: Drill) -> None:
        """The drill was painted, or something in it was answered: what comes after it is being prepared."""
        self._coming.prepare(drill)
        if self.sitting is None or self.sitting.current != drill.at_hand:
            return
        outcome = self._outcome(drill)
        if self._prefetched is None or _tells_more(outcome, self._prefetched):
            self._prefetched = outcome
            self._coming.prefetch(self._situation(), drill, outcome)

    def finish(self, drill: Drill, language: Language) -> None:
        """The drill was solved, or given up after something was tried."""
        told = self._coming.told_by(drill)
        name, now = record_name(drill.problem), self.now()
        ended = drill_entries.Ended(drill.at_hand, drill.problem, self._outcome(drill), told)
        _, grade = drill_entries.finish(self._journal, ended, now, language, name=name)
        self._after(Finished(grade, now))

    def read(self, drill: Drill, language: Language) -> None:
        """The worked example was read."""
        now = self.now()
        drill_entries.finish_example(self._journal, drill.at_hand, now, language)
        self._after(Finished(None, now))

    def skip(self, drill: Drill, language: Language) -> None:
        """The learner goes past the drill: it counts if an answer was given or shown, and only then."""
        if any(one.answers or one.shown for one in self._outcome(drill).fields.values()):
            self.finish(drill, language)
        else:
            self._after(Finished(None, self.now()))

    def _outcome(self, drill: Drill) -> Outcome:
        return outcome_of(self._journal.entries(record_name(drill.problem)), drill.open_fields, drill.open_steps)

    def _after(self, fact: Finished) -> None:
        self._take(fact)
        if self.sitting is not None:
            self._coming.settle(self._situation())

    def _situation(self) -> Situation:
        sitting, journal = self.sitting, self._journal
        beliefs, prior = drill_entries.beliefs_in(journal)
        current = {sitting.current.code} if sitting and sitting.current else frozenset()
        return Situation(
            drill_entries.standing_in(journal, self.now()),
            sitting.skills if sitting else (),
            (sitting.codes if sitting else frozenset()) | current,
            beliefs,
            prior,
            self.now(),
            self._own,
        )

    @cached_property
    def _own(self) -> tuple[OwnNumber, ...]:
        """The own numbers that are to be mended, looked for once."""
        return due(self._journal, self.now(), self._content)

    def _states(self) -> Mapping[str, SkillState]:
        return drill_entries.states_in(self._journal, self.now())

    def _take(self, *facts: DrillFact) -> None:
        if self.sitting is not None:
            self.sitting = reduce(DrillSitting.after, facts, self.sitting)
            drill_entries.keep_sitting(self._journal, self.sitting)


def _tells_more(now: Outcome, before: Outcome) -> bool:
    """Whether something did not go as well as was prefetched."""
    nothing = FieldOutcome()
    return any(
        (one.first_right is False, one.answers > 2, one.is_aided, one.mistakes)
        != (was.first_right is False, was.answers > 2, was.is_aided, was.mistakes)
        for one, was in ((one, before.fields.get(name, nothing)) for name, one in now.fields.items())
    )
