"""Nothing waits for the journal, however much is in it. The bounds are wide: a busy machine must not fail them."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tutor.journal.journal import open_journal
from tutor.journal.storable import microseconds

from .journal_kit import START, Tap, attempt, clock

FILL = """WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {attempts})
    INSERT INTO entry (id, problem, round, field, kind, text, verdict, detail, language, at)
    SELECT 'f-' || i, 'bp1:w2-deep:' || (i / 10), 0, 'd.w' || (i % 6), 'attempt', i, 'wrong', '{{}}', 'ko', {start} + i
    FROM n"""
SUM_UP = (
    "INSERT OR REPLACE INTO problem SELECT problem, 0, max(at) FROM entry GROUP BY problem",
    "INSERT OR REPLACE INTO standing SELECT problem, field, 'wrong', 0, max(at) FROM entry GROUP BY problem, field",
)


def fill(folder: Path, attempts: int) -> None:
    """A long life of drills."""
    tap = Tap()
    with open_journal(folder, clock, connect=tap):
        tap.execute("PRAGMA synchronous = OFF")
        tap.execute("BEGIN")
        tap.execute(FILL.format(attempts=attempts, start=microseconds(START)))
        for statement in SUM_UP:
            tap.execute(statement)
        tap.execute("COMMIT")


def best(work: Callable[[], object], times: int = 20) -> float:
    """The shortest time, which other processes disturb least, in milliseconds."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken) * 1000


def test_home_does_not_read_through_the_attempts(tmp_path: Path) -> None:
    home = ["4.1", "4.2", "4.3"]

    def open_home(folder: Path) -> None:
        with open_journal(folder, clock) as journal:
            assert set(journal.standing(home)) == set(home)
            assert journal.last_place()
            journal.setting("language")

    for name, attempts in (("empty", 0), ("full", 40_000)):
        if attempts:
            fill(tmp_path / name, attempts)
        with open_journal(tmp_path / name, clock) as journal:
            for problem in home:
                journal.record(attempt("1", problem=problem))
    assert best(lambda: open_home(tmp_path / "full")) < 1.5 * best(lambda: open_home(tmp_path / "empty")) + 0.5


def test_recording_and_opening_take_no_time_to_speak_of(tmp_path: Path) -> None:
    fill(tmp_path, 20_000)
    with open_journal(tmp_path, clock) as journal:
        assert best(lambda: journal.record(attempt("446", "correct"))) < 10
        assert best(lambda: journal.keep_draft("4.1", "c", "366", START)) < 10
    assert best(lambda: open_journal(tmp_path, clock).close()) < 10


def test_the_journal_imports_only_the_standard_library() -> None:
    """No numpy, no textual, rich, platformdirs or yaml."""
    program = "import sys, tutor.journal.journal; print(*{name.partition('.')[0] for name in sys.modules})"
    where = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=where, check=True, capture_output=True, text=True)
    plain = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], check=True, capture_output=True)
    others = set(done.stdout.split()) - sys.stdlib_module_names - set(plain.stdout.decode().split())
    assert others == {"tutor"}
