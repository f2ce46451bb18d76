"""A problem with other numbers given: `w2=3 x1=-2` sets a weight and the input of a data point, as typed or kept.

For networks with one input and one output. A data point more comes with both its numbers, as in `x2=4 y2=1`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written

if TYPE_CHECKING:
    from tutor.answers.verdicts import Message

Change: TypeAlias = Mapping[str, Fraction]
"""What is given instead, by name: parameters, and `x1`, `y1` of the first data point."""
MOST_POINTS = 3
LARGEST, PARTS = 100, 100
"""How large a number may be, and into how many parts of 1 it may go: two decimals."""
NOTHING: Change = MappingProxyType({})


def names_of(problem: Problem) -> tuple[str, ...]:
    """What can be set, in the order of θ, then point by point."""
    parameters = tuple(one.name for one in problem.network.parameters)
    return (*parameters, *(f"{letter}{i}" for i in range(1, MOST_POINTS + 1) for letter in "xy"))


def given(problem: Problem) -> dict[str, Fraction]:
    """What is given now, by the same names."""
    names = (one.name for one in problem.network.parameters)
    found = dict(zip(names, problem.theta, strict=True))
    for i, ((x,), (y,)) in enumerate(problem.data, 1):
        found |= {f"x{i}": x, f"y{i}": y}
    return found


def changed(problem: Problem, change: Change) -> Problem:
    """The problem with these numbers. Raises ValueError where a data point would lack one of its two."""
    values = {**given(problem), **change}
    points = range(1, 1 + max(int(name[1:]) for name in values if name[0] in "xy"))
    try:
        data = tuple(((values[f"x{i}"],), (values[f"y{i}"],)) for i in points)
    except KeyError as error:
        raise ValueError(error.args[0]) from error
    return replace(problem, theta=tuple(values[one.name] for one in problem.network.parameters), data=data)


def first_point(problem: Problem) -> Problem:
    """The problem with its first data point alone."""
    return replace(problem, data=problem.data[:1])


def text_of(change: Change) -> str:
    """A change as the journal has it: the same for all that typed the same."""
    return " ".join(f"{name}={value}" for name, value in change.items())


def change_of(problem: Problem, text: str) -> Change:
    """The change that a text of the journal says. Raises ValueError for what is none of this problem's."""
    names, found = names_of(problem), {}
    for part in text.split():
        name, _, value = part.partition("=")
        if name not in names or not is_fit(number := Fraction(value)):
            raise ValueError(text)
        found[name] = number
    if not found:
        raise ValueError(text)
    changed(problem, found)
    return found


def read_change(problem: Problem, text: str) -> "Change | Message":
    """The change that was typed, or what is to be said of a text that is none."""
    from tutor.answers.errors import Unreadable
    from tutor.answers.marking import unreadable
    from tutor.answers.reading import read_values
    from tutor.answers.verdicts import Message

    names = names_of(problem)
    try:
        typed = read_values(text, names).assigned
    except Unreadable as error:
        return unreadable(error)
    values: dict[str, Fraction] = {}
    for name in sorted(typed, key=lambda one: names.index(one) if one in names else len(names)):
        value = typed[name].value
        if name not in names:
            return Message("change.no_name", {"found": name[:24], "allowed": ", ".join(_settable(problem))})
        if not isinstance(value, Fraction) or not is_fit(value):
            return Message("change.not_fit", {"name": name, "most": LARGEST})
        values[name] = value
    before = given(problem)
    values = {name: value for name, value in values.items() if before.get(name) != value}
    if not values:
        return Message("change.nothing" if typed else "change.no_names", {"allowed": ", ".join(_settable(problem))})
    try:
        changed(problem, values)
    except ValueError as error:
        return Message("change.half_point", {"name": str(error)})
    return values


def latex_of(problem: Problem, change: Change) -> str:
    """A change as the lesson writes it."""
    return ",\\; ".join(f"{symbol_of(problem, name)} = {as_latex(value)}" for name, value in change.items())


def symbol_of(problem: Problem, name: str) -> str:
    """A name as the lesson writes it, as LaTeX."""
    return written(problem, name[0], name[1:]) if name[0] in "xy" else written(problem, name)


def _settable(problem: Problem) -> Iterable[str]:
    """The names that there are, and those of one more data point."""
    most = min(MOST_POINTS, len(problem.data) + 1)
    return (name for name in names_of(problem) if name[0] not in "xy" or int(name[1:]) <= most)


def is_fit(value: Fraction) -> bool:
    """Whether a number may be given: not large, and with two decimals at most."""
    return abs(value) <= LARGEST and PARTS % value.denominator == 0
