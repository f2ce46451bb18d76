"""`backprop-tutor solve PROBLEM`: the worked solution."""

from typing import Any

import click

from tutor.answers.expected import expected
from tutor.cli.calculation import load_problem
from tutor.cli.columns import line_width
from tutor.cli.completing import problem_argument
from tutor.cli.invocation import Invocation
from tutor.cli.output import draws_formulas, put, put_json
from tutor.cli.page import plain_page
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere, json_option, plain_option
from tutor.lessons.chain import formula_typed
from tutor.lessons.content import content_folder
from tutor.lessons.headings import stage_title
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS, STAGE_IDS, asked_fields, asked_stages, fields_of, is_optional, letter
from tutor.lessons.wording import Wordings
from tutor.network.graph import dependencies
from tutor.practice.items_of_codes import item_of, with_numbers_shown, words_of
from tutor.practice.paper import in_formulas
from tutor.practice.worksheet import for_paper

HEADINGS = ("# ", "## ")


@click.command("solve", cls=Spoken)
@problem_argument
@json_option
@plain_option
@click.option("--markdown", is_flag=True, help="option_markdown")
@everywhere
def solve(invocation: Invocation, problem: str, plain: bool, markdown: bool) -> int:
    """Print the worked solution of a calculation."""
    lesson = load_problem(problem, as_drawn=True)
    if invocation.json:
        try:
            put_json(as_json(with_numbers_shown(lesson)))
        except (OverflowError, ValueError):  # C(θ′) can grow beyond what a float holds, where C(θ) did not
            raise Refused("too_large", name=problem) from None
    elif markdown:
        pages = _pages(lesson, invocation)
        put("\n\n".join(in_formulas(page) if page.startswith(HEADINGS) else for_paper(page) for page in pages))
    else:
        _print(_pages(lesson, invocation), invocation, plain or not draws_formulas())
    return 0


def as_json(problem: Problem) -> dict[str, Any]:
    """The solution as plain values. Raises OverflowError or ValueError for a number that JSON can't hold."""
    trace = problem.trace
    answers: dict[str, Any] = {
        "a": len(problem.graph.asked),
        "b": {node: list(names) for node, names in dependencies(problem.graph).items()},
        "c": float(trace.cost),
        "chain": {field.name: formula_typed(problem, field.name) for field in asked_fields(problem, "chain")},
        "d": {field.name: float(expected(problem, field)) for field in fields_of(problem, "d")},
        "e": {field.name: float(expected(problem, field)) for field in fields_of(problem, "e")},
    }
    return {
        "problem": problem.id,
        "theta": [parameter.name for parameter in problem.graph.parameters],
        "stages": [
            {"id": stage, "kind": KINDS[stage], "answer": answers[stage]}
            for stage in STAGE_IDS
            if fields_of(problem, stage) and (stage != "chain" or _asks_chain(problem))
        ],
        "trace": trace.as_json(),
    }


def _asks_chain(problem: Problem) -> bool:
    """Whether a file asks for a partial derivative in letters: who does not ask for it need not know of it."""
    return bool(asked_fields(problem, "chain")) and not is_optional(problem, "chain")


def _pages(problem: Problem, invocation: Invocation) -> list[str]:
    """The title, then stage by stage what the problem asks, as Markdown."""
    words = invocation.words
    wordings = Wordings(content_folder(), invocation.language)
    pages = [f"# {problem.id}  {problem.wording(invocation.language).title}"]
    item = item_of(problem)
    if item is not None:
        return [*pages, item.told(words_of(item.problem, wordings, words))]
    stages = asked_stages(problem)
    for stage in stages:
        pages += [f"## ({letter(stage)}) {stage_title(problem, stage, words)}", wordings.solution(problem, stage)]
    return [*pages, wordings.after(problem)] if "e" in stages else pages


def _print(pages: list[str], invocation: Invocation, plain: bool) -> None:
    words, width = invocation.words, line_width()
    put("\n\n".join(plain_page(page, words, width, ascii_signs=plain) for page in pages))
