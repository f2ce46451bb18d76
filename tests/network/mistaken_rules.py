"""The catalogue's mistakes by id as tables of rules; of those about a data point, the ones that the loops make."""

from collections.abc import Iterable

from tutor.mistakes.everything import before_the_update
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.update import UPDATE as UPDATES
from tutor.network.rules import Rules

from .plain_mistakes import LEFT_OUT, ONLY


def tables(mistakes: Iterable[Mistake], kind: str) -> dict[str, Rules]:
    """The rules of the mistakes of a kind."""
    points = {"point-missing": LEFT_OUT + 1, "single-point": ONLY + 1}
    return {
        mistake.id: mistake.rules()
        for mistake in mistakes
        if mistake.kind == kind and mistake.point == points.get(mistake.id.partition(".")[2])
    }


FORWARD, COST, PARTIAL = (tables(before_the_update(3), kind) for kind in ("forward", "cost", "partial"))
UPDATE = tables(UPDATES, "update")
MISTAKES = {**FORWARD, **COST, **PARTIAL, **UPDATE}
