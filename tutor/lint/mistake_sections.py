"""A file of `content/mistakes` in its parts: each mistake's `### what`, `### why` and `### nudge`, with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tutor.diagnosis.explanations import PARTS
from tutor.lessons.problem import Section
from tutor.lint.findings import Finding

_HEADING = re.compile(r"(#{2,3})[ \t]+(.*?)[ \t]*$")


@dataclass(frozen=True)
class MistakeFile:
    """The sections of a file: id → part → section, and the line of each id; what is out of order is in `findings`."""

    path: Path
    sections: dict[str, dict[str, Section]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, mistake: str, part: str, section: Section, allowed: tuple[str, ...]) -> None:
        """Take up what stands under a heading; `allowed` are the ids that there are."""
        if not part:
            self._begin(mistake, section, allowed)
        elif part not in PARTS:
            self._find(section, "content.unknown_section", name=part, allowed=", ".join(PARTS))
        elif mistake in self.sections and part in self.sections[mistake]:
            self._find(section, "content.section_twice", name=part)
        else:
            if not section.text:
                self._find(section, "lint.empty_section")
            self.sections.setdefault(mistake, {})[part] = section

    def _begin(self, mistake: str, section: Section, allowed: tuple[str, ...]) -> None:
        if section.text:
            self._find(section, "lint.before_sections")
        if mistake in self.lines:
            self._find(section, "content.section_twice", name=mistake)
        elif mistake and mistake not in allowed:
            self._find(section, "content.unknown_section", name=mistake, allowed=", ".join(allowed))
        self.lines.setdefault(mistake, section.heading)

    def _find(self, section: Section, key: str, **values: str) -> None:
        self.findings.append(Finding(self.path, section.heading, key, values))


def read_mistakes(path: Path, text: str, allowed: tuple[str, ...]) -> MistakeFile:
    """The parts of a file with this text."""
    found = MistakeFile(path)
    for mistake, part, section in _parts(text):
        found.add(mistake, part, section, allowed)
    return found


def _parts(text: str) -> Iterator[tuple[str, str, Section]]:
    """What stands under each heading; a mistake's own heading and the beginning of the file have no part."""
    mistake, part, start = "", "", 1
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        heading = _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        yield mistake, part, _section(lines, start)
        mistake, part = (mistake, heading[2]) if heading[1] == "###" else (heading[2], "")
        lines, start = [], number
    yield mistake, part, _section(lines, start)


def _section(lines: list[str], heading: int) -> Section:
    text = "\n".join(lines)
    empty = len(text) - len(text.lstrip("\n"))
    return Section(text.strip("\n"), heading + 1 + empty, heading)
