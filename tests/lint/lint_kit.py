"""A problem file that is in order, and ways to spoil it."""

from pathlib import Path

from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import read_words
from tutor.lint.check import check
from tutor.lint.findings import Finding

GOOD = """---
id: small
lang: en
title: A small one
network: {widths: [1, 1], activation: relu}
data: [[1, 2], [3, 4]]
theta: {w1: 2, b1: 1}
learning_rate: 0.1
---

Here $L = {{L}}$ and there are {{m}} data points.

## d.hint.where

Look at {{parameter}}.
"""
ESSAY = """---
id: words
lang: en
title: Words
kind: essay
---

Think.

## prompt.a

Why?

### checklist

- Did you say $x$?
"""


def without_words(folder: Path) -> Path:
    """A content folder whose shared wording says nothing, for files whose own words are at fault."""
    stages = folder / "content" / "stages"
    if not stages.exists():
        stages.mkdir(parents=True)
        for path in (content_folder() / "stages").iterdir():
            (stages / path.name).touch()
    return stages.parent


def findings_of(folder: Path, text: str = GOOD, name: str = "small.md") -> list[Finding]:
    """What is found in a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    findings = check([path], without_words(folder)).findings
    for finding in findings:
        said = {finding.message(read_words(content_folder(), language)) for language in LANGUAGES}
        assert finding.key not in said
        assert len(said) == len(LANGUAGES)
    return list(findings)


def keys_of(folder: Path, text: str = GOOD) -> list[str]:
    """The keys of what is found in a file with this text."""
    return [finding.key for finding in findings_of(folder, text)]


def spoiled(old: str, new: str, text: str = GOOD) -> str:
    """The text with one thing changed, which must be there."""
    assert old in text
    return text.replace(old, new, 1)
