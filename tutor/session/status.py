"""How a field or a stage stands."""

from enum import Enum


class Status(Enum):
    """How a field or a stage stands."""

    OPEN = "open"
    RIGHT = "right"
    CARRIED = "carried"
    """Right but for an earlier answer that is not right yet."""
    WRONG = "wrong"
