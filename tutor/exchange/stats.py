"""What a learner's records come to: counts, days, mistakes, fields, skills."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from tutor.journal.archive import Archive
from tutor.journal.records import KNOWN, NO_ATTEMPT, REVEAL, RIGHT
from tutor.journal.tallies import mistake_tally, skill_record

VERSION = 1


def stats(archive: Archive | None, zone: tzinfo | None = None) -> dict[str, Any]:
    """The sums, as plain values. Days are those of `zone`, the system's if None; without an archive all is empty."""
    if archive is None:
        return {
            "version": VERSION,
            "counts": _named(Counter()),
            "days": [],
            "mistakes": [],
            "problems": [],
            "skills": [],
        }
    total: Counter[str] = Counter()
    days: dict[str, Counter[str]] = {}
    for count in archive.counts():
        sums = Counter(dict.fromkeys(_sorts(count.kind, count.verdict), count.number))
        total += sums
        day = count.at.astimezone(zone).date().isoformat()
        days.setdefault(day, Counter()).update(sums)
    return {
        "version": VERSION,
        "counts": _named(total),
        "days": [{"day": day, **_named(sums)} for day, sums in sorted(days.items())],
        "mistakes": _mistakes(archive),
        "problems": _problems(archive),
        "skills": _skills(archive),
    }


def _sorts(kind: str, verdict: str | None) -> tuple[str, ...]:
    """What an entry of this kind and verdict counts as."""
    if kind == "attempt" and verdict in NO_ATTEMPT:
        return (verdict,)
    if kind == "attempt":
        return ("attempts", "right") if verdict in RIGHT else ("attempts",)
    return {"hint": ("hints",), REVEAL: ("hints", "shown"), "drill": ("drills",)}.get(kind, ())


def _named(sums: Mapping[str, int]) -> dict[str, int]:
    return {
        name: sums.get(name, 0) for name in ("attempts", "right", "short", "unreadable", "hints", "shown", "drills")
    }


def _mistakes(archive: Archive) -> list[dict[str, Any]]:
    """The mistakes that were found, the most frequent first."""
    found = map(mistake_tally, archive.table("mistake", ("name", "times", "first", "last", "clear")))
    return [
        {"id": one.name, "times": one.times, "first": _iso(one.first), "last": _iso(one.last), "clear": one.clear}
        for one in sorted(found, key=lambda one: (-one.times, one.name))
    ]


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _problems(archive: Archive) -> list[dict[str, Any]]:
    """The problems that were begun: how many of their fields were answered right, and how many were shown.

    Sub-steps are left out; a drill is no line of its own, since there may be very many.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, field, verdict, shown in archive.standings():
        if ":" in name or "/" in field:
            continue
        sums = found.setdefault(name, {"problem": name.rpartition("@")[0] or name, "right": 0, "shown": 0})
        sums["right"] += verdict in RIGHT
        sums["shown"] += shown
    return list(found.values())


def _skills(archive: Archive) -> list[dict[str, Any]]:
    """The state of each skill that was drilled, as the tutor keeps it; components, kept beside them, have no names."""
    found = map(skill_record, archive.table("skills", ("skill", "state", "at")))
    return [
        {**one.state, "skill": one.skill, "last": _iso(one.at)}
        for one in found
        if not one.skill.startswith(f"{KNOWN}.")
    ]
