"""The named parts of a content file: `## d.hint.principle` begins one, and it reaches to the next."""

import re
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Section

RUNGS = ("where", "principle", "formula", "numbers", "answer")
STAGES = ("a", "b", "c", "d", "e")
STAGE_PARTS = ("question", *(f"hint.{rung}" for rung in RUNGS), "solution", "after")
PROBLEM_SECTIONS = tuple(f"{stage}.{part}" for stage in STAGES for part in STAGE_PARTS)
_HEADING = re.compile(r"^(?:##[ \t]+)([a-z]+(?:\.[a-z]+)*)[ \t]*$")
_ESSAY_PROMPT = re.compile(r"prompt\.[a-z]\Z")
_ESSAY_PART = re.compile(r"^###[ \t]+(checklist|sample)[ \t]*$")


def split(text: str, first_line: int) -> tuple[Section, dict[str, Section]]:
    """The text before the first named section, and the sections by name (a heading with a dot, or one word)."""
    body: list[str] = []
    current, start = body, first_line
    found: dict[str, tuple[int, list[str]]] = {}
    fenced = False
    for number, line in enumerate(text.split("\n"), first_line):
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if heading:
            current = []
            found[heading[1]] = (number + 1, current)
        else:
            current.append(line)
    sections = {name: Section("\n".join(lines).strip("\n"), line) for name, (line, lines) in found.items()}
    return Section("\n".join(body).strip("\n"), start), sections


def check_names(sections: dict[str, Section], allowed: tuple[str, ...], path: Path) -> None:
    """Raises ContentError for a section that nobody will read."""
    for name, section in sections.items():
        if name not in allowed:
            raise ContentError("unknown_section", path, section.line - 1, name=name, allowed=", ".join(allowed))


def split_prompts(sections: dict[str, Section], path: Path) -> dict[str, Section]:
    """An essay's prompts, each with its `### checklist` and `### sample` as sections of their own."""
    parts: dict[str, Section] = {}
    for name, section in sections.items():
        if not _ESSAY_PROMPT.match(name):
            raise ContentError("unknown_section", path, section.line - 1, name=name, allowed="prompt.a, prompt.b, …")
        key, start = name, section.line
        lines: list[str] = []
        for number, line in enumerate(section.text.split("\n"), section.line):
            part = _ESSAY_PART.match(line)
            if part:
                parts[key] = Section("\n".join(lines).strip("\n"), start)
                key, start, lines = f"{name}.{part[1]}", number + 1, []
            else:
                lines.append(line)
        parts[key] = Section("\n".join(lines).strip("\n"), start)
        if not parts.get(f"{name}.checklist"):
            raise ContentError("no_checklist", path, section.line - 1, name=name)
    return parts
