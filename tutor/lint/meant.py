"""What an author may not have meant: pictures that are dropped, what is given in a folded note, matrices of x·W."""

import re
from collections.abc import Iterator

from tutor.lessons.front_matter import read_source
from tutor.lessons.given import GIVEN_NAMES, unfolded
from tutor.lessons.problem import Problem, Wording
from tutor.lessons.template import TemplateError, mentions
from tutor.lint.findings import Finding, Severity

_CODE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]\n]{0,200})\](?:\(|\[)")


def check_pictures(wording: Wording) -> Iterator[Finding]:
    """Pictures: a terminal shows their words alone."""
    for section in (wording.body, *wording.sections.values()):
        text = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), section.text)
        for found in _PICTURE.finditer(text):
            line = section.line + text.count("\n", 0, found.start())
            yield Finding(wording.path, line, "lint.picture", {"words": found[1].strip()}, Severity.WARNING)


def check_folded(wording: Wording) -> Iterator[Finding]:
    """What is given, shown in a note that is folded and nowhere else."""
    try:
        seen = {mention.name for mention in mentions(unfolded(wording.body.text))}
        folded = [one for one in mentions(wording.body.text) if one.name in GIVEN_NAMES and one.name not in seen]
    except TemplateError:
        return  # reported where placeholders are checked
    for name, line in {one.name: one.line for one in reversed(folded)}.items():
        place = wording.body.line + line - 1
        yield Finding(wording.path, place, "lint.folded", {"name": name}, Severity.WARNING)


def check_orientation(problem: Problem) -> Iterator[Finding]:
    """A square matrix that means another network where it is read the other way, and nothing says which is meant."""
    members = dict(read_source(problem.path).front.items())
    if "weights" in members or "theta" not in members or not members["theta"].is_mapping:
        return
    theta = dict(members["theta"].items())
    for name in _one_sided(problem):
        if name in theta:
            yield Finding(problem.path, theta[name].line, "lint.orientation", {"name": name}, Severity.WARNING)
            return


def _one_sided(problem: Problem) -> Iterator[str]:
    """The names of square weight matrices that are not symmetric."""
    network = problem.network
    theta = dict(zip((parameter.name for parameter in network.parameters), problem.theta, strict=True))
    for layer in range(1, network.depth + 1):
        width = network.widths[layer]
        if width != network.widths[layer - 1]:
            continue
        places = [(j, k) for j in range(1, width + 1) for k in range(1, j)]
        if any(theta[network.weight(layer, j, k)] != theta[network.weight(layer, k, j)] for j, k in places):
            yield f"w{layer}"
