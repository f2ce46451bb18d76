"""What a page of working has said so far: what the next line is read and marked by."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from tutor.network.products import Array
from tutor.sheet.terms import Term, Vector


class Page(NamedTuple):
    """The state of a page after some lines. A value: the page before a line stays as it was."""

    letters: Mapping[str, Term] = {}
    """The learner's own letters, with what they stand for."""
    called: frozenset[str] = frozenset()
    """Those that were worked out to be quantities; they may still come to something else later."""
    own: Mapping[str, Array] = {}
    """What was found wrongly, by name, (S, m) with NaN wherever nothing wrong was found."""
    point: int | None = None
    """The data point that a heading has named."""
    block: frozenset[int] | None = None
    """The data points that the lines since one can have been about."""
    in_block: frozenset[str] = frozenset()
    """The quantities of which a number was said since."""
    stated: Mapping[str, frozenset[int]] = {}
    """The data points for which a number of a quantity stands on the page."""
    known: frozenset[tuple[str, int | None]] = frozenset()
    """The quantities whose right numbers stand on the page, each with the data point; None for all of them."""
    last: Term | None = None
    """The last side of the last line, from which a line that begins with a sign of equality goes on."""
    last_quantity: Term | None = None
    last_holds: bool = False
    """Whether the last line was right, if only at these numbers."""
    is_open: bool = False
    """Whether the last line ends with a sign of equality, so that the next goes on."""
    columns: tuple[str, ...] = ()
    """What heads the columns of the table that the last line belongs to."""
    layout: str = ""
    """How matrices are laid out, once a line has told."""

    counts_units: bool = False
    """Whether numbers behind letters count the units of a layer, as a line has told: z2 is the second of them."""

    counts_input: bool = False
    """Whether the input is the first layer, as a line has told."""
    a_is_z: bool = False
    """Whether a stands for what goes into units and z for what comes out, as a line has told."""
    y_is_output: bool = False
    """Whether y is the output, beside a target t, as a line has told."""
    from_to: bool = False
    """Whether the first index of a weight is that of the unit it comes from, as a line has told."""
    numbers: Mapping[str, Mapping[int, Term]] = {}
    """The numbers that the learner's own letters were said to be, each at its data point."""
    summed: str = ""
    """What the lines since one, each of a data point, are parts of, as it was written."""
    deltas_of_each: bool = False
    """Whether δ and dz are of each data point's own cost, and not of its share in the mean, as a line has told."""

    def with_own(self, name: str, value: Array) -> "Page":
        """The page with something wrong found; what was found of other points stays."""
        before = self.own.get(name)
        if before is not None:
            value = np.where(np.isnan(value), before, value)
        return self._replace(own={**self.own, name: value})

    def with_found(self, values: Mapping[str, Array], shape: tuple[int, int], point: int | None) -> "Page":
        """The page with values (S or 1, m or 1) found wrongly, of one data point (from 1) or of all.

        `shape` is (S, m), or (S, 1) of what is one for all points; what does not fit in it is passed over.
        """
        page = self
        size, width = shape
        columns = slice(None) if point is None or width == 1 else slice(point - 1, point)
        for name, value in values.items():
            if value.shape[-1] not in (1, width) or len(value) > size:
                continue
            array: Array = np.full(shape, np.nan)
            array[: len(value), columns] = value[:, columns] if value.shape[-1] == width > 1 else value
            page = page.with_own(name, array)
        return page

    def without_own(self, name: str, points: frozenset[int] | None) -> "Page":
        """The page with something wrong put right, at some points (from 1) or at all."""
        if name not in self.own:
            return self
        value = self.own[name].copy()
        if points is None:
            value[:] = np.nan
        else:
            value[:, [point - 1 for point in points]] = np.nan
        own = {other: kept for other, kept in self.own.items() if other != name}
        return self._replace(own=own if np.isnan(value).all() else {**own, name: value})

    def lists(self, points: int) -> Mapping[str, Term]:
        """The learner's own letters whose number at each data point was said, as these."""
        every = range(1, points + 1) if points > 1 else ()
        return {
            letter: Vector(tuple(of_letter[point] for point in every))
            for letter, of_letter in self.numbers.items()
            if every and all(point in of_letter for point in every)
        }
