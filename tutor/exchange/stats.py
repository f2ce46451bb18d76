"""What a learner's records come to: counts, days, mistakes, fields, skills."""

from collections import Counter
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from tutor.journal.archive import Archive
from tutor.journal.records import REVEAL
from tutor.journal.storable import detail, moment, string

VERSION = 1
RIGHT = ("correct", "rounded")
LIKELY = 0.5
"""From this probability on, a diagnosis counts as the mistake that was made."""


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
    if kind == "attempt" and verdict == "unreadable":
        return ("unreadable",)
    if kind == "attempt":
        return ("attempts", "right") if verdict in RIGHT else ("attempts",)
    return {"hint": ("hints",), REVEAL: ("hints", "shown"), "drill": ("drills",)}.get(kind, ())


def _named(sums: Mapping[str, int]) -> dict[str, int]:
    return {name: sums.get(name, 0) for name in ("attempts", "right", "unreadable", "hints", "shown", "drills")}


def _mistakes(archive: Archive) -> list[dict[str, Any]]:
    """The mistakes that were diagnosed, the most frequent first."""
    times: Counter[str] = Counter()
    last: dict[str, str] = {}
    for entry in archive.of_kind("diagnosis"):
        for mistake in _likeliest(entry.detail):
            times[mistake] += 1
            last[mistake] = entry.at.isoformat(timespec="seconds")
    return [{"id": name, "times": number, "last": last[name]} for name, number in sorted(times.items(), key=_often)]


def _often(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _likeliest(values: Mapping[str, Any]) -> tuple[str, ...]:
    told = values.get("told")
    found = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    for one in found:
        probability, ids = one.get("probability"), one.get("mistakes")
        if isinstance(probability, int | float) and probability >= LIKELY and isinstance(ids, list):
            return tuple(name for name in ids if isinstance(name, str))
    return ()


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
    """The state of each skill that was drilled, as the tutor keeps it."""
    rows = archive.table("skills", ("skill", "state", "at"))
    return [
        {"skill": string(skill), "last": moment(at).isoformat(timespec="seconds"), **detail(string(state))}
        for skill, state, at in rows
    ]
