"""What is imported only where it is used: the one place of the command line that imports inside functions.

A command's module comes with the command. What stands here waits longer, for each has a cost that others must not pay:
a shell that completes a word, and `mark` where all is right, need neither numpy nor the diagnosis; the screens wait for
nothing that they do not show, nor who opens them for what reads other command lines; nobody waits for what a report of
a crash or a page of help needs.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from tutor.answers.verdicts import Mark
    from tutor.cli.capture import Captured, CaptureOptions
    from tutor.cli.check import Options
    from tutor.cli.explaining import Explaining
    from tutor.cli.invocation import Invocation
    from tutor.cli.showing import Showing
    from tutor.cli.spoken import Spoken
    from tutor.journal.records import Notice
    from tutor.lessons.problem import Lesson, Problem
    from tutor.lessons.stages import FieldId
    from tutor.lessons.words import Words
    from tutor.lint.findings import Report
    from tutor.practice.variants import Variant
    from tutor.session.start import Start
    from tutor.sheet.verdict import LineVerdict


def run_any() -> None:
    """Carry out what was typed, whatever it is."""
    from tutor.cli.main import run

    run()


def carried_out(call: Callable[[], int], invocation: "Invocation") -> int:
    """Call what gives a status, and tell what there is to tell. Returns the exit status."""
    from tutor.cli.program import carried_out as called

    return called(call, invocation)


def open_screens(start: "Start", tell: "Callable[[Notice], None]") -> int:
    """Open the screens. Textual reads the environment when it is imported."""
    from tutor.screens.run import run

    return run(start, tell)


def open_lines(start: "Start", tell: "Callable[[Notice], None]") -> int:
    """Open the plain face."""
    from tutor.plain.run import run

    return run(start, tell)


def sound(path: Path) -> "Lesson":
    """The lesson of a file from outside the tutor's content. Raises ContentError."""
    from tutor.lint.refusing import sound as found

    return found(path)


def check(paths: Iterable[Path], content: Path) -> "Report":
    """Check content files and folders."""
    from tutor.lint.check import check as checked

    return checked(paths, content)


def with_numbers_shown(problem: "Problem") -> "Problem":
    """The problem of a code with the numbers that a learner sees."""
    from tutor.practice.item_words import with_numbers_shown as shown

    return shown(problem)


def open_code(code: str, content: Path) -> "Variant":
    """The drill of a code. Raises CodeError."""
    from tutor.practice.variants import open_code as opened

    return opened(code, content)


def draw(skill: str, level: int, number: int, content: Path) -> "Variant":
    """A drill of a skill."""
    from tutor.practice.variants import draw as drawn

    return drawn(skill, level, number, content)


def showing(problem: "Problem") -> "Showing":
    """What a problem shows of the mistakes there are."""
    from tutor.cli.showing import Showing

    return Showing(problem)


def rule_ids() -> Iterable[str]:
    """The ids of all mistakes that are changed rules."""
    from tutor.mistakes.everything import rule_ids as ids

    return ids()


def explaining(problem: "Problem", marks: "Sequence[tuple[FieldId, Mark]]") -> "Explaining":
    """What explains the wrong numbers among marked answers."""
    from tutor.cli.explaining import Explaining

    return Explaining(problem, marks)


def mark_sheet(problem: "Problem", lines: Sequence[str]) -> "tuple[LineVerdict, ...]":
    """How each line of a sheet stands."""
    from tutor.sheet.marking import mark_sheet as marked

    return marked(problem, lines)


def plain_page(markdown: str, words: "Words", width: int, *, ascii_signs: bool) -> str:
    """An explanation laid out for a width in cells: where all is right there is none."""
    from tutor.cli.page import plain_page as page

    return page(markdown, words, width, ascii_signs=ascii_signs)


def mark_class(problem: "Problem", file: Path, csv: Path | None, invocation: "Invocation") -> bool:
    """Mark a class's sheet. Returns whether everything is right. Raises Refused and OSError."""
    from tutor.cli.classroom.command import mark_class as marked

    return marked(problem, file, csv, invocation)


def check_code(file: Path, options: "Options", invocation: "Invocation") -> bool:
    """Check a learner's program. Returns whether its gradients are right. Raises Refused and OSError."""
    from tutor.cli.code.checking import check_code as checked

    return checked(file, options, invocation)


def capture(file: Path, options: "CaptureOptions", invocation: "Invocation") -> "Captured":
    """The problem file of a network with one step. Raises Refused and OSError."""
    from tutor.cli.code.capturing import capture as captured

    return captured(file, options, invocation)


def help_page(command: "Spoken", context: "click.Context") -> str:
    """The help of a command."""
    from tutor.cli.help_page import help_page as page

    return page(command, context)


def tell_crash(error: Exception, invocation: "Invocation") -> int:
    """Say that the program had to stop, and write a report. Returns the exit status."""
    from tutor.cli.crash import tell_crash as told

    return told(error, invocation)
