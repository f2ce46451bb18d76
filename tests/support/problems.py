"""Problems for tests: written as a teacher writes them, made in a line, or drawn at random."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Point, Problem, Section, Wording
from tutor.network.architecture import Network
from tutor.network.graph import Graph

Entry = int | str | Fraction
Vector = Entry | Sequence[Entry]

ACTIVATIONS = ("relu", "sigmoid", "tanh", "identity")
SQUARES = ("sum-of-squares", "half-sum-of-squares", "mean-of-squares")

FRONT = {
    "id": '"9.1"',
    "lang": "en",
    "title": "A test",
    "network": "{widths: [1, 1, 1], activation: relu}",
    "data": "[[1, 2], [4, -6]]",
    "theta": "ones",
    "learning_rate": "0.1",
}


def problem_text(body: str = "Work it out.\n", **changed: str | None) -> str:
    """A problem file; None leaves a key of the front matter out."""
    front = {**FRONT, **changed}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items() if value is not None) + f"---\n{body}"


def make(
    widths: Sequence[int] = (1, 1, 1, 1),
    activation: str | Sequence[str] = "relu",
    data: Sequence[tuple[Vector, Vector]] = ((1, 2), (4, -6), (7, 3), (10, 1)),
    theta: Sequence[Entry] | Entry = 1,
    eta: Entry = "0.1",
    *,
    cost: str = "sum-of-squares",
    body: str = "",
    sections: dict[str, str] | None = None,
) -> Problem:
    """A problem without a file; by default that of 4.1."""
    depth = len(widths) - 1
    kinds = (activation,) * depth if isinstance(activation, str) else tuple(activation)
    network = Network(tuple(widths), kinds, cost)
    values = [theta] * network.parameter_count if isinstance(theta, int | str | Fraction) else theta
    return build(
        network, tuple((_vector(x), _vector(y)) for x, y in data), _vector(values), Fraction(eta), body, sections
    )


def build(
    network: Network | Graph,
    data: tuple[Point, ...],
    theta: tuple[Fraction, ...],
    eta: Fraction,
    body: str = "",
    sections: dict[str, str] | None = None,
) -> Problem:
    parts = {name: Section(text, 1, 1) for name, text in (sections or {}).items()}
    wording = Wording(Path("made.md"), "Made", Section(body, 1, 1), parts)
    return Problem("made", Path("made.md"), dict.fromkeys(LANGUAGES, wording), network, data, theta, eta)


def _vector(entries: Vector) -> tuple[Fraction, ...]:
    if isinstance(entries, int | str | Fraction):
        return (Fraction(entries),)
    return tuple(Fraction(entry) for entry in entries)


NUMBERS = st.one_of(
    st.integers(-4, 4).map(Fraction),
    st.integers(-40, 40).map(lambda n: Fraction(n, 10)),
    st.sampled_from([Fraction(1, 3), Fraction(-2, 7), Fraction(1, 2)]),
)
RATES = st.sampled_from([Fraction(1, 10), Fraction(1, 1000), Fraction(1), Fraction(1, 3)])


@st.composite
def problems(
    draw: st.DrawFn, activations: Sequence[str] = ACTIVATIONS, most_width: int = 3, most_depth: int = 3
) -> Problem:
    """Any network that can be worked by hand, mixed layers and vectors among them."""
    widths = tuple(draw(st.lists(st.integers(1, most_width), min_size=2, max_size=most_depth + 1)))
    kinds = tuple(draw(st.sampled_from(list(activations))) for _ in widths[1:])
    network = Network(widths, kinds, draw(st.sampled_from(SQUARES)))
    vectors = [st.lists(NUMBERS, min_size=n, max_size=n).map(tuple) for n in (widths[0], widths[-1])]
    data = tuple(draw(st.lists(st.tuples(*vectors), min_size=1, max_size=3)))
    count = network.parameter_count
    same = draw(st.booleans()) and draw(NUMBERS)
    theta = (same,) * count if isinstance(same, Fraction) else tuple(draw(NUMBERS) for _ in range(count))
    return build(network, data, theta, draw(RATES))
