"""What went wrong, told in the learner's language: one line, never a traceback."""

from contextlib import suppress

import click

from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put, put_json
from tutor.cli.refusals import REFUSED, Refused
from tutor.cli.spoken import spelled
from tutor.lessons.errors import ContentError
from tutor.lessons.words import Words

KNOWN = (Refused, ContentError, click.UsageError, OSError)
"""Everything that a command line, a file or a system can do wrong. Other exceptions are faults of the program."""


def tell(error: Exception, invocation: Invocation) -> int:
    """Say what went wrong on stderr, and with --json on stdout, too. Returns the exit status."""
    message = one_line(_message(error, invocation.words))
    if invocation.json:
        with suppress(OSError):  # which may be what went wrong
            put_json({"error": message})
    put(message, error=True)
    return REFUSED


def tell_notices(invocation: Invocation) -> None:
    """Say what the journal wants said."""
    for notice in invocation.notices:
        put(one_line(invocation.words(f"journal.{notice.key}", **notice.params)), error=True)


def in_content(error: ContentError, words: Words) -> str:
    """`FILE:LINE: message` for an error in a content file, with how many more there are."""
    message = f"{error.path}:{error.line or 1}: {words(error.words_key, **error.params)}"
    more = len(error.every) - 1
    return f"{message} {words('content.and_more', number=more, file=error.path.name)}" if more else message


def _message(error: Exception, words: Words) -> str:
    if isinstance(error, ContentError):
        return in_content(error, words)
    if isinstance(error, Refused):
        return words(f"cli.{error.key}", **error.params)
    if isinstance(error, click.UsageError):
        return _of_usage(error, words)
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return words("cli.system", reason=f"{error.filename}: {reason}" if error.filename else reason)
    return str(error)


def _of_usage(error: click.UsageError, words: Words) -> str:
    match error:
        case click.NoSuchOption():
            return words("cli.no_such_option", option=error.option_name)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return words("cli.missing", name=spelled(name, words))
        case click.BadOptionUsage():
            return words("cli.bad_option", option=error.option_name)
        case click.BadParameter() if error.param is not None:
            return words("cli.bad_value", option=_name(error.param, words), allowed=_allowed(error.param))
    return error.format_message()


def _name(param: click.Parameter, words: Words) -> str:
    return param.opts[0] if isinstance(param, click.Option) else spelled(param.human_readable_name, words)


def _allowed(param: click.Parameter) -> str:
    return ", ".join(param.type.choices) if isinstance(param.type, click.Choice) else str(param.metavar or "")
