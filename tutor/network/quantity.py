"""What a number of a computation is and where it stands. Imports no numpy."""

from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "input", "target", "weight", "bias", "parameter", "constant", "preactivation", "activation", "node", "cost"
]
GIVEN: frozenset[Kind] = frozenset({"input", "target", "weight", "bias", "parameter", "constant"})
"""What is not worked out from anything else."""


class Quantity(NamedTuple):
    """One quantity of a computation. Layers, units and sources count from 1; layer 0 is a network's input.

    `name` is how it is typed and shown; who wants to know where a quantity stands asks for the rest.
    """

    name: str
    kind: Kind
    layer: int = 0
    """Of a unit, or of the weights and biases that lead into it; 0 where there are no layers."""
    unit: int = 1
    """The unit itself, or the one that a weight or bias leads to."""
    source: int | None = None
    """The unit of the layer before that a weight leads from."""

    @property
    def is_given(self) -> bool:
        """Whether it is not worked out from anything else."""
        return self.kind in GIVEN

    def __hash__(self) -> int:
        # A text keeps its hash; quantities are looked up all the time, and two with one name are hardly ever asked for.
        return hash(self.name)

    def __str__(self) -> str:
        return self.name
