"""`backprop-tutor worksheet`: problems for paper, and the key to them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.classroom.decoding import lines_of
from tutor.cli.completing import complete_problem
from tutor.cli.data_files import output_option, write
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line
from tutor.cli.problems import name_and_number
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, between, everywhere
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice import worksheet as paper
from tutor.practice.code_form import is_code
from tutor.practice.codes import parse_code
from tutor.practice.other_numbers import with_other_numbers
from tutor.practice.skills import SKILLS
from tutor.practice.worksheet import Named, Sheet, draw_sheet, seed_of

MOST = 500
MOST_SEED = 999_999_999
DEFAULT_LEVEL = 2


class Skilled(Spoken):
    """A command whose help lists the skills."""

    listed_as = "skills"

    def listed(self, words: Words) -> list[tuple[str, str]]:
        """Each skill with its name in words."""
        return [(skill, words(f"skill.{skill}")) for skill in SKILLS]


class _Drawing:
    """What stands on the sheets of one command. Raises Refused and ContentError for a problem that can't be read."""

    def __init__(self, names: Sequence[str], skills: Sequence[str], count: int, level: int, *, is_varied: bool) -> None:
        if is_varied:  # other numbers of 4.1#7 are other numbers of 4.1
            names = [name_and_number(name)[0] for name in names]
        self._problems = [(name, load_problem(name, as_drawn=True)) for name in names]
        self._skills, self._count, self._level = skills, count, level
        self._is_varied = is_varied

    def sheet(self, number: int) -> list[Named]:
        """The problems of a sheet: those that were named, with other numbers if they are varied, then drawn ones."""
        named = [self._named(name, problem, number) for name, problem in self._problems]
        return [*named, *draw_sheet(self._skills, self._count if self._skills else 0, number, self._draw)]

    def _named(self, name: str, problem: Problem, number: int) -> Named:
        if is_code(problem.id) and self._is_varied:
            code = parse_code(problem.id)
            drawn = later.draw(code.skill, code.level, seed_of(number, code.number), content_folder())
            return Named(drawn.id, drawn)
        if self._is_varied:
            return Named(f"{name}#{number}", with_other_numbers(problem, number))
        return Named(name.strip(), problem)

    def _draw(self, skill: str, number: int) -> Problem:
        return later.draw(skill, self._level, number, content_folder())


@click.command("worksheet", cls=Skilled)
@click.argument("problems", nargs=-1, metavar="[PROBLEM…]", shell_complete=complete_problem)
@click.option("--skill", "skills", multiple=True, metavar="SKILL", help="option_skill")
@click.option("--count", type=int, callback=between(1, MOST), default=10, metavar=f"1…{MOST}", help="option_count")
@click.option(
    "--seed", type=int, callback=between(0, MOST_SEED), default=1, metavar=f"0…{MOST_SEED}", help="option_seed"
)
@click.option("--level", type=int, callback=between(1, 5), default=DEFAULT_LEVEL, metavar="1…5", help="option_level")
@click.option("--variants", type=int, callback=between(1, MOST), metavar=f"1…{MOST}", help="option_variants")
@click.option("--students", type=click.Path(path_type=Path), metavar="FILE", help="option_students")
@click.option("--key", is_flag=True, help="option_key")
@click.option("--codes", is_flag=True, help="option_codes")
@output_option
@everywhere
def worksheet(
    invocation: Invocation,
    *,
    problems: tuple[str, ...],
    skills: tuple[str, ...],
    count: int,
    seed: int,
    level: int,
    variants: int | None,
    students: Path | None,
    key: bool,
    codes: bool,
    output: Path | None,
) -> int:
    """Write sheets of problems, or their keys."""
    for skill in skills or (() if problems else ("",)):
        if skill not in SKILLS:
            raise Refused("no_skill", name=skill, allowed=", ".join(SKILLS))
    names = [] if students is None else _names(students)
    drawing = _Drawing(problems, skills, count, level, is_varied=variants is not None or bool(names))
    made = _sheets(drawing, names, variants or len(names) or 1, seed)
    form = paper.key if key else paper.sheet
    wordings = Wordings(content_folder(), invocation.language)
    write(paper.sheets(made, wordings, invocation.words, codes=codes or bool(names), form=form), output, invocation)
    return 0


def _sheets(drawing: _Drawing, names: Sequence[str], variants: int, seed: int) -> Iterator[Sheet]:
    """A sheet for each name, or for each variant where there are no names; names take turns where they are more."""
    drawn = [drawing.sheet((seed + k) % (MOST_SEED + 1)) for k in range(min(variants, len(names) or variants))]
    for k in range(len(names) or variants):
        number = (seed + k % len(drawn)) % (MOST_SEED + 1)
        yield Sheet(number, drawn[k % len(drawn)], names[k] if names else "")


def _names(path: Path) -> list[str]:
    """The names in a file, a line each. Raises OSError, and Refused for a file without names or with too many."""
    lines = lines_of(path)
    unreadable = next((line for line in lines if line.text is None), None)
    if unreadable is not None:
        raise Refused("names_unreadable", file=str(path), line=str(unreadable.number))
    names = [name for line in lines if (name := one_line(line.text or ""))]
    if not 1 <= len(names) <= MOST:
        raise Refused("names_count", file=str(path), found=str(len(names)), most=str(MOST))
    return names
