"""`backprop-tutor mistakes [PROBLEM]`: which mistakes a problem can show, which it can't tell apart, which it hides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import click

from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.columns import grid, paragraph
from tutor.cli.completing import complete_problem
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put, put_json
from tutor.cli.problems import problems_of_course
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.lessons.words import Words
from tutor.session.naming import Naming

if TYPE_CHECKING:
    from tutor.cli.showing import Showing

Part: TypeAlias = tuple[str, list[tuple[str, str, str]]]
"""A heading, and under it the rows: a sign, a title, an id."""
ALIKE, ALONE = "=", " "
INDENT = 2


@click.command("mistakes", cls=Spoken)
@click.argument("problem", required=False, shell_complete=complete_problem)
@json_option
@everywhere
def mistakes(invocation: Invocation, problem: str | None) -> int:
    """Tell which mistakes a problem can show; of no problem in particular, of all of the course."""
    if problem is not None:
        showing = later.Showing(load_problem(problem))
        if invocation.json:
            put_json(showing.as_json())
        else:
            _print_one(showing, invocation)
        return 0
    course = [later.Showing(lesson) for lesson in problems_of_course()]
    if invocation.json:
        put_json({"problems": [showing.as_json() for showing in course]})
    else:
        _print_course(course, invocation.words)
    return 0


def _print_one(showing: "Showing", invocation: Invocation) -> None:
    words, problem = invocation.words, showing.problem
    naming = Naming(words)
    put(f"{one_line(problem.id)}  {one_line(problem.wording(invocation.language).title)}")
    put(_summary(showing, words))
    if any(len(one.hypotheses) > 1 for one in showing.visibility.classes):
        put(words("mistakes.alike"))
    parts: list[Part] = []
    for stage in showing.stages:
        lines = [
            (ALIKE if row.is_alike else ALONE, naming.title(row.id, row.points), row.id) for row in showing.rows(stage)
        ]
        parts.append((f"({stage}) {naming.stage(problem, stage)}", lines))
    by_theta = words("mistakes.hidden_by_theta", same=len(set(problem.theta)) == 1, value=problem.theta[0])
    parts.append(_plain_part(by_theta, showing.hidden_by_theta, words))
    parts.append(_plain_part(words("mistakes.hidden_besides"), showing.hidden_besides, words))
    parts.append(_plain_part(words("mistakes.absent"), showing.visibility.absent, words))
    _put_parts(parts)


def _print_course(course: "Sequence[Showing]", words: Words) -> None:
    put("\n".join(grid(((one_line(one.problem.id), _summary(one, words)) for one in course), 1)))
    missed = [name for name in later.rule_ids() if not any(name in one.shown for one in course)]
    _put_parts([_plain_part(words("mistakes.shown_by_none"), missed, words)])


def _summary(showing: "Showing", words: Words) -> str:
    found = showing.visibility
    alike = sum(len(one.hypotheses) > 1 for one in found.classes)
    counts = {"shown": len(showing.shown), "hidden": len(found.invisible), "absent": len(found.absent)}
    return words("mistakes.summary", groups=alike, **counts)


def _plain_part(heading: str, ids: Sequence[str], words: Words) -> Part:
    return heading, [(ALONE, words(f"mistake.{name}"), name) for name in ids]


def _put_parts(parts: Sequence[Part]) -> None:
    """Headings, each with its lines under it: the titles, and the ids in a column of their own."""
    for heading, rows in parts:
        if rows:
            put()
            put(paragraph(heading))
            put("\n".join(grid(rows, 1, indent=INDENT)))
