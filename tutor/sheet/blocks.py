"""Which data point a number is about, where a line does not say it: by the lines before it.

Who works point by point writes a block of lines for each, in which no quantity comes twice.
"""

from tutor.sheet.checking import Checked
from tutor.sheet.page import Page


def allowed(page: Page, name: str, every: frozenset[int]) -> frozenset[int]:
    """The data points that a number of a quantity can be about now."""
    if page.block is not None and name not in page.in_block:
        return page.block
    return every - page.stated.get(name, frozenset()) or every


def in_block(page: Page, name: str, checked: Checked, every: frozenset[int], equalities: int) -> Checked:
    """The data points that are left of those it can be about; it breaks at the last equality where none is."""
    if checked.points is None or not checked.holds:
        return checked
    left = checked.points & allowed(page, name, every)
    repeated = checked.points & page.stated.get(name, frozenset())
    if not left and repeated and (page.block is None or len(page.block) > 1):
        left = repeated
    return checked._replace(points=left) if left else Checked(equalities)


def stated(page: Page, name: str, points: frozenset[int] | None, *, is_of_all: bool) -> Page:
    """The page with a number of a quantity on it, said of some data points (None: of all)."""
    if not name or points is None:
        return page._replace(point=None, block=None, in_block=frozenset()) if is_of_all else page
    starts = name in page.in_block or page.block is None
    block = points if starts else points & (page.block or points) or points
    known = page.stated.get(name, frozenset()) | (block if len(block) == 1 else frozenset())
    return page._replace(
        block=block,
        in_block=frozenset({name}) if starts else page.in_block | {name},
        stated={**page.stated, name: known},
    )
