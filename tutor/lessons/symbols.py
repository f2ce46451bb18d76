"""The lesson's notation: from a quantity's typed name (`w1[2,1]`, `dC/da3`) to its LaTeX."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tutor.network.architecture import Network

if TYPE_CHECKING:
    from tutor.lessons.problem import Problem

_NAME = re.compile(r"(?P<letter>[a-zA-Z])(?P<layer>\d*)(?:\[(?P<first>\d+)(?:,(?P<second>\d+))?\])?(?P<prime>'?)\Z")
_WORDS = {"eta": "\\eta", "lambda": "\\lambda", "1": "1", "theta": "\\theta"}
LETTERS_BELOW = 2
"""So many letters of a name may stand below the line; more are a word."""
# The data point's index, as the lesson writes it.
ANY_POINT = "i"


@lru_cache(maxsize=4096)
def symbol(name: str, point: str = "") -> str:
    """LaTeX for a quantity: `w^{(1)}_{21}`, `a^{(2)}_{i}` at a data point, `\\frac{\\partial C}{\\partial w^{(1)}}`."""
    if name in _WORDS:
        return _WORDS[name]
    if name.startswith("d") and "/d" in name:
        above, below = name[1:].split("/d", 1)
        over = symbol(above, point if above != "C" else "")
        return f"\\frac{{\\partial {over}}}{{\\partial {symbol(below, point)}}}"
    found = _NAME.match(name)
    if found is None:
        raise ValueError(f"not the name of a quantity: {name!r}")
    prime = "'" if found["prime"] else ""
    layer = f"^{{({found['layer']})}}" if found["layer"] else ""
    indices = [index for index in (found["first"], found["second"]) if index]
    # Neighbouring digits read as row and column; longer indices, and a data point's, need a comma.
    together = "" if all(len(index) == 1 for index in indices) else ","
    script = together.join(indices)
    if point:
        script = f"{script},{point}" if script else point
    return f"{found['letter']}{prime}{layer}" + (f"_{{{script}}}" if script else "")


def written(problem: "Problem", name: str, point: str = "") -> str:
    """LaTeX for a quantity of a problem, with the source's letters where the problem has them, and for a derivative."""
    quantities = problem.graph.named
    if name.startswith("d") and "/d" in name and name not in quantities:
        above, below = name[1:].split("/d", 1)
        over = written(problem, above, "" if above == problem.graph.objective.name else point)
        return f"\\frac{{\\partial {over}}}{{\\partial {written(problem, below, point)}}}"
    plain = name.rstrip("'")
    shown = problem.names.get(plain)
    found = quantities.get(plain)
    at_points = bool(point) and (found is None or found.kind not in ("weight", "bias", "parameter", "constant"))
    if shown is None and problem.is_layered:
        return symbol(name, point if at_points else "")
    return letters(shown or plain, "'" * (len(name) - len(plain)), point if at_points else "")


def canonical_name(problem: "Problem", shown: str) -> str:
    """The name here of a quantity that somebody named by the source's letters, else what was written."""
    if shown.startswith("d") and "/d" in shown:
        above, below = (canonical_name(problem, part) for part in shown[1:].split("/d", 1))
        return f"d{above}/d{below}"
    return next((name for name, letters in problem.names.items() if letters == shown), shown)


def typed_name(problem: "Problem", name: str) -> str:
    """How a quantity, or a derivative, is typed by the source's letters: the other way round."""
    if name.startswith("d") and "/d" in name:
        above, below = (typed_name(problem, part) for part in name[1:].split("/d", 1))
        return f"d{above}/d{below}"
    return problem.names.get(name, name)


@lru_cache(maxsize=4096)
def letters(name: str, prime: str = "", point: str = "") -> str:
    """LaTeX for a name as somebody gave it: `w5` is w₅, `out_h1` has its second part below, words stand upright.

    A name of several words, such as `apple_price`, stays in one line: words have no letters that stand below.
    """
    head, _, below = name.partition("_")
    parts = re.fullmatch(r"([^\W\d_]+)(\d*)((?:\[[\w,]+\])?)(.*)", head)
    if parts is not None and not parts[4]:
        head = parts[1]
        below = ",".join(part for part in (parts[2], parts[3].strip("[]"), below) if part)
    if name in _WORDS:
        head, below = _WORDS[name], ""
    elif len(re.findall(r"[^\W\d_]", below)) > LETTERS_BELOW or not below.isascii():
        plain = name.replace("_", "\\_")
        head, below = f"\\text{{{plain}}}", ""
    elif len(head) > 1:
        head = f"\\mathrm{{{head}}}" if head.isascii() else f"\\text{{{head}}}"
    below = below if len(below) < 2 or not re.search(r"[^\W\d]", below) else f"\\mathrm{{{below}}}"
    script = ",".join(part for part in (below, point) if part)
    return f"{head}{prime}" + (f"_{{{script}}}" if script else "")


def rho(network: Network, layer: int) -> str:
    """The activation function's letter: ρ, or ρ with its layer's index where the layers differ."""
    return "\\rho" if len(set(network.activations)) == 1 else f"\\rho_{{{layer}}}"
