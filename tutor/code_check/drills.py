"""The problem to do by hand that makes plain what a program has wrong: a drill that shows the same rule changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tutor.code_check.forms import Form
from tutor.lessons.problem import Problem
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake
from tutor.network.compute import gradient
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.practice.number_skills import NUMBER_SKILLS, SMOOTH
from tutor.practice.variants import draw

LEVELS, SEEDS = (2, 3, 4, 5), 3
_OF_COMPONENT = {
    Component.FORWARD: ("forward-cost",),
    Component.COST: ("forward-cost",),
    Component.SLOPE: ("weight-last",),
    Component.GATE: ("gates", "weight-deep"),
    Component.BACK: ("transpose", "weight-deep"),
    Component.PATHS: ("two-paths",),
    Component.FACTOR: ("transpose", "weight-deep", "bias-deep"),
    Component.POINTS: ("points",),
    Component.UPDATE: ("update",),
}
"""The skills whose problems ask for what a mistake is about, by its component."""
_CURVED = frozenset({"sigmoid", "tanh", "softplus"})


def drill_for(mistakes: Sequence[Mistake], component: Component, form: Form | None, folder: Path) -> str:
    """The code of a drill, one that shows the mistakes if there is one; `folder` is the content folder."""
    first: str | None = None
    for problem in _drawn(mistakes, component, form, folder):
        first = first or problem.id
        if _shows(problem, mistakes):
            return problem.id
    return first or draw("whole-chain", LEVELS[0], 1, folder).id


def _drawn(mistakes: Sequence[Mistake], component: Component, form: Form | None, folder: Path) -> Iterator[Problem]:
    names = {one.id for one in mistakes}
    curved = component is Component.GATE and form is not None and not _CURVED.isdisjoint(form.activations)
    skills = [skill.id for skill in NUMBER_SKILLS.values() if names and names <= set(skill.mistakes)]
    skills = [name for name in skills if name != "update"]
    biases = ("bias-deep", "bias-last") if any(one.rule == "bias_partial" for one in mistakes) else ()
    order = [*((SMOOTH,) if curved else ()), *biases, *_OF_COMPONENT.get(component, ()), *skills]
    preferred = [name for name in order if name in skills] + [name for name in order if name not in skills]
    for skill in dict.fromkeys(preferred):
        for level in LEVELS:
            for seed in range(1, SEEDS + 1):
                yield draw(skill, level, seed, folder)


def _shows(problem: Problem, mistakes: Sequence[Mistake]) -> bool:
    """Whether each mistake changes something that the problem asks for: a partial derivative, or the cost."""
    theta = np.array([float(value) for value in problem.theta])
    x, y = (np.array([[float(v) for v in point[k]] for point in problem.data]) for k in (0, 1))
    names = [f"d.{parameter.name}" for parameter in problem.network.parameters]
    asked = [problem.asked is None or name in problem.asked for name in ("c", *names)]

    def answers(rules: Rules) -> Array:
        cost, slope = gradient(problem.network, theta, x, y, rules, learning_rate=float(problem.learning_rate))
        found: Array = np.concatenate([[cost], slope])[asked]
        return found

    right = answers(RIGHT)
    possible = all(one.is_possible(problem.network) and (one.point or 1) <= len(x) for one in mistakes)
    return possible and all(not np.allclose(answers(one.rules()), right) for one in mistakes)
