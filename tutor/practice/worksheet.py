"""Problems for paper: a sheet of statements, and the key to it, as Markdown with LaTeX in dollars."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tutor.lessons.breakdown import step_parts
from tutor.lessons.figure_marks import FigureMarks
from tutor.lessons.formulas import point_index
from tutor.lessons.headings import after_of, objective_of, step_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, asked_stages, letter
from tutor.lessons.symbols import written
from tutor.lessons.whole import theta_by_layer
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice.code_form import is_code
from tutor.practice.items_of_codes import item_of, with_numbers_shown, words_of
from tutor.practice.paper import (
    PAGE_END,
    as_typed,
    broken,
    fitted,
    in_formulas,
    in_plain_latex,
    room,
    room_for,
    together,
)
from tutor.practice.paper_drawing import solved_drawings, unsolved_drawing

_ALERT = re.compile(r"^(?P<quote>(?:> ?)+)\[!(?P<kind>[A-Z]+)\][ \t]*(?P<title>.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,5}(?=[ \t])", re.MULTILINE)
_WITHOUT_NUMBERS = ("a", "b", "chain")
"""The stages that ask about the network alone: matrices would tell how many parameters there are."""
_MATRIX = "\\begin{pmatrix}"
_LISTED = re.compile(r"\d+\.|-")
_FRACTION, _SLASHED = re.compile(r"\\frac\{(.*?)\}\{(.*)\}(?= =)"), r"\1 / \2"
"""A line of a list; a derivative at the beginning of an equation in it, and how it is written there."""
BLANK = "______________"


class Named(NamedTuple):
    """A problem of a sheet, and the name under which the tutor's commands open it: a code, where it was drawn."""

    name: str
    problem: Problem


def draw_sheet(skills: Sequence[str], count: int, seed: int, draw: Callable[[str, int], Problem]) -> list[Named]:
    """`count` problems, the skills in turn. `draw` makes one of a skill and a seed.

    A problem that came before is drawn again; where there is nothing else, the sheet becomes shorter.
    """
    found: dict[str, Problem] = {}
    for number in range(count):
        skill = skills[number % len(skills)]
        for trial in range(20):
            one = draw(skill, seed_of(seed, number, trial))
            if one.id not in found:
                found[one.id] = one
                break
    return [Named(*one) for one in found.items()]


def seed_of(seed: int, number: int, trial: int = 0) -> int:
    """The seed of one problem on a sheet, 32 bits: for ever and on every machine the same."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{number}/{trial}".encode()).digest()[:4], "big")


@dataclass(frozen=True)
class Sheet:
    """A sheet of problems, and who it is for where that is known."""

    number: int
    drawn: Sequence[Named]
    name: str = ""


Form: TypeAlias = Callable[..., Iterator[str]]
"""How the problems of a sheet are written down, piece by piece: asked (`sheet`), or answered (`key`)."""


def sheets(some: Iterable[Sheet], wordings: Wordings, words: Words, *, codes: bool, form: Form) -> Iterator[str]:
    """Several sheets, or keys to them, each on pages of its own."""
    for k, one in enumerate(some):
        if k:
            yield f"\n{PAGE_END}\n\n"
        yield from form(one.drawn, wordings, words, seed=one.number, codes=codes, name=one.name)


def sheet(
    drawn: Sequence[Named], wordings: Wordings, words: Words, *, seed: int, codes: bool, name: str = ""
) -> Iterator[str]:
    """The statements, with a place for each answer and room to work."""
    head = f"# {words('worksheet.title')}"
    head += f"\n\n{words('worksheet.of', name=as_typed(name)) if name else words('worksheet.for_name')}"
    for number, one in enumerate(drawn, 1):
        title = _title(number, one, wordings, codes)
        above = [head, title] if number == 1 else [title]  # on the page of what follows
        first, *others = _statement(one, wordings, words)
        # A short problem stays whole; of a long one each question stays with the room to answer it.
        if len(others) < 2:
            yield together([fitted("\n\n".join([*above, first, *others]))]) + "\n\n"
        else:
            yield "\n\n".join([*above, first, *(together([part]) for part in others)]) + "\n\n"
    yield _colophon(drawn, words, seed, codes)


def key(
    drawn: Sequence[Named], wordings: Wordings, words: Words, *, seed: int, codes: bool, name: str = ""
) -> Iterator[str]:
    """The answers, each with how it comes about."""
    yield f"# {words('worksheet.key_title')}\n"
    if name:
        yield f"\n{words('worksheet.of', name=as_typed(name))}\n"
    for number, one in enumerate(drawn, 1):
        yield "\n".join(["", _title(number, one, wordings, codes), "", *_solution(one, wordings, words)]) + "\n"
    yield "\n"
    yield _colophon(drawn, words, seed, codes)


def _title(number: int, one: Named, wordings: Wordings, codes: bool) -> str:
    title = one.problem.wording(wordings.language).title
    return f"## {number}. {title}" + (f" · `{one.name}`" if codes else "")


def _colophon(drawn: Sequence[Named], words: Words, seed: int, codes: bool) -> str:
    lines = [words("worksheet.seed", seed=seed)]
    if codes and any(is_code(one.name) for one in drawn):
        lines.append(words("worksheet.codes"))
    if codes and not all(is_code(one.name) for one in drawn):
        lines.append(words("worksheet.names"))
    return "---\n\n" + "\n".join(lines) + "\n"


def _statement(one: Named, wordings: Wordings, words: Words) -> Iterator[str]:
    """The statement with the drawing, then question by question what is asked, with room to work."""
    item, problem = item_of(one.problem), with_numbers_shown(one.problem)
    statement, drawn = for_paper(wordings.statement(problem)), unsolved_drawing(problem)
    theta = [] if _MATRIX in statement else list(_theta(problem))
    given = [statement] if drawn is None else [statement, _block(drawn)]
    if item is not None:
        yield "\n\n".join([*given, *theta])
        yield "\n".join(_slashed(line) for line in item.on_paper(words_of(problem, wordings, words)))
        return
    yield "\n\n".join(given)
    stages = asked_stages(problem)
    with_numbers = next((stage for stage in stages if stage not in _WITHOUT_NUMBERS), None)
    for stage in stages:
        parts = [f"**({in_formulas(letter(stage))})**"] if len(stages) > 1 else []
        parts += theta if stage == with_numbers else []
        parts.append(for_paper(wordings.question(problem, stage)))
        if stage != "b":  # a tree is drawn, beneath the question
            parts += [f"- ${_sign(problem, place)} =$ {BLANK}" for place in asked_fields(problem, stage)]
        yield "\n\n".join([*parts, room(room_for(problem, stage))])


def _block(drawn: str) -> str:
    return f"```\n{drawn}\n```"


def _theta(problem: Problem) -> Iterator[str]:
    """θ in matrices, a layer a line; nothing where all of them would be single numbers."""
    is_wide = any(parameter.unit > 1 or (parameter.source or 1) > 1 for parameter in problem.graph.parameters)
    if problem.is_layered and is_wide:
        yield from (f"$$ {line} $$" for line in theta_by_layer(problem))


def _slashed(line: str) -> str:
    """A line of a list, its derivatives written low."""
    return _FRACTION.sub(_SLASHED, line) if _LISTED.match(line) else line


def _solution(one: Named, wordings: Wordings, words: Words) -> Iterator[str]:
    problem = one.problem
    item = item_of(problem)
    if item is not None:
        yield item.told(words_of(item.problem, wordings, words))
        return
    stages = asked_stages(problem)
    for place, stage in enumerate(stages):
        if place:
            yield ""
        if len(stages) > 1:
            yield f"**({in_formulas(letter(stage))})**"
            yield ""
        yield for_paper(wordings.solution(problem, stage))
    yield from _drawn(problem, words)


def _drawn(problem: Problem, words: Words) -> Iterator[str]:
    """All that is found, on the drawing, a data point at a time."""
    drawn = list(solved_drawings(problem))
    if drawn:
        marks = FigureMarks(problem)
        yield "\n" + words("worksheet.drawn", shut=any(marks.shut(point) for point, _ in drawn))
    for point, text in drawn:
        heading = [words("worksheet.drawn_point", point=point)] if len(problem.data) > 1 else []
        yield "\n" + together([*heading, _block(text)])


def _sign(problem: Problem, field: FieldId) -> str:
    """What is asked for, as LaTeX."""
    if field.is_after:
        return after_of(problem, field)
    if field.step:  # a value that a file asks for by name
        name, point, _ = step_parts(field)
        return written(problem, name, point_index(problem, point))
    match field.stage:
        case "a":
            return "P"
        case "c":
            return objective_of(problem)
        case "chain" | "d":
            # In a line of its own, where a fraction has room.
            return written(problem, f"d{problem.graph.objective}/d{field.name}").replace("\\frac", "\\dfrac")
        case _:
            return step_of(problem, field)


def for_paper(markdown: str) -> str:
    """The text beneath a heading of a sheet, its notes as plain quotations, which every converter knows."""

    def quotation(found: re.Match[str]) -> str:
        return f"{found['quote']}**{found['title']}**\n{found['quote'].rstrip()}" if found["title"] else found["quote"]

    text = _HEADING.sub("###", _ALERT.sub(quotation, markdown.strip("\n")))
    return broken(in_plain_latex(text))
