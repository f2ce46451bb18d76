"""Commands whose help and errors are content: in the learner's language, by key, read only when they are shown."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tutor.cli import later
from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.refusals import Refused
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import Words


def spelled(names: str, words: Words) -> str:
    """What stands for something to be typed (`FIELD=ANSWER`, `[OPTIONS]`), in the learner's language."""
    return re.sub("[A-Z]+", lambda name: words(f"metavar.{name[0].lower()}"), names)


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

    def get_help(self, ctx: click.Context) -> str:
        """What the command does, how it is typed, and its options."""
        return later.help_page(self, ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands for the options and the arguments, in the learner's language."""
        return [spelled(piece, invocation_of(ctx).words) for piece in super().collect_usage_pieces(ctx)]

    def listed(self, words: Words) -> list[tuple[str, str]]:  # noqa: ARG002
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


_invoked = click.make_pass_decorator(Invocation, ensure=True)


def everywhere(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that every command has, --lang and --data-dir, and the invocation as first value."""
    language = click.option(
        "--lang", type=click.Choice(LANGUAGES), expose_value=False, callback=_keep("asked"), help="option_lang"
    )
    folder = click.option(
        "--data-dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_keep("data_dir"),
        help="option_data_dir",
    )
    return language(folder(_invoked(command)))


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
