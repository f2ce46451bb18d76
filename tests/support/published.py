"""Worked examples as teachers published them: problems that can be written down as they stand, and printed numbers.

Where a source's own number is a slip it is left out, and so is what is no field here.
"""

from dataclasses import dataclass

from tutor.lessons.problem import Problem

from .problems import make


@dataclass(frozen=True)
class Published:
    """A problem, and the answers as printed, in the order in which they were worked out."""

    name: str
    problem: Problem
    answers: dict[str, str]


PUBLISHED = (
    Published(
        "one sigmoid neuron",
        make((2, 1), "sigmoid", [((1, 2), 1)], ["0.5", "-0.4", "0.1"], "0.1", cost="half-sum-of-squares"),
        {
            "c/z1@1": "-0.2",
            "c/a1@1": "0.4502",
            "c": "0.1511",
            "d.w1[1,1]/dC/da1@1": "-0.5498",
            "d.w1[1,1]/da1/dz1@1": "0.2475",
            "d.w1[1,1]": "-0.1360",
            "d.w1[1,2]": "-0.2720",
            "d.b1": "-0.1360",
            "e.w1[1,1]": "0.5136",
            "e.w1[1,2]": "-0.3728",
            "e.b1": "0.1136",
        },
    ),
    Published(
        "relu and a linear output",
        make(
            (2, 2, 1),
            ("relu", "identity"),
            [((1, 2), 1)],
            ["0.3", "-0.1", "0.2", "0.4", "0", "0", "0.5", "-0.3", "0"],
            "0.1",
            cost="half-sum-of-squares",
        ),
        {
            "c/z1[1]@1": "0.1",
            "c/z1[2]@1": "1.0",
            "c/a2@1": "-0.25",
            "c": "0.78125",
            "d.w2[1,1]/dC/da2@1": "-1.25",
            "d.w2[1,1]": "-0.125",
            "d.w2[1,2]": "-1.25",
        },
    ),
    Published(
        "relu and a sigmoid output",
        make(
            (2, 2, 1),
            ("relu", "sigmoid"),
            [(("0.5", "0.8"), 1)],
            ["0.1", "0.2", "0.3", "0.4", "0.1", "0.1", "0.5", "0.6", "0.1"],
            "0.1",
            cost="half-sum-of-squares",
        ),
        {
            "c/z1[1]@1": "0.31",
            "c/z1[2]@1": "0.57",
            "c/z2@1": "0.597",
            "c/a2@1": "0.6449",
        },
    ),
    Published(
        "large inputs",
        make((3, 1), "sigmoid", [((3000, 6, 1), 0)], ["0.001", "0.01", "-0.005", "0.1"], "0.00001"),
        {
            "c/z1@1": "3.155",
            "c/a1@1": "0.9591",
            "c": "0.91988",
            "d.w1[1,1]/dC/da1@1": "1.9182",
            "d.w1[1,1]": "226.5",
            "d.w1[1,2]": "0.453",
        },
    ),
    Published(
        "two sigmoid layers",
        make(
            (2, 2, 2),
            "sigmoid",
            [(("0.05", "0.10"), ("0.01", "0.99"))],
            ["0.15", "0.20", "0.25", "0.30", "0.35", "0.35", "0.40", "0.45", "0.50", "0.55", "0.60", "0.60"],
            "0.5",
            cost="half-sum-of-squares",
        ),
        {
            "c/a1[1]@1": "0.593269992",
            "c/a1[2]@1": "0.596884378",
            "c/z1[1]@1": "0.3775",
            "c/z2[1]@1": "1.105905967",
            "c/a2[1]@1": "0.75136507",
            "c/a2[2]@1": "0.772928465",
            "c": "0.298371109",
            "d.w2[1,1]": "0.082167041",
            "d.w1[1,1]": "0.000438568",
            "e.w2[1,1]": "0.35891648",
            "e.w2[1,2]": "0.408666186",
            "e.w2[2,1]": "0.511301270",
            "e.w2[2,2]": "0.561370121",
            "e.w1[1,1]": "0.149780716",
            "e.w1[1,2]": "0.19956143",
            "e.w1[2,1]": "0.24975114",
            "e.w1[2,2]": "0.29950229",
        },
    ),
)
