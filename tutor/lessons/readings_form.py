"""Readings as JSON and back: tuples with names as lists that begin with their class, all else as it is."""

from typing import Any

from tutor.lessons import blocks, nodes

_CLASSES: dict[str, Any] = {
    made.__name__: made
    for made in (
        *(blocks.Text, blocks.Math, blocks.Link, blocks.Heading, blocks.Paragraph, blocks.Formula, blocks.Listing),
        *(blocks.Note, blocks.Quote, blocks.Table, blocks.Code, blocks.Rule),
        *(nodes.Scalar, nodes.Items, nodes.Members),
    )
}
_TUPLE = ""


def written(reading: object) -> Any:
    """A reading in the form that JSON has. Raises TypeError for what is none."""
    if reading is None or isinstance(reading, str | int):
        return reading
    if isinstance(reading, tuple):
        name = type(reading).__name__ if hasattr(reading, "_fields") else _TUPLE
        return [name, *map(written, reading)]
    raise TypeError(type(reading).__name__)


def read(form: Any) -> Any:
    """The reading of a form. Raises TypeError and KeyError for what is none."""
    if not isinstance(form, list):
        return form
    name, *parts = form
    values = map(read, parts)
    return tuple(values) if name == _TUPLE else _CLASSES[name](*values)
