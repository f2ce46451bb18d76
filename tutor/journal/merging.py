"""Records from elsewhere put into a journal: nothing doubles, nothing here is lost, and the learner's place stays.

An entry is known by its id. Where new entries come to a problem that was worked on here, too, all of them are put in
order of time, so that two devices that exchange their records agree; the learner's own last entry alone keeps its place
at the end. Drafts and versions are known by place, text and time.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tutor.journal import findings, opening
from tutor.journal.archive import ArchiveError
from tutor.journal.aside import identity
from tutor.journal.faults import FAULTS, fault
from tutor.journal.journal import FILE
from tutor.journal.journal_file import PATIENCE
from tutor.journal.records import RESTART, Change, Draft, Entry, FieldStanding, Setting, SkillRecord, Version, after
from tutor.journal.storable import ENTRY, entry_of, microseconds, moment, storable, string, whole, written
from tutor.journal.tallies import put_skill, replace_made, skills_of, tally

FAR_BELOW = 1 << 40
"""More than there will ever be entries: how far below those that are here the new ones begin."""
ASIDE = 1 << 62
"""How far rows are moved while their numbers are given anew."""


class Merged(NamedTuple):
    """What a merge did: entries that are new here and that were known; drafts, versions and settings that are new."""

    added: int
    known: int
    others: int


def merge(folder: Path, records: Iterable[Change]) -> Merged:
    """Put these records into the journal in a folder, made where there is none: all of them, or none.

    Raises ArchiveError, and what `records` raises; then nothing was changed.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = opening.opened(path, identity(path), PATIENCE)
    except FAULTS as error:
        raise ArchiveError(fault(error), path) from error
    with closing(connection):
        try:
            with opening.transaction(connection):
                done = _Merge(connection).run(records)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(fault(error), path) from error
    return done


class _Merge:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        last = self._ask("SELECT seq, id FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
        self._pinned: str = last[1] if last else ""
        lowest = self._ask("SELECT min(seq) FROM entry").fetchone()[0]
        # New entries go below those that are here, in their own order; in an empty journal they are the order.
        self._next = None if lowest is None else lowest - FAR_BELOW
        self._counted: dict[str, list[Entry]] = {}
        """The diagnoses that counted before, of the problems that were worked on here and get new entries."""
        self._skills: dict[str, SkillRecord] = {}
        """The last state of each skill, in the order in which they come."""
        self._ask("CREATE TEMP TABLE touched (problem TEXT PRIMARY KEY, here INTEGER) WITHOUT ROWID")
        self._ask("CREATE TEMP TABLE rewritten (problem TEXT, field TEXT, PRIMARY KEY (problem, field)) WITHOUT ROWID")

    def run(self, records: Iterable[Change]) -> Merged:
        added = known = others = 0
        for change in map(storable, records):
            match change:
                case Entry():
                    is_new = self._put_entry(change)
                    added, known = added + is_new, known + (not is_new)
                case Draft(text=None):
                    pass
                case Draft():
                    others += self._put_draft(change)
                case Version():
                    others += self._put_version(change)
                case Setting():
                    row = self._ask("INSERT OR IGNORE INTO setting VALUES (?, ?)", change)
                    others += row.rowcount
        for problem, here in self._ask("SELECT problem, here FROM touched").fetchall():
            self._sum_up(problem, bool(here))
            with suppress(OverflowError):
                replace_made(self._ask, self._counted.get(problem, ()), self._count(problem), late=True)
        for skill in self._skills.values():
            self._put_skill(skill)
        for problem, field in self._ask("SELECT problem, field FROM rewritten").fetchall():
            self._order_versions(problem, field)
        self._ask("DROP TABLE touched")
        self._ask("DROP TABLE rewritten")
        return Merged(added, known, others)

    def _put_entry(self, new: Entry) -> bool:
        if self._ask("SELECT 1 FROM entry WHERE id = ?", (new.id,)).fetchone():
            return False
        here = self._ask("SELECT 1 FROM entry WHERE problem = ? LIMIT 1", (new.problem,)).fetchone()
        if self._ask("INSERT OR IGNORE INTO touched VALUES (?, ?)", (new.problem, bool(here))).rowcount and here:
            self._counted[new.problem] = self._count(new.problem)
        what = (new.field, new.kind, new.text, new.verdict, written(new.detail), new.language, microseconds(new.at))
        self._ask(
            """INSERT INTO entry (seq, id, problem, round, field, kind, text, verdict, detail, language, at)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)""",
            (self._next, new.id, new.problem, *what),
        )
        with suppress(OverflowError):  # a number from a stranger that no sum can hold
            tally(self._ask, new, late=True)
        for skill in skills_of(new):
            self._skills[skill.skill] = skill
        if self._next is not None:
            self._next += 1
        return True

    def _count(self, problem: str) -> list[Entry]:
        marks = ", ".join("?" * len(findings.KINDS))
        question = f"SELECT {ENTRY} FROM entry WHERE problem = ? AND kind IN ({marks}) ORDER BY seq"  # noqa: S608
        return findings.counted([entry_of(row) for row in self._ask(question, (problem, *findings.KINDS))])

    def _put_skill(self, new: SkillRecord) -> None:
        """What was drilled last counts, here or there."""
        row = self._ask("SELECT at FROM skills WHERE skill = ?", (new.skill,)).fetchone()
        if row is None or whole(row[0]) <= microseconds(new.at):
            put_skill(self._ask, new)

    def _sum_up(self, problem: str, here: bool) -> None:
        """Number the rounds, and sum up the present one, as if all had been recorded here."""
        if here:
            self._order(problem)
        standing: dict[str, FieldStanding] = {}
        round_ = last = 0
        question = "SELECT seq, field, kind, verdict, at FROM entry WHERE problem = ? ORDER BY seq"
        for seq, field, kind, verdict, at in self._ask(question, (problem,)).fetchall():
            found = Entry(problem, string(field), string(kind), "", verdict, {}, "", moment(at))
            self._ask("UPDATE entry SET round = ?1 WHERE seq = ?2 AND round != ?1", (round_, seq))
            if found.kind == RESTART:
                round_ += 1
                standing.clear()
            last = whole(at)
            if found.field:
                standing[found.field] = after(standing.get(found.field), found)
        self._ask("INSERT OR REPLACE INTO problem VALUES (?, ?, ?)", (problem, round_, last))
        self._ask("DELETE FROM standing WHERE problem = ?", (problem,))
        for field, now in standing.items():
            values = (problem, field, now.verdict, now.shown, microseconds(now.at))
            self._ask("INSERT INTO standing VALUES (?, ?, ?, ?, ?)", values)

    def _order(self, problem: str) -> None:
        """Give out the numbers of a problem's entries anew, in order of time."""
        rows = self._ask("SELECT seq, at, id FROM entry WHERE problem = ? ORDER BY seq", (problem,)).fetchall()
        numbers = [whole(row[0]) for row in rows]
        ordered = sorted(rows, key=lambda row: (row[2] == self._pinned, whole(row[1]), _turn(string(row[2])), row[0]))
        self._renumber("entry", [whole(row[0]) for row in ordered], numbers)

    def _put_draft(self, new: Draft) -> bool:
        """A draft that is newer than what stands here takes its place; the other of the two becomes a version."""
        key, at = (new.problem, new.field), microseconds(new.at)
        row = self._ask("SELECT text, at FROM draft WHERE problem = ? AND field = ?", key).fetchone()
        if row is not None and string(row[0]) == new.text:
            return False
        if row is None and not self._is_answered(new, at):
            self._ask("INSERT INTO draft VALUES (?, ?, ?, ?)", (*key, new.text, at))
            return True
        if row is None or whole(row[1]) >= at:
            return self._put_version(Version(*key, new.text or "", new.at))
        self._ask("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", (*key, new.text, at))
        self._add_version(*key, string(row[0]), whole(row[1]))
        return True

    def _is_answered(self, new: Draft, at: int) -> bool:
        """Whether the field was answered, or its problem begun anew, since the draft: then it no longer stands."""
        question = """SELECT 1 FROM entry WHERE problem = ? AND at > ?
            AND (kind = 'restart' OR (kind = 'attempt' AND field = ?)) LIMIT 1"""
        return self._ask(question, (new.problem, at, new.field)).fetchone() is not None

    def _put_version(self, new: Version) -> bool:
        return self._add_version(new.problem, new.field, new.text, microseconds(new.at))

    def _add_version(self, problem: str, field: str, text: str, at: int) -> bool:
        row = self._ask(
            """INSERT INTO version (problem, field, text, at) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS
            (SELECT 1 FROM version WHERE problem = ?1 AND field = ?2 AND text = ?3 AND at = ?4)""",
            (problem, field, text, at),
        )
        if row.rowcount:
            self._ask("INSERT OR IGNORE INTO rewritten VALUES (?, ?)", (problem, field))
        return row.rowcount > 0

    def _order_versions(self, problem: str, field: str) -> None:
        question = "SELECT seq FROM version WHERE problem = ? AND field = ? ORDER BY "
        ordered, numbers = (
            [whole(row[0]) for row in self._ask(question + order, (problem, field))] for order in ("at, seq", "seq")
        )
        self._renumber("version", ordered, numbers)

    def _renumber(self, table: str, old: list[int], new: list[int]) -> None:
        """Give the rows `old` the numbers `new`; both are the same numbers in different orders."""
        moved = [(before, now) for before, now in zip(old, new, strict=True) if before != now]
        for before, _ in moved:  # out of the way first: a number may stand in a table only once
            self._ask(f"UPDATE {table} SET seq = ? WHERE seq = ?", (before - ASIDE, before))  # noqa: S608
        for before, now in moved:
            self._ask(f"UPDATE {table} SET seq = ? WHERE seq = ?", (now, before - ASIDE))  # noqa: S608


def _turn(name: str) -> tuple[str, int, str]:
    """What orders entries of one moment: the sitting, and the number in it, of which an id is made."""
    sitting, _, number = name.rpartition("-")
    return sitting, int(number) if number.isdecimal() and len(number) < 19 else 0, name
