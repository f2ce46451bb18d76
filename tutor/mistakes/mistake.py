"""A mistake as one changed rule of the right computation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tutor.network.architecture import Network
from tutor.network.rules import RIGHT, Rules


def always(_network: Network) -> bool:
    """For a mistake that makes sense on any network."""
    return True


@dataclass(frozen=True, eq=False)
class Mistake:
    """One rule of the table, named by `rule`, replaced by `change`; there is one object for each mistake and point.

    `point` is the data point that the mistake is about, counted from 1, where it is about one. `makes_sense` says on
    which networks the change can be made at all: an untransposed W has to be square.
    """

    id: str
    rule: str
    change: Callable[..., Any]
    makes_sense: Callable[[Network], bool] = always
    point: int | None = None

    @property
    def kind(self) -> str:
        """The stage's kind in which the mistake is made, as its id says: `forward`, `cost`, `partial` or `update`."""
        return self.id.partition(".")[0]

    def rules(self, others: Rules = RIGHT) -> Rules:
        """The table with this rule changed, on top of what is changed already."""
        return replace(others, **{self.rule: self.change})

    def __repr__(self) -> str:
        return self.id if self.point is None else f"{self.id}@{self.point}"


def widths_agree_somewhere(network: Network) -> bool:
    """Whether a layer is as wide as the one before, so that its W is square."""
    return any(before == after for before, after in zip(network.widths, network.widths[1:], strict=False))
