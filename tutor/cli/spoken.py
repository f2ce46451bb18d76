"""Commands whose help and errors are content: in the learner's language, by key, read only when they are shown."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tutor.cli.invocation import invocation_of
from tutor.cli.output import printable
from tutor.cli.refusals import Refused

if TYPE_CHECKING:
    from tutor.lessons.words import Words

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Spoken(click.Command):
    """A command. `help_NAME` and `short_NAME` in [cli] describe it; an option's help is a key there, too."""

    listed_as = ""
    """What heads the list of what can be named, a key in [cli]."""
    allow_extra_args = True  # so that what is too much is refused here, in words of our own

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it. Raises Refused for arguments that the command does not take."""
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing and not isinstance(self, click.Group):
            raise Refused("extra", arguments=" ".join(ctx.args), command=ctx.command_path)
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        """Nothing: shells that complete a command would show it in one language only."""
        del limit
        return ""

    def get_help(self, ctx: click.Context) -> str:
        """What the command does, how it is typed, and its options."""
        from tutor.cli.help_text import definitions, paragraph

        words = invocation_of(ctx).words
        usage = f"{words('cli.usage')} {ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}"
        parts = [usage, *map(paragraph, words(f"cli.help_{self.name}").strip().split("\n\n"))]
        if isinstance(self, click.Group):
            commands = [(name, words(f"cli.short_{name}")) for name in self.list_commands(ctx)]
            parts.append(f"{words('cli.commands')}\n{definitions(commands)}")
        if listed := self.listed(words):
            parts.append(f"{words(f'cli.{self.listed_as}')}\n{definitions(listed)}")
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        options = [(record[0], words(f"cli.{record[1]}")) for record in records if record]
        parts.append(f"{words('cli.options')}\n{definitions(options)}")
        return printable("\n\n".join(parts), sys.stdout)

    def listed(self, words: "Words") -> list[tuple[str, str]]:  # noqa: ARG002
        """Names that an option takes, each with what it means; none where the help says so already."""
        return []

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own, with a help text that can be looked up."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "option_help"
        return option


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """An option's callback that keeps the value for the whole invocation."""

    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            setattr(invocation_of(context), name, value)

    return keep


class _Languages(click.Choice[str]):
    """The languages to choose from. Which there are is read when it is looked at: starting imports click alone."""

    def __init__(self) -> None:
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        from tutor.lessons.languages import LANGUAGES

        return LANGUAGES


def everywhere(command: Decorated) -> Decorated:
    """Give a command the options that every command has: --lang and --data-dir."""
    language = click.option(
        "--lang", type=_Languages(), expose_value=False, callback=_keep("asked"), help="option_lang"
    )
    folder = click.option(
        "--data-dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_keep("data_dir"),
        help="option_data_dir",
    )
    return language(folder(command))


def between(least: int, most: int) -> Callable[[click.Context, click.Parameter, int | None], int | None]:
    """An option's callback that refuses what is out of bounds. click's own range goes into the help in its own form."""

    def check(context: click.Context, option: click.Parameter, value: int | None) -> int | None:
        if value is not None and not least <= value <= most:
            raise click.BadParameter(str(value), context, option)
        return value

    return check


json_option = click.option("--json", is_flag=True, expose_value=False, callback=_keep("json"), help="option_json")
lines_option = click.option(
    "--plain", "--screen-reader", "in_lines", is_flag=True, expose_value=False, callback=_keep("in_lines"),
    help="option_lines",
)  # fmt: skip
plain_option = click.option("--plain", is_flag=True, help="option_plain")
