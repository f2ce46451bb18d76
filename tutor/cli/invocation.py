"""What holds for the whole of one command: the language, the learner's folder, the form of what is printed."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.languages import of_system
from tutor.journal.journal import FILE, Journal, default_folder, open_journal
from tutor.journal.records import Notice
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language, spoken
from tutor.lessons.words import Words, read_words

if TYPE_CHECKING:
    import click

LANGUAGE_SETTING = "language"
"""The setting in the journal that holds the learner's choice."""


@dataclass
class Invocation:
    """One call of the program. The options that every command has are kept here as they are read."""

    asked: Language | None = None
    """The language asked for by --lang."""
    data_dir: Path | None = None
    """The folder asked for by --data-dir."""
    json: bool = False
    in_lines: bool = False
    """Whether the tutor is asked for in lines, without a screen."""
    notices: list[Notice] = field(default_factory=list)
    """What the journal wants said when the command is done."""

    @cached_property
    def language(self) -> Language:
        """The language to speak."""
        return self.asked or self._chosen() or of_system(os.environ)

    @property
    def words(self) -> Words:
        """The interface's words in that language."""

        return read_words(content_folder(), self.language)

    @property
    def folder(self) -> Path:
        """The folder of the learner's records."""
        if self.data_dir is not None:
            return self.data_dir
        return default_folder()

    def journal(self) -> Journal | None:
        """The learner's journal, to be closed by the caller; None where there is none: looking does not make one."""
        if not (self.folder / FILE).is_file():
            return None
        return open_journal(self.folder, lambda: datetime.now(UTC))

    def _chosen(self) -> Language | None:
        journal = self.journal()
        if journal is None:
            return None
        with journal:
            chosen = journal.setting(LANGUAGE_SETTING)
        while notice := journal.take_notice():
            # That nothing can be written does not matter to who only looks; that a file was put aside does.
            if notice.key == "broken":
                self.notices.append(notice)
        return spoken(chosen)


def invocation_of(context: "click.Context") -> Invocation:
    """The invocation that a command runs in."""
    return context.ensure_object(Invocation)
