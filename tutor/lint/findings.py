"""What checking finds: a place, how bad it is, and words for it by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.template import TemplateError, Value
from tutor.lessons.words import Words


class Severity(StrEnum):
    """Errors fail a check; warnings are for the author to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with content: `key` names the message among the interface's words."""

    path: Path
    line: int
    key: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """`FILE:LINE`."""
        return f"{self.path}:{self.line}"

    def message(self, words: Words) -> str:
        """The finding in the reader's language."""
        return words(self.key, **self.values)


@dataclass(frozen=True)
class Report:
    """All findings of a check, in the order of the files, and how many files were checked."""

    findings: tuple[Finding, ...]
    files: int

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.findings) - self.errors


def of_content(error: ContentError) -> Finding:
    """What kept a file from being loaded."""
    return Finding(error.path, error.line or 1, error.words_key, dict(error.params))


def of_template(error: TemplateError, path: Path, first_line: int) -> Finding:
    """What is wrong with placeholders; `first_line` is where the template begins in its file."""
    return Finding(path, first_line + error.line - 1, f"content.{error.key}", dict(error.params))
