"""The mistakes on networks by id and as tables of rules; of those about a data point, the ones that the loops make."""

from tutor.mistakes.everything import before_the_update
from tutor.mistakes.mistake import Mistake, never
from tutor.mistakes.update import UPDATE

from .plain_forward import LEFT_OUT, ONLY

_POINTS = {"point-missing": LEFT_OUT + 1, "single-point": ONLY + 1}


def _is_made(mistake: Mistake) -> bool:
    return mistake.makes_sense is not never and mistake.point == _POINTS.get(mistake.id.partition(".")[2])


RECORDS = {mistake.id: mistake for mistake in (*before_the_update(3), *UPDATE) if _is_made(mistake)}
MISTAKES = {name: mistake.rules() for name, mistake in RECORDS.items()}
