"""Published exercises with softmax, cross-entropies, a mean over outputs, no or fixed biases: their printed numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from tutor.network.architecture import Network
from tutor.network.layered_trace import LayeredTrace, trace


@dataclass(frozen=True)
class Published:
    """An exercise and the numbers its source prints; `delta w` is a step, `name@point` a value at a data point."""

    id: str
    network: Network
    x: Sequence[Sequence[str]]
    y: Sequence[Sequence[str]]
    theta: Sequence[str]
    rate: str
    parameters: int
    numbers: Mapping[str, str]
    off: Mapping[str, str] = field(default_factory=dict)
    """What comes out where the source prints another number, and why that is so."""


PUBLISHED = (
    Published(  # Matt Mazur, "A Step by Step Backpropagation Example", 2015
        "mazur",
        Network((2, 2, 2), ("sigmoid",) * 2, "half-sum-of-squares", bias="shared", fixed=frozenset({"b1", "b2"})),
        [["0.05", "0.10"]],
        [["0.01", "0.99"]],
        ["0.15", "0.20", "0.25", "0.30", "0.35", "0.40", "0.45", "0.50", "0.55", "0.60"],
        "0.5",
        8,
        {
            "a1[1]@1": "0.593269992",
            "a1[2]@1": "0.596884378",
            "a2[1]@1": "0.75136507",
            "a2[2]@1": "0.772928465",
            "z1[1]@1": "0.3775",
            "z2[1]@1": "1.105905967",
            "C": "0.298371109",
            "dC/dw2[1,1]": "0.082167041",
            "dC/dw1[1,1]": "0.000438568",
            "dC/da1[1]@1": "0.036350306",
            "w2[1,1]'": "0.35891648",
            "w2[1,2]'": "0.408666186",
            "w2[2,1]'": "0.511301270",
            "w2[2,2]'": "0.561370121",
            "w1[1,1]'": "0.149780716",
            "w1[1,2]'": "0.19956143",
            "w1[2,1]'": "0.24975114",
            "w1[2,2]'": "0.29950229",
            "b1'": "0.35",
            "b2'": "0.60",
            "after": "0.291027924",
        },
        {"after": "0.291027774"},  # the source goes on with weights of its program, and differs in the seventh digit
    ),
    Published(  # wikidocs.net/37406
        "wikidocs-37406",
        Network((2, 2, 2), ("sigmoid",) * 2, "half-sum-of-squares", bias="none"),
        [["0.1", "0.2"]],
        [["0.4", "0.6"]],
        ["0.3", "0.25", "0.4", "0.35", "0.45", "0.4", "0.7", "0.6"],
        "0.5",
        8,
        {
            "C": "0.02397190",
            "dC/dw2[1,1]": "0.02592286",
            "dC/da1[1]@1": "0.03240681",
            "dC/dw1[1,1]": "0.00080888",
            "w2[1,1]'": "0.43703857",
            "w2[1,2]'": "0.38685205",
            "w2[2,1]'": "0.69629578",
            "w2[2,2]'": "0.59624247",
            "w1[1,1]'": "0.29959556",
            "w1[1,2]'": "0.24919112",
            "w1[2,1]'": "0.39964496",
            "w1[2,2]'": "0.34928991",
            "after": "0.02323634",
        },
    ),
    Published(  # Udacity, the quiz on backpropagation
        "udacity",
        Network((3, 2, 1), ("sigmoid",) * 2, "half-sum-of-squares", bias="none"),
        [["0.5", "0.1", "-0.2"]],
        [["0.6"]],
        ["0.5", "0.1", "0.1", "-0.6", "-0.2", "0.7", "0.1", "-0.3"],
        "0.5",
        8,
        {
            "delta w2[1,1]": "0.00804047",
            "delta w2[1,2]": "0.00555918",
            "delta w1[1,1]": "0.000177005547",
            "delta w1[2,1]": "-0.000511178506",
            "delta w1[1,2]": "0.0000354011093",
            "delta w1[2,2]": "-0.000102235701",
            "delta w1[1,3]": "-0.0000708022187",
            "delta w1[2,3]": "0.000204471402",
        },
    ),
    Published(  # hmkcode.github.io, "Backpropagation Step by Step"
        "hmkcode",
        Network((2, 2, 1), ("identity",) * 2, "half-sum-of-squares", bias="none"),
        [["2", "3"]],
        [["1"]],
        ["0.11", "0.21", "0.12", "0.08", "0.14", "0.15"],
        "0.05",
        6,
        {
            "a1[1]@1": "0.85",
            "a1[2]@1": "0.48",
            "a2@1": "0.191",
            "C": "0.327",
            "dC/da2@1": "-0.809",
            "w2[1,1]'": "0.17",
            "w2[1,2]'": "0.17",
            "w1[1,1]'": "0.12",
            "w1[1,2]'": "0.23",
            "w1[2,1]'": "0.13",
            "w1[2,2]'": "0.10",
        },
    ),
    Published(  # book-ai.org, chapter 8.3: the squares' mean over four outputs
        "book-ai",
        Network((4, 1, 4), ("relu", "identity"), "mean-of-squares-over-outputs"),
        [["1", "0", "1", "1"]],
        [["1", "1", "0", "1"]],
        ["0.1", "-0.2", "0.5", "-0.1", "0", "0.2", "-0.4", "0.1", "-0.5", "0", "0.1", "-0.1", "0"],
        "0.1",
        13,
        {
            "dC/dw2[1,1]": "-0.2250",
            "dC/dw2[2,1]": "-0.2750",
            "dC/dw2[3,1]": "-0.0125",
            "dC/dw2[4,1]": "-0.3125",
            "dC/db2[1]": "-0.4500",
            "dC/db2[2]": "-0.5500",
            "dC/db2[3]": "-0.0250",
            "dC/db2[4]": "-0.6250",
            "dC/dw1[1,1]": "0.4400",
            "dC/dw1[1,2]": "0.0000",
            "dC/dw1[1,3]": "0.4400",
            "dC/dw1[1,4]": "0.4400",
            "w2[1,1]'": "0.2225",
            "w2[2,1]'": "-0.3725",
            "w2[3,1]'": "0.10125",
            "w2[4,1]'": "-0.46875",
            "b2[1]'": "0.0450",
            "b2[2]'": "0.1550",
            "b2[3]'": "-0.0975",
            "b2[4]'": "0.0625",
            "w1[1,1]'": "0.0560",
            "w1[1,3]'": "0.4560",
            "w1[1,4]'": "-0.1440",
        },
    ),
    Published(  # surafelml.github.io, "MLP backpropagation, numerical"
        "surafel-bce",
        Network((2, 2, 1), ("sigmoid",) * 2, "binary-cross-entropy"),
        [["1", "0"]],
        [["1"]],
        ["0.1", "0.2", "0.3", "0.4", "0", "0", "0.5", "0.6", "0"],
        "0.1",
        9,
        {
            "z1[1]@1": "0.1",
            "z1[2]@1": "0.3",
            "a1[1]@1": "0.525",
            "a1[2]@1": "0.5744",
            "z2@1": "0.6072",
            "a2@1": "0.6473",
            "C": "0.435",
            "dC/dz2@1": "-0.3527",
            "dC/dw2[1,1]": "-0.1852",
            "dC/dw2[1,2]": "-0.2026",
        },
    ),
    Published(  # Coursera, machine learning, exercise 4: the forum's test case
        "ex4-test-case",
        Network((2, 2, 4), ("sigmoid",) * 2, "mean-binary-cross-entropy"),
        [
            ["0.540302305868", "-0.416146836547"],
            ["-0.989992496600", "-0.653643620864"],
            ["0.283662185463", "0.960170286650"],
        ],
        [["0", "0", "0", "1"], ["0", "1", "0", "0"], ["0", "0", "1", "0"]],
        [
            *("0.3", "0.5", "0.4", "0.6", "0.1", "0.2"),
            *("1.1", "1.5", "1.2", "1.6", "1.3", "1.7", "1.4", "1.8", "0.7", "0.8", "0.9", "1.0"),
        ],
        "1",
        18,
        {
            "C": "7.4070",
            "dC/db1[1]": "0.766138",
            "dC/db1[2]": "0.979897",
            "dC/dw1[1,1]": "-0.027540",
            "dC/dw1[2,1]": "-0.035844",
            "dC/dw1[1,2]": "-0.024929",
            "dC/dw1[2,2]": "-0.053862",
            "dC/db2[1]": "0.883417",
            "dC/db2[2]": "0.568762",
            "dC/db2[3]": "0.584668",
            "dC/db2[4]": "0.598139",
            "dC/dw2[1,1]": "0.459314",
            "dC/dw2[2,1]": "0.344618",
            "dC/dw2[3,1]": "0.256313",
            "dC/dw2[4,1]": "0.311885",
            "dC/dw2[1,2]": "0.478337",
            "dC/dw2[2,2]": "0.368920",
            "dC/dw2[3,2]": "0.259771",
            "dC/dw2[4,2]": "0.322331",
        },
    ),
    Published(  # CS231n, assignment 1, "two-layer backprop math" by g-eoj
        "cs231n-two-layer",
        Network((2, 2, 3), ("relu", "softmax"), "cross-entropy"),
        [["16", "-6"]],
        [["0", "0", "1"]],
        [
            *("0.18", "0.1", "0.04", "0.22", "0", "0"),
            *("0.19", "-0.02", "-0.1", "-0.01", "0.1", "0.04", "0", "0", "0"),
        ],
        "0.1",
        15,
        {
            "z1[1]@1": "2.28",
            "z1[2]@1": "-0.68",
            "z2[1]@1": "0.4332",
            "z2[2]@1": "-0.228",
            "z2[3]@1": "0.228",
            "C": "1.051375468504",
            "dC/dz2[1]@1": "0.429052723714",
            "dC/dz2[2]@1": "0.221490524653",
            "dC/dz2[3]@1": "-0.650543248367",
            "dC/dw2[1,1]": "0.978240210068",
            "dC/dw2[2,1]": "0.504998396209",
            "dC/dw2[3,1]": "-1.483238606277",
        },
        {"dC/dw2[1,1]": "0.978240210069", "dC/dw2[2,1]": "0.504998396208"},  # the last of twelve digits
    ),
    Published(  # MihirSaiDudekula, VIsem_Labs, DLP2
        "softmax-regression",
        Network((2, 3), ("softmax",), "cross-entropy", bias="none"),
        [["1", "2"]],
        [["0", "1", "0"]],
        ["0.2", "-0.5", "-0.3", "0.7", "0.5", "-0.2"],
        "0.1",
        6,
        {
            "z1[1]@1": "-0.8",
            "z1[2]@1": "1.1",
            "z1[3]@1": "0.1",
            "a1[1]@1": "0.098",
            "a1[2]@1": "0.659",
            "a1[3]@1": "0.242",
            "C": "0.417",
            "dC/dw1[1,1]": "0.098",
            "dC/dw1[2,1]": "-0.341",
            "dC/dw1[3,1]": "0.242",
        },
        {"a1[1]@1": "0.099", "dC/dw1[1,1]": "0.099"},  # cut off in the source, not rounded
    ),
)


def value(found: LayeredTrace, name: str) -> float:
    if name == "after":
        return float(found.after.cost)
    if name.startswith("delta "):
        parameter = name.removeprefix("delta ")
        return float(found.updated[parameter] - found.theta[parameter])
    quantity, at, point = name.partition("@")
    return float(found.at(quantity, int(point)) if at else found[quantity])


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.id)
def test_the_printed_numbers_come_out(published: Published) -> None:
    x, y = ([[Fraction(entry) for entry in row] for row in rows] for rows in (published.x, published.y))
    found = trace(published.network, x, y, list(map(Fraction, published.theta)), Fraction(published.rate))
    assert len(published.network.learned) == published.parameters
    off = {}
    for name, printed in published.numbers.items():
        digits = len(printed.partition(".")[2])
        if abs(value(found, name) - float(printed)) > 0.5000001 * 10.0**-digits:
            off[name] = f"{value(found, name):.{digits}f}"
    assert off == published.off
