"""Names that would give an answer away where a text is free: explanations, and hints above the bottom."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tutor.lessons.problem import Section
from tutor.lessons.sections import BOTTOM
from tutor.lessons.template import TemplateError, mentions
from tutor.lessons.wording import OF_GRAPHS
from tutor.lint.findings import Finding, Severity

ANSWERS = frozenset(
    (
        "C", "P", "answer", "chains", "children", "derived", "forward", "grad", "in_derivatives", "new", "numbers",
        "observed", "partials", "points", "predicted", "put_in", "right", "tree_lines", "typed_chain", "typed_children",
        "typed_formula", "updates", "worked",
    )
)  # fmt: skip
"""Names that would tell a learner what is asked; so would that of any quantity but a parameter, such as `z1@2`."""
_GIVEN = re.compile(r"[A-Za-z_]+\Z|[WBwb]\d+(?:\[\d+(?:,\d+)?\])?\Z")


CHAIN, FORMULA = "chain", "formula"
"""(d′), and what it asks for: in its free hints that is the answer."""


def gives_away(name: str) -> bool:
    """Whether a placeholder's value is asked for."""
    return name in ANSWERS or not _GIVEN.match(name)


def check_free_hints(path: Path, sections: Mapping[str, Section], severity: Severity) -> Iterator[Finding]:
    """Check the hints among the sections of a file: all but the bottom ones come for one press."""
    for name, section in sections.items():
        kind, _, hint_level = name.rpartition(".")
        is_chain = CHAIN in (kind.partition(".")[0], path.name.partition(".")[0].removeprefix(OF_GRAPHS))
        if hint_level in BOTTOM or not (kind.endswith("hint") or hint_level in ("where", "principle", "recipe")):
            continue
        try:
            found = mentions(section.text)
        except TemplateError:
            continue  # reported where placeholders are checked
        for mention in (one for one in found if gives_away(one.name) or (is_chain and one.name == FORMULA)):
            line = section.line + mention.line - 1
            yield Finding(path, line, "lint.gives_away", {"name": mention.name}, severity)
