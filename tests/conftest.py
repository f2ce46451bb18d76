"""What tests are given: the content that comes with the program, a clock that ticks, problem files."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem

settings.register_profile("patient", deadline=None)  # how fast something is, on a machine that is busy, is no matter
settings.load_profile("patient")

ROOMS = Path(__file__).parent
# What helpers assert holds under `python -O`, too, as it does for tests by themselves. None of them is imported yet.
pytest.register_assert_rewrite(*(f"{__package__}.{path.parent.name}" for path in sorted(ROOMS.glob("*/__init__.py"))))

SLOW_ROOMS = frozenset(
    {"cli", "code_check", "diagnosis", "exchange", "giving", "journal", "lint", "plain", "practice", "published"}
    | {"screens", "session", "terminal"}
)
"""Tests that start the program, drive screens, or draw and solve problems by the hundred."""
SLOW_FILES = frozenset(
    {
        "test_answers_expressions.py",
        "test_after_the_step.py",
        "test_carried.py",
        "test_lessons_breakdown.py",
        "test_lessons_formulas.py",
        "test_lessons_front_matter.py",
        "test_lessons_guide.py",
        "test_lessons_spoiled.py",
        "test_lessons_strangers.py",
        "test_lessons_wording.py",
        "test_markdown.py",
        "test_marking.py",
        "test_network_properties.py",
        "test_primers.py",
        "test_readme.py",
        "test_recipes.py",
        "test_told_apart.py",
        "test_typeset_speech.py",
        "test_worked_lines.py",
        "test_writers.py",
    }
)
"""The same in the other rooms."""
FEWEST_EXAMPLES, SHARE = 12, 5
"""So many examples of a property are tried at least, and one of so many that it asks for, without `--thorough`."""
_SETTINGS = "_hypothesis_internal_use_settings"  # private: were it gone, all examples would be tried
Clock = Callable[[], datetime]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether as many are tried as there are, and not some."""
    return bool(pytestconfig.getoption("thorough"))


@pytest.fixture(scope="session", autouse=True)
def _mistakes_made_once() -> None:
    from .support.remembered import remember

    remember()


@pytest.fixture(scope="session", autouse=True)
def _nothing_flushed() -> None:
    from .support.unflushed import flush_nothing

    flush_nothing()


@pytest.fixture
def content() -> Path:
    return content_folder()


@pytest.fixture
def chain(content: Path) -> Problem:
    """Problem 4.1 as it is: one unit a layer."""
    problem = _read(content / "day13" / "4.1.md")
    assert isinstance(problem, Problem)
    return problem


@cache
def _read(path: Path) -> Lesson:
    """A lesson, read once: a problem keeps its trace, its judge and its table of mistakes, and nothing changes it."""
    return load(path)


@pytest.fixture
def clock() -> Clock:
    """A second passes each time it is looked at."""
    seconds = iter(range(1_000_000))
    return lambda: datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(seconds=next(seconds))


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    """A learner's records, empty, by the clock of the test."""
    with open_journal(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a problem file: `write(data="[[1, 2]]", body="…")`; `name` is the file's."""
    from .support.problems import problem_text

    def written(name: str = "9.1.md", body: str = "Work it out.\n", **front: str | None) -> Path:
        path = tmp_path / name
        path.write_text(problem_text(body, **front), encoding="utf-8")
        return path

    return written


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--thorough`, which `.ci/run` does without."""
    what = "all combinations, long random runs, whole slices of benchmarks, and many more examples of each property"
    parser.addoption("--thorough", action="store_true", help=f"run {what}")


def pytest_configure(config: pytest.Config) -> None:
    """Look for garbage less often: thousands of tests leave much behind, and each look goes through all of it."""
    gc.set_threshold(50_000, 20)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a script
        signal.signal(signal.SIGINT, signal.default_int_handler)  # the programs that tests start are to take Ctrl-C
    if sys.dont_write_bytecode and hasattr(config, "cache"):
        # Tests, and the programs that they start by the hundred, are compiled once all the same, and nothing beside the
        # sources.
        sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(config.cache.mkdir("bytecode")))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Of several processes that collect all tests, each begins elsewhere: what one has compiled the others read."""
    config = session.config
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker is None or config.args != config.getini("testpaths"):
        return
    files = [path for path in sorted(ROOMS.glob("*/test_*.py")) if not pytest_ignore_collect(path, config)]
    first = len(files) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for path in (*files[first:], *files[:first]):
        with suppress(Exception):  # is told when it is collected
            import_module(f"{__package__}.{path.parent.name}.{path.stem}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage that complains once: pytest would go through all of it five times, at its end."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: some tests wait for programs of their own."""
    return (os.cpu_count() or 1) + 1


def is_slow(path: Path) -> bool:
    """Whether the tests in a file are slow, by the room they are about."""
    return path.name in SLOW_FILES or path.relative_to(ROOMS).parts[:1] in {(room,) for room in SLOW_ROOMS}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `-m "not slow"` do not even import what it leaves out: that would take as long as to run the others."""
    left_out = config.option.markexpr == "not slow" and collection_path.is_relative_to(ROOMS)
    return True if left_out and is_slow(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what `-m "not slow"` leaves out, and leave out what only `--thorough` runs."""
    for item in items:
        if is_slow(item.path):
            item.add_marker(pytest.mark.slow)
    if config.getoption("thorough"):
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    for test in {getattr(item.obj, "__func__", item.obj) for item in items if isinstance(item, pytest.Function)}:
        own = getattr(test, _SETTINGS, None)
        if own is not None and own.max_examples > FEWEST_EXAMPLES:
            setattr(test, _SETTINGS, settings(own, max_examples=max(FEWEST_EXAMPLES, own.max_examples // SHARE)))
