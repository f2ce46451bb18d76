"""A learner's file checked: found, run in a process of its own, judged, and shown on a small network that tells."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tutor.code_check.cases import RATE
from tutor.code_check.finding import Finder, Way
from tutor.code_check.judging import Judged, judged, judged_by_two, wrong_arrays
from tutor.code_check.naming import Ran
from tutor.code_check.plans import Ask, further, squares
from tutor.code_check.process import Failed, Process
from tutor.code_check.returned import Key
from tutor.code_check.running import Given, Runner, stepped
from tutor.code_check.showing import Shown, shown
from tutor.code_check.signature import Signature, chosen, forward_of, plain
from tutor.code_check.source import Source, read_source

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


def prepared(path: Path, ask: Ask) -> tuple[Source, Signature]:
    """What is to be run, without running it. Raises OSError, source.Unreadable, and Unfit."""
    source = read_source(path)
    signature = chosen(source, ask.function)
    if signature is None:
        names = ", ".join(one.name for one in source.functions)
        raise Unfit("no_such_function" if ask.function else "no_function", name=ask.function or "", names=names)
    if not signature.is_usable:
        raise Unfit("signature", name=signature.function.name, names=", ".join(signature.unknown))
    return source, signature


def check(path: Path, ask: Ask, source: Source, signature: Signature) -> Checked:
    """Run the function and judge it. Raises Failed and finding.Missed."""
    with Process(path, ask.seconds) as process:
        runner = Runner(process, signature, forward_of(source))
        ways = Finder(runner, source, signature, ask).ways()
        tried: list[tuple[Way, list[Given], Judged]] = []
        for way in ways[:8]:
            givens = _givens(runner, way, ask)
            tried.append(_judged(way, givens, signature, _own_rate(signature, givens)))
            if _order(tried[-1]) != UNEXPLAINED or (len(tried) == 1 and not _is_repeatable(runner, way, givens)):
                break
        way, givens, found = min(tried, key=_order)
        repeatable = found.is_right or _is_repeatable(runner, way, givens)
        is_whole = found.finite and repeatable and givens[0].form != "points"
        if _order((way, givens, found)) == UNEXPLAINED and is_whole:
            found = judged_by_two(way.plan.forms, givens, _own_rate(signature, givens))
        picture = None if found.is_right or not found.finite else shown(runner, way, found, givens, ask)
        networks = sum(len(given.cases) for given in givens)
        right, wrong = _arrays(found, givens)
        return Checked(signature.function.name, found, networks, way, picture, right, wrong, repeatable)


STEPS = ("step", "update", "train", "sgd", "descent", "fit")
"""What stands in the name of a function that may return the parameters after a step."""


def _judged(way: Way, givens: list[Given], signature: Signature, rate: float) -> tuple[Way, list[Given], Judged]:
    """What a function gave is judged as gradients; of one that makes a step, also as parameters after it."""
    found = judged(way.plan.forms, givens, rate)
    makes_step = signature.has("rate") and any(word in plain(signature.function.name) for word in STEPS)
    if found.is_right or not makes_step or way.rank > 1 or way.layout.point_by_point:
        return way, givens, found
    after = [stepped(given) for given in givens]
    other = judged(way.plan.forms, after, rate)
    if other.is_right or other.named:
        return way._replace(is_step=True), after, other
    return way, givens, found


def _order(tried: tuple[Way, list[Given], Judged]) -> int:
    """What was explained comes before what was not, and fewer mistakes before more."""
    found = tried[2]
    if found.is_right:
        return 0
    return min((len(one.members) for one in found.named), default=1 if found.manner is not None else UNEXPLAINED)


def _givens(runner: Runner, way: Way, ask: Ask) -> list[Given]:
    """What the function gives on networks of several shapes; on those where it fails, it is not judged."""
    givens = [runner.run(way.layout, way.plan.cases(way.widths, way.points, ask), way.by)]
    depth = len(way.widths) - 1
    for widths, points in squares(depth) if way.only_square else further(way.plan, way.layout, way.widths):
        try:
            givens.append(runner.run(way.layout, way.plan.cases(widths, points, ask), way.by))
        except Failed as failed:
            if failed.key not in ("error", "other"):
                raise
    alike = [given for given in givens if given.form == givens[0].form]
    return [given for given in alike if given.form != "transposed" or not _has_square(given)]


def _has_square(given: Given) -> bool:
    """Whether some W has the shape of its transpose, so that nobody sees which of the two was given."""
    return any(before == after > 1 for before, after in pairwise(given.cases.network.widths))


def _own_rate(signature: Signature, givens: list[Given]) -> float:
    """The learning rate by which the function moved the weights it was given, where it did that; else the usual one."""
    return moved_by(signature, givens[0]) or RATE


def moved_by(signature: Signature, given: Given) -> float | None:
    """By how much of the last layer's gradient the function moved the weights it was given; None where it did not."""
    if given.form not in ("exact", "broadcast") or not given.after:
        return None
    depth = given.cases.network.depth
    places = [name for name, _, place in signature.roles if place] + [n for n, _, place in signature.roles if not place]
    roles = {name: role for name, role, _ in signature.roles}
    for name, value in zip(places, given.after, strict=False):
        if roles[name].kind == "weight" and roles[name].layer == depth:
            return _ratio(value, given, depth)
    return None


def _ratio(value: object, given: Given, depth: int) -> float | None:
    import numpy as np

    if not isinstance(value, dict) or "array" not in value:
        return None
    try:
        after = np.array(value["array"], dtype=float)
    except (ValueError, TypeError):
        return None
    weights, _, shape = given.cases.network.places[depth - 1]
    before = given.cases.theta[0][weights].reshape(shape)
    slope = given.calls[0][0].arrays["weight", depth]
    if after.shape != before.shape:
        after = after.T
    if after.shape != before.shape or not np.isfinite(after).all():
        return None
    moved = before - after
    size = float((slope * slope).sum())
    rate = float((moved * slope).sum()) / size if size else 0.0
    return rate if rate and np.allclose(moved, rate * slope, rtol=1e-6, atol=1e-9) else None


def _is_repeatable(runner: Runner, way: Way, givens: list[Given]) -> bool:
    """Whether the same call gives the same twice."""
    import numpy as np

    cases = givens[0].cases.one(0)
    try:
        once, again = (runner.run(way.layout, cases, way.by) for _ in range(2))
    except Failed:
        return True
    keys = once.calls[0][0].arrays.keys()
    return all(
        np.array_equal(a, b, equal_nan=True)
        for key in keys
        for a, b in zip(once.arrays(key), again.arrays(key), strict=True)
    )


def _arrays(found: Judged, givens: list[Given]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    if found.form is None or not found.finite or any(given.form == "points" for given in givens):
        return (), ()
    right, wrong = wrong_arrays(found.form, [Ran(given.cases, given.flat()) for given in givens])
    return tuple(right), tuple(wrong)
