"""What gets a value made from its own: letters that are defined anew, and parameters by what a step adds."""

from tutor.sheet.kinds import Unknown
from tutor.sheet.page import Page
from tutor.sheet.terms import Letter, Named, Statement, Sum, Term, rebuilt, walk

_MOST_PARTS = 400
"""So many parts a value may have that is made again and again from a letter's own: each time it can double."""


def from_old_value(statement: Statement) -> Statement:
    """What a step adds, `Δw = −η ∂C/∂w`, as what it leads to: only that is a quantity, and has rules."""
    match statement.sides:
        case (Sum(((1, Named() as new), (-1, Named(name) as old))), _, *_) if new.name == f"{name}'":
            moved = (Sum(((1, old), (1, side))) for side in statement.sides[1:])
            return statement._replace(sides=(new, *moved))
    return statement


def with_old_value(statement: Statement, page: Page) -> Statement:
    """A letter that gets a value made from its own, `g ← wᵀ g`, defined by what it stood for.

    Raises Unknown where that becomes too long.
    """
    letter, *sides = statement.sides
    old = page.letters.get(letter.letter) if isinstance(letter, Letter) else None
    times = sum(letter == one for side in sides for one in walk(side))
    if old is None or not isinstance(letter, Letter) or not times:
        return statement
    if times * sum(1 for _ in walk(old)) > _MOST_PARTS:
        raise Unknown("too long")

    def put_in(term: Term) -> Term:
        return old if term == letter else rebuilt(term, put_in)

    return Statement(tuple(map(put_in, sides)), statement.point, letter.letter)
