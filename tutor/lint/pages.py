"""Pages that stand for themselves, such as help: there in both languages, and readable."""

import re
from collections.abc import Iterator
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.files import read_content
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Section
from tutor.lessons.template import Table
from tutor.lint.findings import Finding, of_content
from tutor.lint.formulas import check_passages
from tutor.lint.passages import Passage


def check_page(name: str, folder: Path) -> Iterator[Finding]:
    """Check the page `NAME.LANG.md` of a folder in all languages."""
    for language in LANGUAGES:
        path = folder / f"{name}.{language}.md"
        try:
            text = read_content(path)
        except ContentError as error:
            yield of_content(error)
            continue
        except FileNotFoundError:
            yield Finding(path, 1, "lint.no_page")
            continue
        # Pages are shown as they stand, but for the keys of commands.
        keys = re.findall(r"\{\{(key_\w+)", text)
        passage = Passage(path, Section(text, 1, 1), Table(dict.fromkeys(keys, "F2")))
        yield from check_passages([passage])
