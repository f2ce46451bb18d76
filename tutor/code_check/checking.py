"""A learner's file checked: found, run in a process of its own, judged, and shown on a small network that tells."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import MappingProxyType
from typing import NamedTuple

from tutor.code_check.finding import Finder, Missed, Way
from tutor.code_check.judging import Judged, judged_by_entries, judged_by_two, of_returned_cost, wrong_arrays
from tutor.code_check.leaves import Key
from tutor.code_check.meant import counts_points, without_steps
from tutor.code_check.naming import Ran, same
from tutor.code_check.objects import STATE
from tutor.code_check.own_cost import is_of_own_cost
from tutor.code_check.plans import Ask, further, squares
from tutor.code_check.process import Failed, Process
from tutor.code_check.returned import keys_of
from tutor.code_check.roles import letter_of
from tutor.code_check.running import Given, Runner, finite, not_finite
from tutor.code_check.showing import Shown, shown
from tutor.code_check.signature import Signature, as_typed, chosen
from tutor.code_check.source import Source, read_source
from tutor.code_check.steps import judged_step, own_rate
from tutor.mistakes.code import MANNERS
from tutor.mistakes.component import Component

MOST_WAYS, PATIENCE = 8, 2.0
"""How many ways to call the function are judged, and after how many seconds no further one is begun."""
UNEXPLAINED = 9
"""In the order of what was found, what no mistake explains."""


class Unfit(Exception):
    """A file in which nothing can be checked: `key` says why, `params` what there is."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key, self.params = key, params


class Checked(NamedTuple):
    """What came of a check."""

    function: str
    judged: Judged
    networks: int
    """On how many networks the function was run."""
    way: Way
    shown: Shown | None
    """The smallest network that shows what is wrong."""
    right_arrays: tuple[Key, ...] = ()
    wrong_arrays: tuple[Key, ...] = ()
    repeatable: bool = True
    missing_arrays: tuple[Key, ...] = ()
    """Those whose gradients did not come back."""
    not_finite: int = 0
    """On how many networks infinity or NaN came back: it is not judged where something else came back, too."""
    failed: int = 0
    """On how many further networks the function failed: on those it is not judged."""
    own_names: Mapping[str, str] = MappingProxyType({})
    """The program's own names of parameters, where each is a number of its own."""


class _Tried(NamedTuple):
    """One way to call the function, and what came of it."""

    way: Way
    givens: list[Given]
    found: Judged
    not_finite: int
    failed: int


def prepared(path: Path, ask: Ask) -> tuple[Source, Signature]:
    """What is to be run, without running it. Raises OSError, source.Unreadable, and Unfit."""
    source = read_source(path)
    signature = chosen(source, ask.function)
    if signature is None:
        names = ", ".join(one.name for one in source.functions)
        raise Unfit("no_such_function" if ask.function else "no_function", name=ask.function or "", names=names)
    if signature.uses_weights_twice:
        raise Unfit("twice_used", name=signature.function.name, layers=str(signature.depth))
    if not signature.is_usable:
        unknown = (
            signature.unknown if signature.subject is None else (*signature.unknown, *signature.subject.making.unknown)
        )
        names, missing = ", ".join(unknown), ", ".join(signature.missing)
        raise Unfit("signature", name=as_typed(signature), names=names, missing=missing)
    return source, signature


def check(
    path: Path, ask: Ask, source: Source, signature: Signature, tell: Callable[[str], None] = lambda _stage: None
) -> Checked:
    """Run the function and judge it; `tell` hears what is being done. Raises Failed and finding.Missed."""
    try:
        return _check(path, ask, source, signature, tell)
    except Failed as failed:
        if failed.key == "parameters" and source.foreign:
            raise Failed("foreign", message=source.foreign) from None
        raise


def _check(path: Path, ask: Ask, source: Source, signature: Signature, tell: Callable[[str], None]) -> Checked:
    """The same, where what fails is not looked at for what the file has that no network of layers has."""
    tell("loading")
    with Process(path, ask.seconds) as process:
        runner = Runner(process, signature, source, ask.fixed)
        tell("calling")
        try:
            ways = Finder(runner, source, signature, ask).ways()
        except Missed:
            bare = without_steps(signature)
            if bare is None:
                raise
            runner, signature = Runner(process, bare, source, ask.fixed), bare
            ways = Finder(runner, source, bare, ask).ways()
        tried = _tried(runner, ways, source, ask, tell)
        may_be_wrong = ways[0].differs_at_once and counts_points(signature, source)
        at_once = [one for one in tried[1:] if _adds_up_wrongly(one.found)] if may_be_wrong else []
        way, givens, found, infinite, without = min(at_once or tried, key=lambda one: _order(one.found))
        repeatable = bool(found.right) or _is_repeatable(runner, way, givens)
        is_whole = found.finite and repeatable and givens[0].form != "points"
        if _order(found) == UNEXPLAINED and is_whole:
            tell("pairs")
            found = judged_by_two(way.plan.forms, givens, own_rate(signature, givens))
        if _order(found) == UNEXPLAINED and found.finite and givens[0].losses is not None:
            found = found._replace(cost_unknown=not of_returned_cost(way.plan.forms, givens))
        if _order(found) == UNEXPLAINED and (foreign := source.foreign):
            raise Failed("foreign", message=foreign)
        if found.is_right and _grows(runner, way, givens[0], source):
            found = found._replace(manner=MANNERS["accumulated"])
        tell("showing")
        picture = None if found.is_right or not found.finite else shown(runner, way, found, givens, ask)
        networks = sum(given.cases.networks for given in givens)
        right, wrong = ((), ()) if way.in_turn else _arrays(found, givens)
        missing = tuple(_missing(givens[0]))
        names = runner.own_names(givens[0].cases.network, way.layout)
        return Checked(
            signature.function.name,
            found,
            networks,
            way,
            picture,
            right,
            wrong,
            repeatable,
            missing,
            infinite,
            without,
            names,
        )


def _tried(runner: Runner, ways: list[Way], source: Source, ask: Ask, tell: Callable[[str], None]) -> list[_Tried]:
    """What came of the ways to call the function, until one is explained. Raises Failed and finding.Missed."""
    tried: list[_Tried] = []
    failure, until = None, process_time() + PATIENCE
    for way in ways[:MOST_WAYS]:
        if tried and process_time() > until:
            break
        tell("running")
        try:
            every, without = _givens(runner, way, ask)
        except Failed as failed:
            if failed.key not in ("error", "other"):
                raise
            failure = failure or failed
            continue
        tell("comparing")
        givens = finite(every)
        way, givens, found = judged_step(way, givens, runner.signature, source)  # noqa: PLW2901  by the rate that was found
        if _order(found) == UNEXPLAINED and way.layout.scalars and found.finite:
            found = judged_by_entries(way.plan.forms, givens, own_rate(runner.signature, givens)) or found
        if not (ask.network or ask.costs or found.is_right) and is_of_own_cost(runner, way, givens, found):
            found = Judged(form=found.form, of_own_cost=True)
        tried.append(_Tried(way, givens, found, not_finite(every), without))
        if way.differs_at_once:
            continue
        if _order(found) != UNEXPLAINED or (len(tried) == 1 and not _is_repeatable(runner, way, givens)):
            break
    if not tried:
        raise Missed(failure)
    return tried


def _adds_up_wrongly(found: Judged) -> bool:
    """Whether one mistake in how the points are added up, or averaged, explains what was given."""
    first = found.named[0].members if found.named else ()
    return len(first) == 1 and first[0].component is Component.POINTS


def _order(found: Judged) -> int:
    """What was explained comes before what was not, and fewer mistakes before more."""
    if found.is_right:
        return 0
    return min((len(one.members) for one in found.named), default=1 if found.manner is not None else UNEXPLAINED)


def _givens(runner: Runner, way: Way, ask: Ask) -> tuple[list[Given], int]:
    """What the function gives on networks of several shapes, and on how many of them it fails."""
    givens, without = [runner.run(way.layout, way.plan.cases(way.widths, way.points, ask), way.by)], 0
    depth = len(way.widths) - 1
    for widths, points in squares(depth) if way.only_square else further(way.plan, way.layout, way.widths):
        cases = way.plan.cases(widths, points, ask)
        try:
            givens.append(runner.run(way.layout, cases, way.by))
        except Failed as failed:
            if failed.key not in ("error", "other"):
                raise
            without += cases.networks
    alike = [given for given in givens if given.form == givens[0].form]
    return [given for given in alike if given.form != "transposed" or not _has_square(given)], without


def _has_square(given: Given) -> bool:
    """Whether some W has the shape of its transpose, so that nobody sees which of the two was given."""
    return any(before == after > 1 for before, after in pairwise(given.cases.network.widths))


def _is_repeatable(runner: Runner, way: Way, givens: list[Given]) -> bool:
    """Whether the same call gives the same twice, however its sums are rounded."""
    import numpy as np

    cases = givens[0].cases.one(0)
    try:
        once, again = (runner.run(way.layout, cases, way.by) for _ in range(2))
    except Failed:
        return True
    keys = once.readings[0].arrays.keys()
    return all(
        np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
        for key in keys
        for a, b in zip(once.arrays(key), again.arrays(key), strict=True)
    )


def _missing(given: Given) -> Iterator[Key]:
    """The parameter arrays of which nothing came back, though they are learned."""
    learned = {(one.kind, one.layer) for one in given.cases.network.parameters if one.name not in given.fixed}
    yield from (key for key in keys_of(given.cases.network) if key not in given.readings[0].arrays and key in learned)


def _grows(runner: Runner, way: Way, given: Given, source: Source) -> bool:
    """Whether an object adds its gradients to those of the call before, and nothing in the file sets them to zero."""
    subject = runner.signature.subject
    if subject is None or not way.by.startswith(STATE) or "*" in source.cleared:
        return False
    names = {name for one in source.classes for name in one.attributes if (letter_of(name) or ("", False))[1]}
    if not names or names & source.cleared:
        return False
    try:
        twice = runner.run(way.layout, given.cases, way.by, times=2)
    except Failed:
        return False
    return same(twice.flat(), 2 * given.flat())


def _arrays(found: Judged, givens: list[Given]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    if found.form is None or not found.finite or any(given.form == "points" for given in givens):
        return (), ()
    right, wrong = wrong_arrays(found.form, [Ran(given.cases, given.flat()) for given in givens])
    return tuple(right), tuple(wrong)
