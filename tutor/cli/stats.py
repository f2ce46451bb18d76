"""`backprop-tutor stats`: what the learner's records come to."""

from typing import Any

import click

from tutor.cli.data_files import archive_of
from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.output import one_line, put, put_json
from tutor.cli.spoken import Spoken, everywhere, json_option

MOST_MISTAKES = 10
MOST_DAYS = 7


@click.command("stats", cls=Spoken)
@json_option
@everywhere
@click.pass_context
def stats(context: click.Context) -> int:
    """Sum up the records."""
    from tutor.exchange import stats as sums

    invocation = invocation_of(context)
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
    parts = [
        ("problems", [words("exchange.problem", **one) for one in found["problems"]]),
        ("skills", [_skill(one, invocation) for one in found["skills"]]),
        (
            "mistakes",
            [
                words("exchange.mistake", id=_title("mistake", one["id"], invocation), times=one["times"])
                for one in found["mistakes"][:MOST_MISTAKES]
            ],
        ),
        ("days", [words("exchange.day", **one) for one in found["days"][-MOST_DAYS:]]),
    ]
    for name, lines in parts:
        if lines:
            put(f"\n{words(f'exchange.{name}')}")
            for line in lines:
                put(f"  {one_line(line)}")


def _skill(one: dict[str, Any], invocation: Invocation) -> str:
    mastery = one.get("p")
    share = f"{round(100 * mastery)}" if isinstance(mastery, int | float) else "?"
    return invocation.words("exchange.skill", skill=_title("skill", one["skill"], invocation), mastery=share)


def _title(table: str, name: str, invocation: Invocation) -> str:
    """What a skill or a mistake is called; one of a newer tutor by its id."""
    try:
        return invocation.words(f"{table}.{name}")
    except KeyError:
        return name
