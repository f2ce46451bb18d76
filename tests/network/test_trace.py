"""The trace: names, exact numbers, each point's terms, the paths and their factors, and what the step did."""

import json
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest
from tutor.network.architecture import Network
from tutor.network.graph import dependencies
from tutor.network.layered_graph import graph_of
from tutor.network.layered_trace import LayeredTrace, trace
from tutor.network.paths import PATH_LIMIT, path_count, paths

from tests.support.descending import descend

from .network_kit import Array, draw

TENTH = Fraction(1, 10)
CHAIN = Network((1, 1, 1, 1), ("relu",) * 3)
WIDE = Network((1, 2, 1), ("relu",) * 2)


def chain() -> LayeredTrace:
    return trace(CHAIN, [[1], [4], [7], [10]], [[2], [-6], [3], [1]], [1] * 6, TENTH)


def wide() -> LayeredTrace:
    return trace(WIDE, [[1], [4]], [[2], [-6]], [1] * 7, TENTH)


def quarters(numbers: Array) -> Any:
    """Numbers rounded to quarters, as Fractions in nested lists."""
    rounded = np.vectorize(lambda number: Fraction(round(4 * number), 4), otypes=[object])(numbers)
    return rounded.tolist()


def exact(*numbers: str) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


def test_key_of_4_1_is_exact() -> None:
    found = chain()
    assert found.exact
    assert found.points == 4
    assert found.cost == found["C"] == 366
    assert list(found.gradient) == list(found.theta) == list(found.updated) == ["w1", "b1", "w2", "b2", "w3", "b3"]
    assert list(found.gradient.values()) == [446, 68, 514, 68, 582, 68]
    assert list(found.updated.values()) == exact("-43.6", "-5.8", "-50.4", "-5.8", "-57.2", "-5.8")
    assert [found.at("a3", i) for i in (1, 2, 3, 4)] == [4, 7, 10, 13]
    assert [found.at("r", i) for i in (1, 2, 3, 4)] == [2, 13, 7, 12]
    assert found["w3'"] == Fraction("-57.2")
    assert found["eta"] == found.learning_rate == TENTH
    assert found["dC/dw2"] == 514
    after = found.after
    assert (after.cost, after.gradient_is_zero) == (50, True)
    assert (after.alive_before, after.alive_after, after.units) == (3, 0, 3)
    numbers = [found[name] for name in found.names()]
    numbers += [found.at(name, i) for name in found.point_names() for i in (1, 2, 3, 4)]
    assert {type(number) for number in numbers} == {Fraction}


def test_key_of_4_2_is_exact() -> None:
    found = wide()
    assert found.cost == 298
    assert [found.at("r", i) for i in (1, 2)] == [3, 17]
    assert list(found.gradient) == ["w1[1,1]", "w1[2,1]", "b1[1]", "b1[2]", "w2[1,1]", "w2[1,2]", "b2"]
    assert list(found.gradient.values()) == [142, 142, 40, 40, 182, 182, 40]
    assert list(found.updated.values()) == exact("-13.2", "-13.2", "-3", "-3", "-17.2", "-17.2", "-3")
    assert (found.after.cost, found.after.gradient_is_zero, found.after.alive_after) == (40, True, 0)


def test_names() -> None:
    assert chain().names() == (
        *("C", "eta", "w1", "b1", "w2", "b2", "w3", "b3"),
        *("dC/dw1", "dC/db1", "dC/dw2", "dC/db2", "dC/dw3", "dC/db3"),
        *("w1'", "b1'", "w2'", "b2'", "w3'", "b3'"),
    )
    assert wide().point_names() == (
        *("x", "y", "z1[1]", "z1[2]", "a1[1]", "a1[2]", "z2", "a2", "r"),
        *("dC/da2", "da2/dz2", "dC/dz2", "dC/da1[1]", "dC/da1[2]", "da1[1]/dz1[1]", "da1[2]/dz1[2]"),
        *("dC/dz1[1]", "dC/dz1[2]", "dC/dw1[1,1]", "dC/dw1[2,1]", "dC/db1[1]", "dC/db1[2]"),
        *("dC/dw2[1,1]", "dC/dw2[1,2]", "dC/db2"),
    )


def test_all_that_the_tree_names_is_in_the_trace() -> None:
    random = np.random.default_rng(4)
    for _ in range(30):
        network, theta, x, y = draw(random)
        found = trace(network, x.tolist(), y.tolist(), theta.tolist(), 0.1)
        for node, children in dependencies(graph_of(network)).items():
            for name in (node, *children):
                assert name in found.names() or name in found.point_names()


def test_unknown_names_and_points_are_errors() -> None:
    found = chain()
    for name in ("z4", "w1[1,1]", "C", "dC/dx[1]"):
        with pytest.raises(KeyError):
            found.at(name, 1)
    for point in (0, -1, 5):
        with pytest.raises(IndexError):
            found.at("z1", point)
    with pytest.raises(KeyError):
        found["z1"]
    with pytest.raises(KeyError):
        found.paths("w4")


def test_the_path_of_a_deep_weight() -> None:
    found = chain()
    (path,) = found.paths("w1")
    assert [(factor.name, factor.kind) for factor in path] == [
        ("dC/da3", "cost"),
        ("da3/dz3", "gate"),
        ("w3", "weight"),
        ("da2/dz2", "gate"),
        ("w2", "weight"),
        ("da1/dz1", "gate"),
        ("x", "input"),
    ]
    assert [found.factor(factor, 2) for factor in path] == [26, 1, 1, 1, 1, 1, 4]
    assert found.term(path, 2) == found.at("dC/dw1", 2) == 104
    (path,) = found.paths("b2")
    assert [factor.name for factor in path] == ["dC/da3", "da3/dz3", "w3", "da2/dz2", "1"]
    assert path[-1].kind == "one"
    (path,) = found.paths("w3")
    assert [factor.name for factor in path] == ["dC/da3", "da3/dz3", "a2"]


def test_paths_through_every_later_unit() -> None:
    network = Network((2, 2, 3, 2), ("relu",) * 3)
    found = paths(graph_of(network), "w1[2,1]")
    assert path_count(graph_of(network), "w1[2,1]") == len(found) == 6
    weights = [tuple(factor.name for factor in path if factor.kind == "weight") for path in found]
    assert weights == [(f"w3[{j},{k}]", f"w2[{k},2]") for j, k in product((1, 2), (1, 2, 3))]
    assert {path[-1].name for path in found} == {"x[1]"}
    assert path_count(graph_of(network), "b3[1]") == 1


def test_paths_are_listed_up_to_a_limit() -> None:
    network = Network((1, 9, 9, 9, 9, 1), ("relu",) * 5)
    assert path_count(graph_of(network), "b1[1]") == 9**3
    assert len(paths(graph_of(network), "b1[1]")) == PATH_LIMIT
    assert len(paths(graph_of(network), "b1[1]", 5)) == 5
    assert len(paths(graph_of(network), "b1[1]", None)) == 9**3
    huge = Network((1, *(50,) * 6, 1), ("relu",) * 7)
    assert path_count(graph_of(huge), "b1[1]") == 50**5
    assert len(paths(graph_of(huge), "b1[1]")) == PATH_LIMIT


def test_the_products_along_the_paths_add_up_to_each_term_and_the_terms_to_the_partial() -> None:
    random = np.random.default_rng(6)
    for exactly in (True, False) * 15:
        network, theta, x, y = draw(random, *((("relu", "identity"),) if exactly else ()))
        given = [quarters(array) if exactly else array.tolist() for array in (x, y, theta)]
        eta: Any = TENTH if exactly else 0.1
        found = trace(network, given[0], given[1], given[2], eta)
        assert found.exact == exactly
        points = range(1, found.points + 1)
        for name, partial in found.gradient.items():
            along = found.paths(name, None)
            assert len(along) == path_count(found.graph, name)
            for i in points:
                term = sum(found.term(path, i) for path in along)
                assert term == pytest.approx(found.at(f"dC/d{name}", i), abs=0 if exactly else 1e-10)
            assert sum(found.at(f"dC/d{name}", i) for i in points) == pytest.approx(
                partial, abs=0 if exactly else 1e-10
            )


def test_forward_values_follow_the_tree() -> None:
    random = np.random.default_rng(8)
    for _ in range(20):
        network, _, _, _ = draw(random, ("relu", "identity"))
        x, y = (random.integers(-3, 4, (2, width)).tolist() for width in (network.widths[0], network.widths[-1]))
        found = trace(network, x, y, random.integers(-3, 4, network.parameter_count).tolist(), TENTH)
        tree = dependencies(graph_of(network))
        for i in (1, 2):
            for node, children in tree.items():
                if node == "C":
                    continue
                values = [found.theta[child] if child in found.theta else found.at(child, i) for child in children]
                if node.startswith("z"):
                    pairs = zip(values[:-1:2], values[1:-1:2], strict=True)
                    assert found.at(node, i) == sum(prod(pair) for pair in pairs) + values[-1]
                elif node.startswith("a"):
                    kind = network.activations[int(node[1]) - 1]
                    assert found.at(node, i) == (max(values[0], 0) if kind == "relu" else values[0])


def test_floats_where_a_number_or_an_activation_is_not_exact() -> None:
    one = [[1]], [[2]]
    sigmoid = trace(Network((1, 1), ("sigmoid",)), *one, [1, 1], TENTH)
    given_float = trace(Network((1, 1), ("relu",)), *one, [1.0, 1], TENTH)
    rate = trace(Network((1, 1), ("relu",)), *one, [1, 1], 0.1)
    for found in (sigmoid, given_float, rate):
        assert not found.exact
        assert {type(found[name]) for name in found.names()} == {float}
        assert {type(found.at(name, 1)) for name in found.point_names()} == {float}
        assert type(found.after.cost) is float


def test_agrees_with_the_fast_engine() -> None:
    random = np.random.default_rng(9)
    for _ in range(40):
        network, theta, x, y = draw(random)
        found = trace(network, x.tolist(), y.tolist(), theta.tolist(), 0.1)
        C, slope, moved, _ = descend(network, theta, x, y, 0.1)
        assert found.cost == C
        np.testing.assert_array_equal(list(found.gradient.values()), slope)
        np.testing.assert_array_equal(list(found.updated.values()), moved)


def test_thirds_stay_thirds() -> None:
    third = Fraction(1, 3)
    found = trace(
        Network((1, 1), ("identity",), "mean-of-squares"), [[1], [2], [4]], [[0], [0], [0]], [third, 0], third
    )
    assert found.cost == Fraction(7, 9)
    assert found.gradient == {"w1": Fraction(14, 3), "b1": Fraction(14, 9)}
    assert found["w1'"] == Fraction(-11, 9)
    assert found.at("dC/dw1", 3) == Fraction(32, 9)


def test_alive_units_are_counted() -> None:
    network = Network((1, 3, 1), ("relu", "sigmoid"))
    found = trace(network, [[1.0], [-1.0]], [[0.0], [0.0]], [1, 1, 0, 0, -3, -1, 1, 1, 1, 0], 0.5)
    assert (found.after.alive_before, found.after.units) == (2, 4)
    at_the_kink = trace(Network((1, 1), ("relu",)), [[1]], [[1]], [0, 0], TENTH)
    assert (at_the_kink.after.alive_before, at_the_kink.after.gradient_is_zero) == (0, True)
    assert at_the_kink.at("da1/dz1", 1) == 0


def test_numbers_too_large_are_infinite_without_a_warning() -> None:
    found = trace(Network((1, 1, 1), ("identity",) * 2), [[1e200]], [[0.0]], [1e200, 0.0, 1.0, 0.0], 0.1)
    assert found.at("a2", 1) == found.cost == float("inf")
    assert not found.after.gradient_is_zero


def test_json_is_plain() -> None:
    for found in (chain(), wide()):
        plain = json.loads(json.dumps(found.as_json(), allow_nan=False))
        assert plain["totals"]["C"] == found.cost
        assert plain["at"][1]["r"] == found.at("r", 2)
        assert plain["after"]["alive_after"] == 0
    assert plain["paths"]["w1[2,1]"] == [["dC/da2", "da2/dz2", "w2[1,2]", "da1[2]/dz1[2]", "x"]]


@pytest.mark.parametrize(
    ("x", "y", "theta"),
    [([[1, 2]], [[1]], [1] * 6), ([[1]], [[1]], [1] * 5), ([1], [1], [1] * 6), ([[1], [2]], [[1]], [1] * 6)],
)
def test_wrong_sizes_are_said(x: Any, y: Any, theta: Any) -> None:
    with pytest.raises(ValueError, match="shape"):
        trace(CHAIN, x, y, theta, TENTH)


def test_ragged_data_are_an_error() -> None:
    with pytest.raises(ValueError):
        trace(CHAIN, [[1], [2, 3]], [[1], [2]], [1] * 6, TENTH)
