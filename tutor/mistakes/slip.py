"""The slips that are known: no rule gives them, and none is misunderstood."""

from dataclasses import dataclass

from tutor.mistakes.mistake import Stages


@dataclass(frozen=True)
class SlipKind:
    """A kind of slip: its id, the stages in which it can be made, and whether it is one at a data point."""

    id: str
    stages: Stages
    at_point: bool = False


SLIPS = (
    SlipKind("slip.term", ("c", "d"), at_point=True),
    SlipKind("slip.product", ("c", "d"), at_point=True),
    SlipKind("slip.sign", ("a", "c", "d", "e")),
    SlipKind("slip.digits", ("a", "c", "d", "e")),
    SlipKind("slip.point", ("c", "d", "e")),
)
SLIP_NAMED = {slip.id: slip for slip in SLIPS}
