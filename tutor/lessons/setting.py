"""The numbers of a problem in its front matter: network, data, θ, learning rate, each checked against the others."""

from fractions import Fraction

from tutor.lessons.front_matter import Field
from tutor.lessons.problem import Point
from tutor.network.architecture import ACTIVATIONS, COSTS, Network

# What a person can work by hand, with room to spare; a stranger's file can't ask for more.
MOST_LAYERS, MOST_UNITS, MOST_PARAMETERS, MOST_POINTS = 12, 24, 300, 64


def read_network(field: Field, cost: Field | None) -> Network:
    """The network of `{widths: […], activation: …}`, with the cost beside it."""
    members = field.members(("widths", "activation"))
    widths_field, activation = members["widths"], members["activation"]
    widths = tuple(item.whole(1, MOST_UNITS) for item in widths_field.list())
    if not 2 <= len(widths) <= MOST_LAYERS + 1:
        raise widths_field.error("widths_count", low="2", high=str(MOST_LAYERS + 1))
    depth = len(widths) - 1
    if activation.is_list:
        activations = tuple(item.choice(ACTIVATIONS) for item in activation.list())
        if len(activations) != depth:
            raise activation.error("activation_count", found=str(len(activations)), expected=str(depth))
    else:
        activations = (activation.choice(ACTIVATIONS),) * depth
    network = Network(widths, activations, cost.choice(COSTS) if cost else COSTS[0])
    if network.parameter_count > MOST_PARAMETERS:
        raise widths_field.error("too_many_parameters", found=str(network.parameter_count), high=str(MOST_PARAMETERS))
    return network


def read_data(field: Field, network: Network) -> tuple[Point, ...]:
    """The data points of `[[x, y], …]`; an x or y with several components is a list."""
    points = field.list()
    if not 1 <= len(points) <= MOST_POINTS:
        raise field.error("points_count", found=str(len(points)), high=str(MOST_POINTS))
    return tuple(_point(point, network) for point in points)


def _point(field: Field, network: Network) -> Point:
    pair = field.list()
    if len(pair) != 2:
        raise field.error("not_a_point")
    x, y = (_vector(part) for part in pair)
    for vector, width, letter in ((x, network.widths[0], "x"), (y, network.widths[-1], "y")):
        if len(vector) != width:
            raise field.error("point_width", letter=letter, found=str(len(vector)), expected=str(width))
    return x, y


def _vector(field: Field) -> tuple[Fraction, ...]:
    return tuple(item.number() for item in field.list()) if field.is_list else (field.number(),)


def read_theta(field: Field | None, network: Network) -> tuple[Fraction, ...]:
    """θ as `ones` or as `{w1: …, b1: …}`: a number, a list, or a list of rows for each."""
    if field is None or not field.is_mapping:
        if field is not None:
            field.choice(("ones",))
        return (Fraction(1),) * network.parameter_count
    names = tuple(f"{letter}{layer}" for layer in range(1, network.depth + 1) for letter in "wb")
    members = field.members(names)
    theta: list[Fraction] = []
    for layer in range(1, network.depth + 1):
        rows, columns = network.widths[layer], network.widths[layer - 1]
        theta += _entries(members[f"w{layer}"], rows, columns)
        theta += _entries(members[f"b{layer}"], rows, 1)
    return tuple(theta)


def _entries(field: Field, rows: int, columns: int) -> list[Fraction]:
    """A matrix row by row. A single row or column may be a plain list, a single entry a plain number."""
    if not field.is_list:
        table = [[field.number()]]
    else:
        items = field.list()
        if any(item.is_list for item in items):
            table = [[entry.number() for entry in item.list()] for item in items]
        else:
            entries = [item.number() for item in items]
            table = [entries] if rows == 1 else [[entry] for entry in entries]
    if len(table) != rows or any(len(row) != columns for row in table):
        found = f"{len(table)}×{max(map(len, table), default=0)}"
        raise field.error("wrong_shape", found=found, expected=f"{rows}×{columns}")
    return [entry for row in table for entry in row]
