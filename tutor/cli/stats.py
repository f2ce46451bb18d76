"""`backprop-tutor stats`: what the learner's records come to."""

from typing import Any

import click

from tutor.cli.columns import grid
from tutor.cli.data_files import archive_of
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put, put_json
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.exchange import stats as sums
from tutor.lessons.words import Words

MOST_MISTAKES = 10
MOST_DAYS = 7
INDENT = 2


@click.command("stats", cls=Spoken)
@json_option
@everywhere
def stats(invocation: Invocation) -> int:
    """Sum up the records."""
    with archive_of(invocation) as archive:
        found = sums.stats(archive)
    if invocation.json:
        put_json(found)
    else:
        _print(found, invocation)
    return 0


def _print(found: dict[str, Any], invocation: Invocation) -> None:
    words = invocation.words
    put(words("exchange.counts", **found["counts"]))
    parts = {
        "problems": [(one["problem"], words("exchange.problem", **one)) for one in found["problems"]],
        "skills": [
            (_title("skill", one["skill"], words), words("exchange.skill", mastery=_percent(one.get("p"))))
            for one in found["skills"]
        ],
        "mistakes": [
            (_title("mistake", one["id"], words), words("progress.times", times=one["times"]))
            for one in found["mistakes"][:MOST_MISTAKES]
        ],
        "days": [(one["day"], words("exchange.day", **one)) for one in found["days"][-MOST_DAYS:]],
    }
    for name, rows in parts.items():
        if rows:
            put(f"\n{words(f'exchange.{name}')}")
            put("\n".join(grid(((one_line(str(first)), second) for first, second in rows), 0, indent=INDENT)))


def _percent(share: object) -> str:
    return f"{round(100 * share)}" if isinstance(share, int | float) else "?"


def _title(table: str, name: str, words: Words) -> str:
    """What a skill or a mistake is called; one of a newer tutor by its id."""
    try:
        return words(f"{table}.{name}")
    except KeyError:
        return name
