"""Problems for paper: a sheet of statements, and the key to it, as Markdown with LaTeX in dollars."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, asked_stages
from tutor.lessons.symbols import symbol
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice.skills import FIND_STEP

_ALERT = re.compile(r"^(?P<quote>(?:> ?)+)\[!(?P<kind>[A-Z]+)\][ \t]*(?P<title>.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,5}(?=[ \t])", re.MULTILINE)
BLANK = r"\underline{\hspace{4em}}"


class Drawn(Protocol):
    """What a sheet needs of a drawn problem."""

    @property
    def code(self) -> str:
        """The code under which the tutor opens it."""

    @property
    def skill(self) -> str:
        """The skill it was drawn for."""

    @property
    def problem(self) -> Problem:
        """The problem."""


D = TypeVar("D", bound=Drawn)


def draw_sheet(skills: Sequence[str], count: int, seed: int, draw: Callable[[str, int], D]) -> list[D]:
    """`count` problems, the skills in turn. `draw` makes one of a skill and a seed.

    A problem that came before is drawn again; where there is nothing else, the sheet becomes shorter.
    """
    found: dict[str, D] = {}
    for number in range(count):
        skill = skills[number % len(skills)]
        for trial in range(20):
            one = draw(skill, seed_of(seed, number, trial))
            if one.code not in found:
                found[one.code] = one
                break
    return list(found.values())


def seed_of(seed: int, number: int, trial: int = 0) -> int:
    """The seed of one problem on a sheet, 32 bits: for ever and on every machine the same."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{number}/{trial}".encode()).digest()[:4], "big")


def sheet(drawn: Sequence[Drawn], wordings: Wordings, words: Words, *, seed: int, codes: bool) -> Iterator[str]:
    """The statements, with a place for each answer."""
    yield f"# {words('worksheet.title')}\n\n{words('worksheet.for_name')}\n"
    for number, one in enumerate(drawn, 1):
        yield "\n".join(["", _title(number, one, wordings, codes), "", *_statement(one, wordings, words)]) + "\n"
    yield _colophon(words, seed, codes)


def key(drawn: Sequence[Drawn], wordings: Wordings, words: Words, *, seed: int, codes: bool) -> Iterator[str]:
    """The answers, each with how it comes about."""
    yield f"# {words('worksheet.key_title')}\n"
    for number, one in enumerate(drawn, 1):
        yield "\n".join(["", _title(number, one, wordings, codes), "", *_solution(one, wordings, words)]) + "\n"
    yield _colophon(words, seed, codes)


def _title(number: int, one: Drawn, wordings: Wordings, codes: bool) -> str:
    title = one.problem.wording(wordings.language).title
    return f"## {number}. {title}" + (f" · `{one.code}`" if codes else "")


def _colophon(words: Words, seed: int, codes: bool) -> str:
    lines = [words("worksheet.seed", seed=seed), *([words("worksheet.codes")] if codes else [])]
    return "\n---\n\n" + "\n".join(lines) + "\n"


def _statement(one: Drawn, wordings: Wordings, words: Words) -> Iterator[str]:
    problem = one.problem
    yield _for_paper(wordings.statement(problem))
    if one.skill == FIND_STEP:
        yield from _lines_to_check(problem, words)
        return
    stages = asked_stages(problem)
    for stage in stages:
        yield ""
        if len(stages) > 1:
            yield f"**({stage})**"
            yield ""
        yield _for_paper(wordings.question(problem, stage))
        if stage != "b":  # a tree is drawn, beneath the question
            yield ""
            yield from (f"- ${_sign(place)} = {BLANK}$" for place in asked_fields(problem, stage))


def _lines_to_check(problem: Problem, words: Words) -> Iterator[str]:
    """A worked solution with a mistake, and the mistakes from which to choose."""
    from tutor.practice.find_step import worked_mistake

    found = worked_mistake(problem)
    yield ""
    for number, line in enumerate(found.lines, 1):
        place = f" ($i = {line.point}$)" if line.point is not None else ""
        yield f"{number}. ${line.equation}${place}"
    yield from ("", words("worksheet.which_line"), "")
    yield from (f"- {words(f'mistake.{name}')}" for name in found.choices)


def _solution(one: Drawn, wordings: Wordings, words: Words) -> Iterator[str]:
    problem = one.problem
    if one.skill == FIND_STEP:
        from tutor.practice.find_hints import correction
        from tutor.practice.find_step import worked_mistake

        yield correction(worked_mistake(problem), words)
        return
    stages = asked_stages(problem)
    for place, stage in enumerate(stages):
        if place:
            yield ""
        if len(stages) > 1:
            yield f"**({stage})**"
            yield ""
        yield _for_paper(wordings.solution(problem, stage))


def _sign(place: FieldId) -> str:
    """What is asked for, as LaTeX."""
    match place.stage:
        case "a":
            return "P"
        case "c":
            return r"C(\theta)"
        case "d":
            return symbol(f"dC/d{place.name}")
        case _:
            return symbol(f"{place.name}'")


def _for_paper(markdown: str) -> str:
    """The text beneath a heading of a sheet, its notes as plain quotations, which every converter knows."""

    def quotation(found: re.Match[str]) -> str:
        return f"{found['quote']}**{found['title']}**\n{found['quote'].rstrip()}" if found["title"] else found["quote"]

    return _HEADING.sub("###", _ALERT.sub(quotation, markdown.strip("\n")))
