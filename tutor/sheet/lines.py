"""A line beside those before it: one that goes on from them, a row of a table, and what claims nothing."""

import re

from tutor.answers.characters import Typed
from tutor.sheet.page import Page
from tutor.sheet.tables import row_of
from tutor.sheet.tidying import tidied
from tutor.sheet.tracing import as_typed, joined, part, stripped

_ENDS_OPEN = re.compile(r"[^=<>!:]=\s*$")
_GOES_ON = re.compile(r"\s*(?:[=≈→⇒]|->)")
_CLAIM = re.compile(r"[=≈→⇒≔←]|->|:(?!\s*$)")
_WORD = re.compile(r"[A-Za-z]{2,}|[가-힣]+")
_FUNCTION = re.compile(
    r"\s*\\?(?:re ?lu|sigmoid|tanh|rho|sigma|act|step|[ρσφfgh])\s*(?:'|′)?\s*\(\s*[a-z]\s*\)\s*=", re.IGNORECASE
)
"""What a function is, said of a letter that has no layer: `σ'(z) = σ(z)(1 − σ(z))`."""
_FEW = 3
"""So many words make prose of a line without a sign."""


def to_read(line: str, page: Page) -> tuple[Typed, Page]:
    """The line as it is to be read, and the page before it; empty for what says nothing."""
    if not line.strip():
        return as_typed(""), page._replace(point=None, block=None, in_block=frozenset())
    meant = tidied(as_typed(line))
    if row := row_of(meant, page):
        return row
    page = page._replace(columns=())
    if page.is_open and not _GOES_ON.match(meant.text):
        meant = joined(
            part(meant, 0, 0), "→ ", meant
        )  # unlike a sign of equality, it may lead to what begins anew: z2 = 3
    is_open = bool(_ENDS_OPEN.search(meant.text))
    stop = len(meant.text.rstrip()) - is_open
    return stripped(part(meant, 0, stop)), page._replace(is_open=is_open)


def says_nothing(line: str) -> bool:
    """Whether what cannot be read claims nothing of the problem: prose, or what a function is in general."""
    return bool(_FUNCTION.match(line)) or (not _CLAIM.search(line) and len(_WORD.findall(line)) >= _FEW)
