"""Which pupil a code brings: the problem that hides her mistake, what is offered to make it show, and which words."""

from dataclasses import replace
from typing import NamedTuple

from tutor.lessons.problem import Problem
from tutor.practice.changes import text_of
from tutor.practice.item import FIRST_SLOT, Choose
from tutor.practice.number_skills import component_of
from tutor.practice.pupil import candidates, hidden_in, mistake_on, shows_by_change
from tutor.practice.pupil_mistakes import HELD, OF_COMPONENT

CHOICES = 4
_INPUT_SLOT, _WORDS_SLOT = FIRST_SLOT + 1, FIRST_SLOT + 1000
"""Which choices of a code's number say which problems and words are offered."""
_VALUES = (2, 3, -1, -2, 1, 0, 4)
"""What may be offered for a number."""


class Pupil(NamedTuple):
    """The changed rule, the problem that hides it, and the changes of that which are offered, by name."""

    mistake: str
    problem: Problem
    offered: tuple[str, ...]


def pupil_of(problem: Problem, mistake: str, choose: Choose) -> Pupil | None:
    """Somebody with this mistake on a problem like this one; None where nothing can be offered that shows it."""
    hides = hidden_in(problem, mistake)
    if hides is None:
        return None
    hides = replace(hides, asked=problem.asked)
    every = list({text_of(one): one for one in candidates(hides, _VALUES)}.values())
    order = sorted(range(len(every)), key=lambda k: (len(every[k]) > 1, choose(_INPUT_SLOT + k, 2**16)))
    kinds: dict[bool, list[int]] = {True: [], False: []}
    for k in order:
        shown = shows_by_change(hides, mistake, every[k])
        if shown is not None:
            kinds[shown].append(k)
        if kinds[True] and len(kinds[False]) >= CHOICES - 1:
            break
    if not kinds[True] or not kinds[False]:
        return None
    picked = [kinds[True][0], *kinds[False][: CHOICES - 1]]
    picked += kinds[True][1 : 1 + CHOICES - len(picked)]
    picked.sort(key=lambda k: choose(_INPUT_SLOT + len(every) + k, 2**16))
    return Pupil(mistake, hides, tuple(text_of(every[k]) for k in picked))


def words_for(problem: Problem, mistake: str, choose: Choose) -> tuple[str, ...]:
    """The mistake among others, each in another part of the work: these she gets right."""
    parts = [component for component, _, _ in OF_COMPONENT if component is not component_of(mistake)]
    parts = sorted(dict.fromkeys(parts), key=lambda one: choose(_WORDS_SLOT + parts.index(one), 2**16))
    others: list[str] = []
    for part in parts:
        names = [one for one in HELD if component_of(one) is part and mistake_on(problem, one) is not None]
        names = [one for one in names if one.partition(".")[2] != mistake.partition(".")[2]]
        if names and len(others) < CHOICES - 1:
            others.append(names[choose(_WORDS_SLOT + 100 + len(others), len(names))])
    return tuple(sorted((mistake, *others), key=HELD.index))
