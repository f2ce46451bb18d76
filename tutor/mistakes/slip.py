"""The slips that are known: no rule gives them, and none is misunderstood."""

from dataclasses import dataclass

from tutor.mistakes.mistake import Stages


@dataclass(frozen=True)
class SlipKind:
    """A kind of slip: its id, the stages in which it can be made, and whether it is one at a data point.

    One that `names_another` quantity is told with it: the one that was copied, exchanged, or wrong before; where that
    would give an answer away, it is `perhaps_unnamed`.
    """

    id: str
    stages: Stages
    at_point: bool = False
    names_another: bool = False
    perhaps_unnamed: bool = False


SLIPS = (
    SlipKind("slip.term", ("c", "d"), at_point=True),
    SlipKind("slip.product", ("c", "d"), at_point=True),
    SlipKind("slip.sign", ("a", "c", "d", "e")),
    SlipKind("slip.digits", ("a", "c", "d", "e")),
    SlipKind("slip.point", ("c", "d", "e")),
    SlipKind("slip.copied", ("c", "d", "e"), names_another=True, perhaps_unnamed=True),
    SlipKind("slip.swapped", ("c", "d", "e"), names_another=True),
    SlipKind("slip.carried", ("c", "d", "e"), names_another=True),
)
SLIP_NAMED = {slip.id: slip for slip in SLIPS}
