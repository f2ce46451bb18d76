"""The named parts of a content file: `## d.hint.principle` begins one, and it reaches to the next."""

import re
from pathlib import Path

from tutor.lessons.errors import ContentError, Faults, note
from tutor.lessons.nearest import nearest
from tutor.lessons.problem import Section

HINT_LEVELS = ("where", "principle", "formula", "numbers", "answer")
BOTTOM = frozenset(("numbers", "answer"))
"""The hint levels that put the numbers in or show the answer: asked for twice, they count as an answer shown."""
CHAIN_HINT_LEVELS = ("where", "principle", "answer")
"""Those of what is asked for in letters: its formula is the answer."""
STAGES = ("a", "b", "c", "d", "e")
STAGE_PARTS = ("question", *(f"hint.{hint_level}" for hint_level in HINT_LEVELS), "solution")
LAST_STAGE_PARTS = (*STAGE_PARTS, "after")
CHAIN_PARTS = ("question", *(f"hint.{hint_level}" for hint_level in CHAIN_HINT_LEVELS), "solution")
PROBLEM_SECTIONS = (
    *(f"{stage}.{part}" for stage in STAGES for part in STAGE_PARTS),
    *(f"chain.{part}" for part in CHAIN_PARTS),
    "e.after",
)
_HEADING = re.compile(r"^(?:##[ \t]+)([a-z]+(?:\.[a-z]+)*)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ESSAY_PROMPT = re.compile(r"prompt\.[a-z]\Z")
_ESSAY_PART = re.compile(r"^###[ \t]+(checklist|sample)[ \t]*$")


def bottom(hint_levels: tuple[str, ...]) -> int:
    """Where the bottom of a ladder of hints begins, counted from 0."""
    return next(number for number, hint_level in enumerate(hint_levels) if hint_level in BOTTOM)


def split(text: str, first_line: int, path: Path, faults: Faults | None = None) -> tuple[Section, dict[str, Section]]:
    """The text before the first named section, and the sections by name (a heading with a dot, or one word).

    A name that comes twice is noted in `faults`; ContentError without them.
    """
    body: list[str] = []
    current = body
    found: dict[str, tuple[int, list[str]]] = {}
    fence = ""
    for number, line in enumerate(text.split("\n"), first_line):
        marks = _FENCE.match(line)
        if marks and not fence:
            fence = marks[1]
        elif marks and line.strip() == marks[1] and marks[1].startswith(fence):
            fence = ""
        heading = None if fence else _HEADING.match(line)
        if heading:
            current = []
            if heading[1] in found:
                note(ContentError("section_twice", path, number, name=heading[1]), faults)
            else:
                found[heading[1]] = (number, current)
        else:
            current.append(line)
    sections = {name: _section(lines, line + 1, line) for name, (line, lines) in found.items()}
    return _section(body, first_line, first_line), sections


def _section(lines: list[str], start: int, heading: int) -> Section:
    """The section of these lines, the first of which is `start`, without the empty ones at either end."""
    text = "\n".join(lines)
    empty = len(text) - len(text.lstrip("\n"))
    return Section(text.strip("\n"), start + empty, heading)


def check_names(
    sections: dict[str, Section], allowed: tuple[str, ...], path: Path, faults: Faults | None = None
) -> None:
    """Note in `faults` each section that nobody will read; ContentError without them."""
    for name, section in sections.items():
        if name not in allowed:
            note(unknown_section(name, allowed, path, section.heading), faults)


def unknown_section(name: str, allowed: tuple[str, ...], path: Path, line: int) -> ContentError:
    """What is wrong with a section that nobody will read."""
    near = nearest(name, allowed)
    return ContentError("unknown_section", path, line, name=name, near=near, allowed=", ".join(allowed))


def split_prompts(sections: dict[str, Section], path: Path, faults: Faults) -> dict[str, Section]:
    """An essay's prompts, each with its `### checklist` and `### sample` as sections of their own."""
    parts: dict[str, Section] = {}
    for name, section in sections.items():
        if name == "references":
            parts[name] = section
            continue
        if not _ESSAY_PROMPT.match(name):
            faults.add(unknown_section(name, ("prompt.a", "prompt.b", "prompt.c", "references"), path, section.heading))
            continue
        key, start, heading = name, section.line, section.heading
        lines: list[str] = []
        for number, line in enumerate(section.text.split("\n"), section.line):
            part = _ESSAY_PART.match(line)
            if part and f"{name}.{part[1]}" in (*parts, key):
                faults.add(ContentError("section_twice", path, number, name=f"{name}.{part[1]}"))
            if part:
                parts[key] = _section(lines, start, heading)
                key, start, heading, lines = f"{name}.{part[1]}", number + 1, number, []
            else:
                lines.append(line)
        parts[key] = _section(lines, start, heading)
        checklist = parts.get(f"{name}.checklist")
        if checklist is None or not checklist.text.strip():
            faults.add(ContentError("no_checklist", path, section.heading, name=name))
    return parts
