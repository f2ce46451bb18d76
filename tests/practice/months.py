"""A month of daily practice with a tutor, then a month without: what students can do by then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tutor.practice.choosing import SEEDS, Supply
from tutor.practice.drill_sitting import AtHand
from tutor.practice.order import OFFERED
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.states import ALONE, WORKED

from .bookkeeping import Books
from .simulated import NOW, Choice, few_of
from .students import Student, World, needs_of

DAYS = 30
FEW = 5
TESTED_AT = 4
"""The level of the problems by which a student is tested."""


Next = Callable[[Books, Sequence[str], datetime, Random, Supply], Choice]


def by_tutor(books: Books, recent: Sequence[str], now: datetime, random: Random, supply: Supply) -> Choice:
    """The product's own choice."""
    return books.choose(recent, now, random, supply)


def _plain(books: Books, skill: str, random: Random, supply: Supply) -> Choice:
    level = books.level(skill)
    (drawn,) = supply(skill, level, [random.randrange(SEEDS)])
    return AtHand(skill, level, drawn.id, ALONE if skill in books.kept.states else WORKED, "", {}), drawn


def at_random(books: Books, _recent: Sequence[str], _now: datetime, random: Random, supply: Supply) -> Choice:
    """Any skill, at the level that it has reached; its worked example first."""
    return _plain(books, random.choice(list(OFFERED)), random, supply)


def blocked(books: Books, _recent: Sequence[str], now: datetime, random: Random, supply: Supply) -> Choice:
    """One skill after another, as a course has it: each for its share of the month."""
    skills = list(OFFERED)
    day = (now - NOW).days
    return _plain(books, skills[min(len(skills) - 1, day * len(skills) // DAYS)], random, supply)


def few_problems(supply: Supply) -> Supply:
    """A supply of the same five problems for each skill and level, so that months go by quickly."""
    return few_of(supply, FEW, most_level=max(LEVELS))


@dataclass
class Month:
    """What came of it: chances by skill on days 31 and 60, and what the tutor called mastered on each evening."""

    on_31: dict[str, float] = field(default_factory=dict)
    on_60: dict[str, float] = field(default_factory=dict)
    mastered: int = 0
    """How often a skill was called mastered in an evening."""
    falsely: int = 0
    """How often that was so although the student lacked a part of it."""
    at_end: int = 0
    drills: int = 0


def month(
    seed: int, choose: Next, supply: Supply, world: World, *, reads_hints: bool = False, days: int = DAYS
) -> Month:
    """A month of one student, or some days of it."""
    student, random = Student(Random(f"s{seed}"), NOW, world, reads_hints), Random(f"t{seed}")
    books, done = Books(), Month()
    tests = {skill: supply(skill, TESTED_AT, range(4)) for skill in OFFERED}
    debt = timedelta()  # a drill is never cut off: what it took too long, the next days are shorter by
    for day in range(days):
        now, end = NOW + timedelta(days=day), NOW + timedelta(days=day, minutes=world.minutes) - debt
        recent: list[str] = []
        while now < end:
            drill, problem = choose(books, recent, now, random, supply)
            recent.append(drill.skill)
            if drill.fading == WORKED:
                student.reads(needs_of(drill.skill, problem), now)
                books.read(drill.skill, now)
                now += timedelta(minutes=world.length(0))
                continue
            given = student.works(drill.skill, problem, SKILLS[drill.skill].given(problem.network), now)
            now += timedelta(minutes=world.length(len(given)))
            books.finish(drill, problem, given, now, hints=4 if reads_hints else 0)
            done.drills += 1
        debt = max(timedelta(), now - end)
        for skill in books.mastered():
            done.mastered += 1
            done.falsely += any(student.lacks(needs_of(skill, one)) for one in tests[skill])
    done.at_end = len(books.mastered())
    for then, chances in ((31, done.on_31), (60, done.on_60)):
        at = NOW + timedelta(days=then - 1)
        for skill, drawn in tests.items():
            chances[skill] = sum(student.chance(needs_of(skill, one), at) for one in drawn) / len(drawn)
    return done
