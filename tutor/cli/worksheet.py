"""`backprop-tutor worksheet`: problems for paper, and the key to them."""

from collections.abc import Callable
from pathlib import Path

import click

from tutor.cli.invocation import invocation_of
from tutor.cli.records import output_option, write
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere

MOST = 500
MOST_SEED = 999_999_999
DEFAULT_LEVEL = 2


def _between(least: int, most: int) -> Callable[[click.Context, click.Parameter, int], int]:
    """An option's callback that refuses what is out of bounds. click's own range goes into the help in its own form."""

    def check(context: click.Context, option: click.Parameter, value: int) -> int:
        if not least <= value <= most:
            raise click.BadParameter(str(value), context, option)
        return value

    return check


@click.command("worksheet", cls=Spoken)
@click.option("--skill", "skills", multiple=True, metavar="SKILL", help="option_skill")
@click.option("--count", type=int, callback=_between(1, MOST), default=10, metavar=f"1…{MOST}", help="option_count")
@click.option(
    "--seed", type=int, callback=_between(0, MOST_SEED), default=1, metavar=f"0…{MOST_SEED}", help="option_seed"
)
@click.option("--level", type=int, callback=_between(1, 5), default=DEFAULT_LEVEL, metavar="1…5", help="option_level")
@click.option("--key", is_flag=True, help="option_key")
@click.option("--codes", is_flag=True, help="option_codes")
@output_option
@everywhere
@click.pass_context
def worksheet(
    context: click.Context,
    *,
    skills: tuple[str, ...],
    count: int,
    seed: int,
    level: int,
    key: bool,
    codes: bool,
    output: Path | None,
) -> int:
    """Write a sheet of problems, or its key."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.wording import Wordings
    from tutor.practice import worksheet as paper
    from tutor.practice.skills import SKILLS

    for skill in skills or ("",):
        if skill not in SKILLS:
            raise Refused("no_skill", name=skill, allowed=", ".join(SKILLS))
    from tutor.practice.variants import Variant, draw

    folder, invocation = content_folder(), invocation_of(context)

    def drawn(skill: str, number: int) -> Variant:
        return draw(skill, level, number, folder)

    problems = paper.draw_sheet(skills, count, seed, drawn)
    form = paper.key if key else paper.sheet
    wordings = Wordings(folder, invocation.language)
    write(form(problems, wordings, invocation.words, seed=seed, codes=codes), output, invocation)
    return 0
