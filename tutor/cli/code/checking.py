"""Carrying out `backprop-tutor check`: what is run is said before it is, and every failure has words."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tutor.cli.code.report import Report
from tutor.cli.columns import paragraph
from tutor.cli.file_options import CheckOptions
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put, put_json
from tutor.cli.refusals import Refused, shorten
from tutor.code_check.checking import Unfit, check, prepared
from tutor.code_check.finding import Missed
from tutor.code_check.forms import form_of
from tutor.code_check.meant import alone
from tutor.code_check.plans import Ask, unfolded
from tutor.code_check.printed import ENDINGS, NotPrinted, judged_printed, read_printed
from tutor.code_check.process import Failed
from tutor.code_check.signature import as_typed
from tutor.code_check.source import Unreadable
from tutor.lessons.problem import Problem
from tutor.lessons.words import Words
from tutor.network.architecture import ACTIVATIONS, COSTS, Network

PYTHON = ".py"
NOTHING: frozenset[str] = frozenset()


def check_code(file: Path, options: CheckOptions, invocation: Invocation) -> bool:
    """Check a file, and say what came of it. Returns whether all is right. Raises Refused and OSError."""
    network, fixed = (None, NOTHING) if options.problem is None else _network(options.problem)
    if file.exists() and not file.is_file():  # a folder, or a pipe that nobody writes to
        raise Refused("no_file", name=str(file))
    if file.suffix.lower() in ENDINGS:
        report = _printed(file, options, network, fixed)
    elif file.suffix.lower() == PYTHON:
        report = _run(file, options, network, fixed, invocation)
    else:
        raise Refused("check_ending", name=file.name, allowed=", ".join((PYTHON, *ENDINGS)))
    if invocation.json:
        put_json(report.as_json())
    else:
        put(report.told(invocation.words, plain=options.plain))
    return report.is_right


def _network(problem: Problem) -> tuple[Network, frozenset[str]]:
    """A problem's network as programs have it, and what is fixed. Raises Refused where places share a parameter."""
    if not problem.is_layered:
        raise Refused("check_graph", name=problem.id)
    network = problem.network
    if network.tied:
        groups = "; ".join(" = ".join(group) for group in network.tied)
        raise Refused("check_tied", name=problem.id, groups=groups)
    shared = [one.name for one in network.learned if one.kind == "bias"] if network.bias == "shared" else []
    if shared:
        raise Refused("check_shared", name=problem.id, names=", ".join(shared))
    return unfolded(network)


def _run(
    file: Path, options: CheckOptions, network: Network | None, fixed: frozenset[str], invocation: Invocation
) -> Report:
    costs = None if options.cost is None else (options.cost,)
    if network is not None and (options.cost or options.activations):
        raise Refused("check_twice")
    ask = Ask(network, fixed, options.function, options.activations, costs, options.seed, seconds=options.seconds)
    try:
        source, signature = prepared(file, ask)
    except Unreadable as error:
        raise Refused(f"check_{error.key}", name=file.name, line=str(error.line or 1)) from None
    except Unfit as error:
        raise Refused(f"check_{error.key}", **{key: shorten(value) for key, value in error.params.items()}) from None
    typed = as_typed(signature)
    # On stderr with --json: what is printed there is for programs.
    runs = invocation.words("check.runs", file=str(file), function=typed, seconds=options.seconds)
    put(f"{paragraph(one_line(runs))}\n", error=invocation.json)
    try:
        with Progress(invocation.words) as progress:
            checked = check(file, ask, source, signature, progress.at)
    except Missed as error:
        raise not_run(error.failed or Failed("other"), typed, options.seconds) from None
    except Failed as error:
        raise not_run(error, typed, options.seconds) from None
    given = bool(costs) or network is not None
    layer, inside, beside = alone(signature, source)
    return Report(file.name, checked.judged, checked.shown, typed, checked, given, layer, inside, beside)


def _printed(file: Path, options: CheckOptions, network: Network | None, fixed: frozenset[str]) -> Report:
    if network is None or options.problem is None:
        raise Refused("check_needs_problem", name=file.name)
    problem = options.problem
    order = problem.network.order or range(len(problem.theta))
    theta = np.array([float(problem.theta[k]) for k in order])
    x, y = (np.array([[float(v) for v in point[k]] for point in problem.data]) for k in (0, 1))
    try:
        judged, shown = judged_printed(read_printed(file), network, theta, x, y, fixed)
    except NotPrinted as error:
        allowed = ", ".join(parameter.name for parameter in network.parameters)
        raise Refused(f"check_printed_{error.key}", name=file.name, allowed=shorten(allowed)) from None
    found = judged if judged.form else judged._replace(form=form_of(network))
    return Report(file.name, found, shown, is_cost_given=True)


def not_run(failed: Failed, function: str, seconds: int) -> Refused:
    """What came in the way of the run, which had so many seconds."""
    line = str(failed.line) if failed.line else ""
    return Refused(
        f"check_failed_{failed.key}",
        function=function,
        kind=failed.kind,
        message=shorten(failed.message),
        line=line,
        missing=shorten(failed.missing),
        known=", ".join((*ACTIVATIONS, *COSTS)),
        seconds=str(seconds),
    )


QUIET = 1.0
"""For so many seconds nothing is said."""


class Progress:
    """To be used in a `with` statement; after it nothing more is said."""

    def __init__(self, words: Words, quiet: float = QUIET) -> None:
        self._words, self._lock = words, threading.Lock()
        self._stage, self._is_late = "", False
        self._clock = threading.Timer(quiet, self._begin)
        self._clock.daemon = True
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        if self._is_seen:
            self._clock.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._is_late = False
            self._stage = ""
        self._clock.cancel()

    def at(self, stage: str) -> None:
        """What is begun: a key of [check_doing]."""
        with self._lock:
            if stage != self._stage:
                self._stage = stage
                self._say()

    def _begin(self) -> None:
        with self._lock:
            self._is_late = True
            self._say()

    def _say(self) -> None:
        if self._is_late and self._stage:
            put(one_line(self._words(f"check_doing.{self._stage}")), error=True)
