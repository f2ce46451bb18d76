"""A line beside those before it: one that goes on from them, a row of a table, and what claims nothing."""

import re

from tutor.sheet.page import Page
from tutor.sheet.tidying import tidied

_ENDS_OPEN = re.compile(r"[^=<>!:]=\s*$")
_GOES_ON = re.compile(r"\s*(?:[=≈→⇒]|->)")
_ROW = re.compile(r"\s*\|(.+)\|\s*$")
_RULE = re.compile(r"[\s|:+=-]+")
_NUMBER = re.compile(r"\s*[-−+]?[0-9.][0-9./]*\s*")
_POINT = re.compile(r"\s*(?:i|#|n|no\.?|점|point|데이터|번호)\s*", re.IGNORECASE)
_CLAIM = re.compile(r"[=≈→⇒≔←]|->|:(?!\s*$)")
_WORD = re.compile(r"[A-Za-z]{2,}|[가-힣]+")
_FUNCTION = re.compile(
    r"\s*\\?(?:re ?lu|sigmoid|tanh|rho|sigma|act|step|[ρσφfgh])\s*(?:'|′)?\s*\(\s*[a-z]\s*\)\s*=", re.IGNORECASE
)
"""What a function is, said of a letter that has no layer: `σ'(z) = σ(z)(1 − σ(z))`."""
_FEW = 3
"""So many words make prose of a line without a sign."""


def to_read(line: str, page: Page) -> tuple[str, Page]:
    """The line as it is to be read, and the page before it; empty for what says nothing."""
    if not line.strip():
        return "", page._replace(point=None, block=None, in_block=frozenset())
    meant = tidied(line)
    if row := _ROW.match(meant):
        return _of_table(row[1], page)
    page = page._replace(columns=())
    if page.is_open and not _GOES_ON.match(meant):
        meant = f"→ {meant}"  # unlike a sign of equality, it may lead to what begins anew: z2 = 3
    is_open = bool(_ENDS_OPEN.search(meant))
    return (meant.rstrip().removesuffix("=") if is_open else meant).strip(), page._replace(is_open=is_open)


def says_nothing(line: str) -> bool:
    """Whether what cannot be read claims nothing of the problem: prose, or what a function is in general."""
    return bool(_FUNCTION.match(line)) or (not _CLAIM.search(line) and len(_WORD.findall(line)) >= _FEW)


def _of_table(row: str, page: Page) -> tuple[str, Page]:
    """A row of a table as statements: each number stands under the name of a quantity."""
    if _RULE.fullmatch(row):
        return "", page
    cells = [cell.strip() for cell in row.split("|")]
    if not any(map(_NUMBER.fullmatch, cells)):
        return "", page._replace(columns=tuple(cells))
    pairs = [pair for pair in zip(page.columns, cells, strict=False) if _NUMBER.fullmatch(pair[1])]
    point = next((f"point {cell}: " for name, cell in pairs if _POINT.fullmatch(name)), "")
    said = "; ".join(f"{name} = {cell}" for name, cell in pairs if name and not _POINT.fullmatch(name))
    return (point + said if said else ""), page
