"""The slips that are known: no rule gives them, and none is misunderstood."""

from dataclasses import dataclass

from tutor.mistakes.mistake import Stages


@dataclass(frozen=True)
class SlipKind:
    """A kind of slip: its id, the stages in which it can be made, how often it is made, and whether at a data point.

    `share` is its share among slips; what is left of 1 is of slips that are not known. One that `names_another`
    quantity is told with it: the one that was copied, exchanged, or wrong before; where that would give an answer
    away, it is `perhaps_unnamed`.
    """

    id: str
    stages: Stages
    share: float
    at_point: bool = False
    names_another: bool = False
    perhaps_unnamed: bool = False


SLIPS = (
    SlipKind("slip.term", ("c", "d"), 0.09, at_point=True),
    SlipKind("slip.product", ("c", "d"), 0.09, at_point=True),
    SlipKind("slip.sign", ("a", "c", "d", "e"), 0.08),
    SlipKind("slip.digits", ("a", "c", "d", "e"), 0.08),
    SlipKind("slip.point", ("c", "d", "e"), 0.08),
    SlipKind("slip.copied", ("c", "d", "e"), 0.14, names_another=True, perhaps_unnamed=True),
    SlipKind("slip.swapped", ("c", "d", "e"), 0.10, names_another=True),
    SlipKind("slip.carried", ("c", "d", "e"), 0.20, names_another=True),
)
SLIP_NAMED = {slip.id: slip for slip in SLIPS}
