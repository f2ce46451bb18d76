"""The components that an answer is made of, along the chain rule: each mistake is one in one of them."""

from enum import StrEnum


class Component(StrEnum):
    """What one can be right or wrong about. The values are written in journals."""

    COUNT = "count"
    """The number of parameters."""
    TREE = "tree"
    """What each quantity is made of."""
    FORWARD = "forward"
    """The forward pass: z and a of each layer."""
    COST = "cost"
    """C of the residuals."""
    SLOPE = "slope"
    """∂C/∂a of the output: 2r."""
    GATE = "gate"
    """ρ′(z), and in a computation graph the derivative of any operation."""
    BACK = "back"
    """The weight on the way back to a layer before: in a computation graph, what arrives."""
    PATHS = "paths"
    """The sum over the paths through a layer."""
    FACTOR = "factor"
    """The last factor: what δ is multiplied with."""
    POINTS = "points"
    """The sum over the data points."""
    UPDATE = "update"
    """The step from θ to θ′."""
    CHECKING = "checking"
    """Finding the wrong line in another's work."""
    PREDICTING = "predicting"
    """Saying beforehand what a change does."""
