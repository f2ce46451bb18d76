"""The named parts that a file must have: none missing, none empty, none that nobody reads."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tutor.lessons.problem import Section
from tutor.lessons.sections import unknown_section
from tutor.lint.findings import Finding, of_content


def check_parts(path: Path, sections: Mapping[str, Section], allowed: tuple[str, ...]) -> Iterator[Finding]:
    """Check the sections of a file that is to have just those that are allowed."""
    for name in allowed:
        if name not in sections:
            yield Finding(path, 1, "lint.no_section", {"name": name})
    for name, section in sections.items():
        if name not in allowed:
            yield of_content(unknown_section(name, allowed, path, section.heading))
        elif not section.text.strip():
            yield Finding(path, section.heading, "lint.empty_section")
