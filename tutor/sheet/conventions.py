"""What other books mean by letters, once a page has told: a that goes into units, y as the output, weights from-to."""

import re
from collections.abc import Iterator

from tutor.answers.characters import Typed
from tutor.lessons.problem import Problem
from tutor.sheet.page import Page
from tutor.sheet.tracing import replaced

_BEHIND = r"(?=[_0-9^({\[⁽¹²³₁-₉ⱼₖ]|\s?(?:[-−+*·×=:),]|$))"
_ACTIVATED = re.compile(r"(?<![A-Za-z])z[_0-9^({}\[\]₁-₉ⱼₖjk]{0,6}\s*=\s*(?:σ|sigmoid|[Rr]e[Ll][Uu]|ρ|h|tanh)\s?\(\s?a")
"""z as what an activation function makes of a."""
_A_OR_Z = re.compile(rf"(?<![A-Za-z])[az]{_BEHIND}")
_Y = re.compile(rf"(?<![A-Za-z])y{_BEHIND}")
_T = re.compile(rf"(?<![A-Za-z])t{_BEHIND}")
_FROM_TO = re.compile(
    r"w_?\{?(?:12|ij|jk|kj|21)\}?[^=]{0,40}(?:\bfrom\b[^=]{0,30}\bto\b|에서[^=]{0,20}(?:로|으로)\s?(?:가는|의|연결))",
    re.IGNORECASE,
)
"""What the indices of a weight are said to be: from which unit to which."""
_WEIGHT = re.compile(
    r"(?<![A-Za-z])(?P<before>d?[wW](?:[1-9](?=[\[_])|\^\{?\(?[1-9]\)?\}?|⁽[¹²³⁴-⁹]⁾)?_?)(?P<open>[\[{]?)(?P<first>[1-9jki])(?P<comma>\s?,\s?|)"
    r"(?P<second>[1-9jki])(?P<close>[\]}]?)(?![0-9A-Za-z])"
)
_OF_LAYER = re.compile(
    r"[\[(]?(?:\blayer\s?(?P<english>[1-9])|(?P<korean>[1-9])\s?(?:번째\s?)?층)(?:에서|의|에)?\s*[\])]?\s*:?",
    re.IGNORECASE,
)
"""The layer that a line is about."""
_UNIT = re.compile(r"(?<![A-Za-z_])([ho])_?\{?([1-9])\}?(?![0-9A-Za-z\[(^])")
_INTO = re.compile(r"(?<![A-Za-z])([ho])_(in|net|out|act)(?![A-Za-z0-9_])")
_NO_LAYER = re.compile(r"(?<![A-Za-z])(d?[wW])_?\{?([1-9])\s?,?\s?([1-9])\}?(?![0-9A-Za-z])|(?<=[d∂])b(?=\s*[:=])")


def told(line: str, page: Page) -> Page:
    """The page after a line that says what indices mean."""
    return page._replace(from_to=True) if _FROM_TO.search(line) else page


def as_told(line: Typed, page: Page) -> Typed:
    """The line with the letters of the tutor, as far as the page has told what its own mean."""
    if page.a_is_z:
        line = replaced(line, _A_OR_Z, lambda found: "z" if found[0] == "a" else "a")
    if page.y_is_output:
        line = replaced(line, _Y, "yhat")
    return line


def turned(line: Typed, page: Page) -> Typed:
    """With the indices of weights the other way round, where the page has said that they are from-to."""
    if not page.from_to:
        return line
    return replaced(
        line,
        _WEIGHT,
        lambda one: f"{one['before']}{one['open']}{one['second']}{one['comma']}{one['first']}{one['close']}",
    )


def by_others(line: Typed, page: Page, problem: Problem) -> Iterator[tuple[Typed, Page]]:
    """A line with such letters, and the page that would have told so: taken where it is right so."""
    if not page.a_is_z and _ACTIVATED.search(line.text):
        swapped = page._replace(a_is_z=True)
        yield as_told(line, swapped), swapped
    if not page.y_is_output and _Y.search(line.text) and (page.a_is_z or _T.search(line.text)):
        output = page._replace(y_is_output=True)
        yield as_told(line, output._replace(a_is_z=False)), output
    depth = problem.network.depth if problem.is_layered else 0
    if depth == len("ho") and (_UNIT.search(line.text) or _INTO.search(line.text)):
        by_word = replaced(line, _INTO, lambda one: f"{'out' if one[2] in ('out', 'act') else 'net'}_{one[1]}")
        yield replaced(by_word, _UNIT, lambda one: f"a{'ho'.index(one[1]) + 1}[{one[2]}]"), page
    layer = _OF_LAYER.search(line.text)
    if layer and _NO_LAYER.search(line.text) and depth:
        number = layer["english"] or layer["korean"]
        rest = replaced(line, _OF_LAYER, "")

        def with_layer(found: re.Match[str]) -> str:
            return f"{found[1]}{number}[{found[2]},{found[3]}]" if found[1] else f"b{number}"

        yield replaced(rest, _NO_LAYER, with_layer), page
