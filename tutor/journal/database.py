"""The journal's tables: what each change writes, what each question reads. Raises what `faults.FAULTS` lists."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tutor.journal import findings, opening
from tutor.journal.aside import Identity, identity
from tutor.journal.faults import NewerError, StaleError, code
from tutor.journal.migrations import STEPS, Step
from tutor.journal.records import (
    ATTEMPT,
    DIAGNOSIS,
    RESTART,
    Change,
    Draft,
    Entry,
    FieldStanding,
    MistakeTally,
    Place,
    Setting,
    SkillRecord,
    Slot,
    Standing,
    Version,
    after,
)
from tutor.journal.storable import ENTRY, entry_of, microseconds, moment, string, whole, written
from tutor.journal.tallies import (
    mistake_tally,
    put_skill,
    replace_made,
    skill_record,
    skills_of,
    slots_since,
    tally,
)

MEMORY = Path(":memory:")


class Database:
    """An open journal file."""

    def __init__(
        self, path: Path, found: Identity, patience: float, connect: opening.Connect, steps: Sequence[Step] = STEPS
    ) -> None:
        self._path = path
        self._version = len(steps)
        self._connection = opening.opened(path, found, patience, connect, steps)
        self.source = identity(path) if path != MEMORY else None
        """Which file it is; of a copy, which it was made of."""

    @classmethod
    def in_memory(cls) -> "Database":
        """An empty one."""
        return cls(MEMORY, None, 0, opening.connect)

    def copy(self) -> "Database":
        """All that is in it, in memory."""
        copy = Database.in_memory()
        try:
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM problem LIMIT 1").fetchone()  # or copying would wait for a lock
            self._connection.backup(copy._connection)
        except BaseException:
            copy.close()
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        copy.source = self.source
        return copy

    def close(self) -> None:
        """Let go of the file; the last tutor to do so folds the write-ahead log into it."""
        self._connection.close()

    def be_patient(self, seconds: float) -> None:
        """Wait this long for another tutor's transaction."""
        opening.wait(self._connection, seconds)

    def check_place(self) -> None:
        """StaleError where the file was moved or deleted: what is written to it would be lost."""
        if self._path != MEMORY and identity(self._path) != self.source:
            raise StaleError(self._path)

    def probe(self) -> None:
        """Find out at once, and not at the first answer, whether the file can be written. Waits for nobody."""
        self.be_patient(0)
        try:
            with opening.transaction(self._connection):  # which alone succeeds on a file that is read-only
                self._connection.execute(f"PRAGMA user_version = {self._version:d}")
        except sqlite3.OperationalError as error:
            if code(error) & 0xFF != sqlite3.SQLITE_BUSY:
                raise

    def write(self, changes: Iterable[Change]) -> None:
        """Write all or nothing; on the disk when this returns. Writing a change a second time alters nothing."""
        connection = self._connection
        with opening.transaction(connection):
            if opening.version(connection) != self._version:  # a later tutor has migrated it meanwhile
                raise NewerError(self._path)
            for change in changes:
                self._put(change)
            connection.execute("COMMIT")
        self.check_place()

    def _put(self, change: Change) -> None:
        execute = self._connection.execute
        match change:
            case Entry():
                self._put_entry(change)
            case Draft(problem, field, None, _):
                execute("DELETE FROM draft WHERE problem = ? AND field = ?", (problem, field))
            case Draft(problem, field, text, at):
                execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", (problem, field, text, microseconds(at)))
            case Version():
                self._put_version(change)
            case Setting(name, value):
                execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def _put_entry(self, entry: Entry) -> None:
        execute = self._connection.execute
        at = microseconds(entry.at)
        row = execute("SELECT round FROM problem WHERE name = ?", (entry.problem,)).fetchone()
        current = whole(row[0]) if row else 0
        what = (entry.field, entry.kind, entry.text, entry.verdict, written(entry.detail), entry.language, at)
        added = execute(
            """INSERT OR IGNORE INTO entry (id, problem, round, field, kind, text, verdict, detail, language, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (entry.id, entry.problem, current, *what),
        )
        if added.rowcount == 0:
            return
        tally(execute, entry)
        if entry.kind == DIAGNOSIS:
            self._count_diagnosis(entry, current)
        for skill in skills_of(entry):
            put_skill(execute, skill)
        if entry.kind == RESTART:
            current += 1
            self._begin_anew(entry.problem)
        execute("INSERT OR REPLACE INTO problem VALUES (?, ?, ?)", (entry.problem, current, at))
        if entry.field:
            key = (entry.problem, entry.field)
            row = execute("SELECT verdict, shown, at FROM standing WHERE problem = ? AND field = ?", key).fetchone()
            now = after(_field_standing(row) if row else None, entry)
            execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?)", (*key, now.verdict, now.shown, at))

    def _count_diagnosis(self, new: Entry, current: int) -> None:
        """Count what a new diagnosis found, in place of what was said before of the same answer."""
        marks = ", ".join("?" * len(findings.KINDS))
        rows = self._connection.execute(
            f"""SELECT {ENTRY} FROM entry
            WHERE problem = ? AND round = ? AND field = ? AND kind IN ({marks}) ORDER BY seq""",  # noqa: S608 (our own names)
            (new.problem, current, new.field, *findings.KINDS),
        )
        of_field = [entry_of(row) for row in rows]
        before = findings.counted(entry for entry in of_field if entry.id != new.id)
        replace_made(self._connection.execute, before, findings.counted(of_field))

    def _begin_anew(self, problem: str) -> None:
        """Clear what sums up the round; what stood in the fields goes to the versions."""
        execute = self._connection.execute
        execute("DELETE FROM standing WHERE problem = ?", (problem,))
        for field, text, at in execute("SELECT field, text, at FROM draft WHERE problem = ?", (problem,)).fetchall():
            self._put_version(Version(problem, string(field), string(text), moment(at)))
        execute("DELETE FROM draft WHERE problem = ?", (problem,))

    def _put_version(self, version: Version) -> None:
        stored = (version.problem, version.field, version.text, microseconds(version.at))
        last = self._connection.execute(
            "SELECT text FROM version WHERE problem = ? AND field = ? ORDER BY seq DESC LIMIT 1", stored[:2]
        ).fetchone()
        if last and last[0] == version.text:
            return
        self._connection.execute(
            """INSERT INTO version (problem, field, text, at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS
            (SELECT 1 FROM version WHERE problem = ?1 AND field = ?2 AND text = ?3 AND at = ?4)""",
            stored,
        )

    def entries(self, problem: str) -> list[Entry]:
        """The entries of the problem's present round, in the order they were written."""
        rows = self._connection.execute(
            f"""SELECT {ENTRY} FROM entry WHERE problem = ?1
            AND round = ifnull((SELECT round FROM problem WHERE name = ?1), 0) ORDER BY seq""",  # noqa: S608 (our own names)
            (problem,),
        )
        return [entry_of(row) for row in rows]

    def explained(self, until: datetime, most: int) -> list[tuple[Entry, Entry]]:
        """The last diagnoses up to a time, each after the attempt that it is about, the newest first."""
        columns = ENTRY.split(", ")
        of = {name: ", ".join(f"{name}.{column}" for column in columns) for name in ("attempt", "said")}
        rows = self._connection.execute(
            f"""SELECT {of["attempt"]}, {of["said"]} FROM entry AS said JOIN entry AS attempt ON attempt.seq = (
                SELECT max(seq) FROM entry AS one WHERE one.problem = said.problem AND one.round = said.round
                AND one.field = said.field AND one.kind = ? AND one.seq < said.seq)
            WHERE said.kind = ? AND said.at <= ? ORDER BY said.seq DESC LIMIT ?""",  # noqa: S608 (our own names)
            (ATTEMPT, DIAGNOSIS, microseconds(until), most),
        )
        return [(entry_of(row[: len(columns)]), entry_of(row[len(columns) :])) for row in rows]

    def drafts(self, problem: str) -> dict[str, str]:
        """The drafts of a problem by field."""
        rows = self._connection.execute("SELECT field, text FROM draft WHERE problem = ?", (problem,))
        return {string(field): string(text) for field, text in rows}

    def versions(self, problem: str, field: str) -> list[tuple[datetime, str]]:
        """The versions of an essay, the earliest first."""
        rows = self._connection.execute(
            "SELECT at, text FROM version WHERE problem = ? AND field = ? ORDER BY seq", (problem, field)
        )
        return [(moment(at), string(text)) for at, text in rows]

    def setting(self, name: str) -> str | None:
        """The value of a setting."""
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return string(row[0]) if row else None

    def standing(self, problems: Iterable[str] | None) -> dict[str, Standing]:
        """How these problems stand (None: all that were ever begun)."""
        question = """SELECT problem.name, problem.at, field, verdict, shown, standing.at
            FROM problem LEFT JOIN standing ON standing.problem = problem.name"""
        ask = self._connection.execute
        if problems is None:
            rows = ask(question).fetchall()
        else:
            rows = [row for name in problems for row in ask(f"{question} WHERE problem.name = ?", (name,))]
        found: dict[str, tuple[datetime, dict[str, FieldStanding]]] = {}
        for name, at, field, *row in rows:
            _, fields = found.setdefault(string(name), (moment(at), {}))
            if field is not None:
                fields[string(field)] = _field_standing(row)
        return {name: Standing(fields, at) for name, (at, fields) in found.items()}

    def skills(self) -> dict[str, SkillRecord]:
        """The states of all skills that were drilled."""
        records = map(skill_record, self._connection.execute("SELECT skill, state, at FROM skills"))
        return {record.skill: record for record in records}

    def mistakes(self) -> dict[str, MistakeTally]:
        """The mistakes that were ever found."""
        rows = self._connection.execute("SELECT name, times, first, last, clear FROM mistake")
        return {found.name: found for found in map(mistake_tally, rows)}

    def slots(self, since: datetime, quarters: int, shift: int) -> dict[datetime, Slot]:
        """What was done since then, by so many quarters of an hour, in order."""
        return {found.at: found for found in slots_since(self._connection.execute, since, quarters, shift)}

    def last_place(self) -> Place | None:
        """Where the last entry was made: one step down the primary key."""
        row = self._connection.execute("SELECT problem, field, at FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        return Place(string(row[0]), string(row[1]), moment(row[2])) if row else None


def _field_standing(row: Sequence[object]) -> FieldStanding:
    verdict, shown, at = row
    return FieldStanding(None if verdict is None else string(verdict), bool(shown), moment(at))
