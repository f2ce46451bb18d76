"""Several values at once: a vector, a matrix, nested lists, or assignments to names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tutor.answers.brackets import SEPARATORS, Layout, Span
from tutor.answers.expression import read_expression
from tutor.answers.labels import parameter
from tutor.answers.quantity import Quantity

MAX_VALUES = 320

_WHOLE = frozenset({"θ", "θ'", "∇C"})


@dataclass(frozen=True, slots=True)
class Values:
    """What was read: `rows` of values, innermost lists first to last, or values `assigned` to parameters by name.

    `label` is what a whole vector was said to be: θ, θ' or ∇C. An assigned value keeps the label that it was typed with
    (`dC/dw1`) in its own `label`.
    """

    rows: tuple[tuple[Quantity, ...], ...] = ()
    assigned: Mapping[str, Quantity] = field(default_factory=dict)
    label: str | None = None

    @property
    def flat(self) -> tuple[Quantity, ...]:
        """All values in the order they were typed."""
        return tuple(value for row in self.rows for value in row) or tuple(self.assigned.values())

    @property
    def shape(self) -> tuple[int, int] | None:
        """Rows and columns; None if the rows differ in length or values were assigned."""
        lengths = {len(row) for row in self.rows}
        return (len(self.rows), lengths.pop()) if len(lengths) == 1 else None

    @property
    def shown(self) -> str:
        """How it was read: `(446, 68)`, `[[1, 2], [3, 4]]`, `w1 = 446, b1 = 68`."""
        if self.assigned:
            return ", ".join(f"{name} = {value.shown}" for name, value in self.assigned.items())
        rows = [", ".join(value.shown for value in row) for row in self.rows]
        if len(rows) > 1:
            return "[" + ", ".join(f"[{row}]" for row in rows) + "]"
        return f"({rows[0]})" if len(self.rows[0]) > 1 else rows[0]


def values(layout: Layout) -> Values:
    """The values of the whole text. Raises Unreadable."""
    return Values(_rows(layout, (0, len(layout.tokens))))


def assignments(layout: Layout, names: Collection[str]) -> Values:
    """The values of `w1 = 446, b1 = 68`, or of a whole `θ' = (…)`. Raises Unreadable."""
    tokens = layout.tokens
    start, stop = layout.inside((0, len(tokens))) or (0, len(tokens))
    labels = [index for index in range(start, stop) if tokens[index].kind == "label"]
    if labels[0] != start:
        raise layout.typed.unreadable("missing_name", tokens[start].start, tokens[start].end)
    if len(labels) == 1 and tokens[start].text in _WHOLE:
        return Values(_rows(layout, (start + 1, stop)), label=tokens[start].text)
    assigned: dict[str, Quantity] = {}
    for index, following in zip(labels, [*labels[1:], stop], strict=True):
        after = following
        while after - 1 > index and tokens[after - 1].kind in SEPARATORS:
            after -= 1
        label = tokens[index]
        for name, quantity in _assigned(layout, index, after, names).items():
            if name in assigned:
                raise layout.typed.unreadable("assigned_twice", label.start, found=name)
            assigned[name] = quantity._replace(label=label.text)
    return Values(assigned=assigned)


def _assigned(layout: Layout, index: int, stop: int, names: Collection[str]) -> dict[str, Quantity]:
    """What one label is given: a value, or for `W1 = [[1, 2], [3, 4]]` one for each of its components."""
    label = layout.tokens[index]
    name = parameter(label.text)
    elements = [element for row in layout.rows((index + 1, stop)) for element in row]
    if len(elements) > 1:
        unnamed = layout.tokens[elements[1][0]]
        raise layout.typed.unreadable("missing_name", unnamed.start, unnamed.end)
    if not layout.holds_many((index + 1, stop)):
        return {name: read_expression(layout.typed, layout.tokens, index + 1, stop)}
    rows = _rows(layout, (index + 1, stop))
    given = tuple(value for row in rows for value in row)
    components = [component for component in names if component.startswith(name + "[")]
    expected = _shape(components)
    if len(given) != len(components) or (len(rows) > 1 < len(rows[0]) and "×" in expected and expected != _size(rows)):
        raise layout.typed.unreadable("wrong_count", label.start, found=name, expected=expected, given=_size(rows))
    return dict(zip(components, given, strict=True))


def _rows(layout: Layout, span: Span) -> tuple[tuple[Quantity, ...], ...]:
    rows: list[tuple[Quantity, ...]] = []
    _collect(layout, span, rows)
    if sum(map(len, rows)) > MAX_VALUES:
        raise layout.typed.unreadable("too_many_values", layout.tokens[span[0]].start, limit=MAX_VALUES)
    return tuple(rows)


def _collect(layout: Layout, span: Span, rows: list[tuple[Quantity, ...]]) -> None:
    """Add the innermost lists in `span`, one a row."""
    start = layout.tokens[max(span[0] - 1, 0)].start
    found = layout.rows(span)
    if not found:
        raise layout.typed.unreadable("missing_operand", start)
    for row in found:
        insides = [layout.inside(element) for element in row]
        if all(insides) or any(inside and layout.holds_many(inside) for inside in insides):
            for element, inside in zip(row, insides, strict=True):
                if inside:
                    _collect(layout, inside, rows)
                else:
                    rows.append(_read(layout, [element]))
        else:
            rows.append(_read(layout, row))
        if len(rows) > MAX_VALUES:
            raise layout.typed.unreadable("too_many_values", start, limit=MAX_VALUES)


def _read(layout: Layout, row: list[Span]) -> tuple[Quantity, ...]:
    if len(row) > MAX_VALUES:
        raise layout.typed.unreadable("too_many_values", layout.tokens[row[MAX_VALUES][0]].start, limit=MAX_VALUES)
    return tuple(read_expression(layout.typed, layout.tokens, *element) for element in row)


def _size(rows: tuple[tuple[Quantity, ...], ...]) -> str:
    shape = Values(rows).shape
    return f"{shape[0]}×{shape[1]}" if shape and min(shape) > 1 else str(sum(map(len, rows)))


def _shape(components: list[str]) -> str:
    """`2×3` for w1[1,1] … w1[2,3]; the number of components of a vector."""
    sizes = components[-1].partition("[")[2].rstrip("]").split(",") if components else []
    return "×".join(sizes) if len(sizes) == 2 and "1" not in sizes else str(len(components))
