"""How sure it is that a learner knows a component of the chain rule: Bayesian knowledge tracing, answer by answer.

Corbett and Anderson, "Knowledge tracing: modeling the acquisition of procedural knowledge" (1995): the update is
theirs. GUESS and SLIP stay within the bounds under which the model can't turn upside down (Baker, Corbett and Aleven
2008: at most 0.3 and 0.1). The values are chosen, not fitted: there are no records to fit them to.
"""

PRIOR = 0.2
"""How likely a component is known before anything was answered."""
LEARN = 0.15
"""How likely it is learnt in one problem that is answered rightly."""
GUESS, SLIP = 0.2, 0.1
"""How likely an answer is right without knowing, and wrong with it."""
FADED_GUESS = (0.8, 0.45, 0.3, GUESS)
"""GUESS by the stage of fading: what stands there already can be read off."""
READY = 0.6
"""From which standing on what builds on a skill may be met."""
AIDED_MOST = READY
"""How far right answers after help lead: on to the next skill, and never to mastery."""
LEAST, MOST = 0.01, 0.99
"""Nobody is ever sure."""
RISING = (0.45, 0.65, 0.8, 0.9)
"""From which standing on a skill is drilled at level 2, 3, 4 and 5."""
KNOWN = 0.85
"""From which standing on a skill counts as known, once it was shown at a high level on two days."""
HIGH_LEVEL, DAYS = 4, 2
"""Mastered is what was solved without help at this level or above, on so many different days."""


def traced(p: float, *, is_right: bool, guess: float = GUESS, weight: float = 1.0) -> float:
    """How sure it is after an answer; `weight` is how much of an observation it is, where others tell the same."""
    known, unknown = (1 - SLIP, min(guess, 1 - SLIP)) if is_right else (SLIP, 1 - GUESS)
    p = min(MOST, max(LEAST, p))
    odds: float = p / (1 - p) * (known / unknown) ** weight
    return min(MOST, max(LEAST, odds / (1 + odds)))


def practised(p: float, weight: float = 1.0, *, most: float = MOST) -> float:
    """How sure it is after practice, by which it may have been learnt; `most` is the ceiling."""
    gained: float = p + (1 - p) * (1 - (1 - LEARN) ** weight)
    return max(p, min(most, gained))


def first_level(p: float) -> int:
    """The level of a skill's first drill, where what it is made of is known from elsewhere."""
    return max(1, min(HIGH_LEVEL - 1, sum(p >= bound for bound in RISING)))


def level_after(level: int, p: float, *, may_rise: bool, may_fall: bool) -> int:
    """The level of the next drill: as the standing has it, one up or one down at most."""
    target = 1 + sum(p >= bound for bound in RISING)
    lowest, highest = level - 1 if may_fall else level, level + 1 if may_rise else level
    return min(len(RISING) + 1, max(1, min(highest, max(lowest, target))))
