"""A row or a column of a matrix of weights: `W2[1,:]`, `dW[:, 2]`, as programs write it."""

import re

from tutor.sheet.slope_names import Found
from tutor.sheet.terms import Group

_SLICE = re.compile(r"[\[(]\s*(?:(?P<row>[1-9])\s*,\s*:|:\s*,\s*(?P<column>[1-9]))\s*[\])]")


def sliced(text: str, found: Found) -> Found:
    """The part of what was found that stands in brackets behind it, counted from 1; all of it where none does."""
    layer, end = found
    cut = _SLICE.match(text, end) if isinstance(layer, Group) and "," in layer.names[0] else None
    if cut is None or not isinstance(layer, Group) or layer.shape is None:
        return found
    rows, columns = layer.shape
    at = int(cut["row"] or cut["column"]) - 1
    if at >= (rows if cut["row"] else columns):
        return found
    names = layer.names[at * columns : (at + 1) * columns] if cut["row"] else layer.names[at::columns]
    place = f"{at + 1},:" if cut["row"] else f":,{at + 1}"
    return Group(f"{layer.label}_{{{place}}}", names, (len(names), 1)), cut.end()
