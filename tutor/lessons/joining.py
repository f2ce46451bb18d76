"""How pieces of LaTeX are put together: sums, factors of products, and equations."""

import re
from collections.abc import Sequence
from itertools import accumulate

MOST_TERMS, SHOWN_TERMS = 32, 8
_BRACKETED = re.compile(r"\\left\(([^()]*)\\right\)\Z")


def sum_of(terms: Sequence[str]) -> str:
    """The terms of a sum; of very many the first and the last, with dots between."""
    if len(terms) > MOST_TERMS:
        terms = [*terms[:SHOWN_TERMS], "\\cdots", terms[-1]]
    return " + ".join([*terms[:1], *(_in_brackets(term) if term.startswith("-") else term for term in terms[1:])])


def enclosed(latex: str) -> str:
    """A factor of a product: in brackets where it has a sign or is a sum."""
    return _in_brackets(latex) if latex.startswith("-") or is_sum(latex) else latex


def alone(latex: str) -> str:
    """What stands by itself: without brackets around all of it."""
    inner = latex.removeprefix("\\left(").removesuffix("\\right)")
    depth = list(accumulate((character == "(") - (character == ")") for character in inner))
    return inner if len(latex) - len(inner) == len("\\left(\\right)") and min(depth, default=0) >= 0 else latex


def is_sum(latex: str) -> bool:
    """Whether something is added or taken away outside of all brackets."""
    depth = 0
    for index, character in enumerate(latex):
        depth += (character in "([{") - (character in ")]}")
        if not depth and latex[index : index + 3] in (" + ", " - "):
            return True
    return False


def equation(*sides: str) -> str:
    """The sides with = between them; of neighbours that say the same the last alone."""
    kept = [
        side for side, after in zip(sides, [*sides[1:], None], strict=True) if after is None or _differ(side, after)
    ]
    return " = ".join(kept)


def _differ(side: str, after: str) -> bool:
    return _BRACKETED.sub(r"\1", side) != _BRACKETED.sub(r"\1", after)


def _in_brackets(latex: str) -> str:
    return f"\\left({latex}\\right)"
