"""Primers: their numbers show what they are about, follow from one another, and give nothing away."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import starmap
from math import isclose

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language
from tutor.lessons.primer import Primer, text_of
from tutor.lessons.primer_example import Example
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS, asked_stages
from tutor.lessons.words import read_words
from tutor.practice.skills import SKILLS
from tutor.session.naming import Naming
from tutor.session.primer_desk import PrimerDesk
from tutor.session.primers import primer_of

from tests.support.course import problem_of

from ..giving.numbers import beyond
from ..support.thorough import also

NETWORKS = ("4.1", "4.2", "mazur", "softmax-regression", "surafel-bce", "nnfs-neuron")
WALKED = ("4.1", "4.2", "mazur")
"""Those whose primers are walked through below."""
GRAPHS = ("cs231n-graph", "apples", "rnn-bptt")


def primer(name: str, problem: Problem, language: Language = "en") -> Primer:
    return Primer(name, problem, text_of(content_folder(), name, language))


def of_stages(problem: Problem) -> list[str]:
    return [primer_of(problem, stage) for stage in asked_stages(problem)]


def scalar_forward(problem: Problem, theta: dict[str, Fraction]) -> dict[str, Fraction]:
    """A network of single units with ReLU at its one data point, in a plain loop."""
    ((x,), (y,)) = problem.data[0]
    found: dict[str, Fraction] = {}
    a = x
    for layer in range(1, problem.network.depth + 1):
        z = theta[f"w{layer}"] * a + theta[f"b{layer}"]
        a = max(z, Fraction(0))
        found |= {f"z{layer}": z, f"a{layer}": a}
    return found | {"C": (a - y) ** 2}


@pytest.mark.parametrize("name", ["tree", "cost", "gradient", "update"])
def test_what_is_right_follows_from_the_numbers(name: str) -> None:
    one = primer(name, problem_of("4.1"))
    example = one.example
    parameters = [p.name for p in example.problem.network.parameters]
    before, after = (
        scalar_forward(p, dict(zip(parameters, p.theta, strict=True))) for p in (example.problem, example.nudged)
    )
    for role, quantity in example.roles.items():
        change = after[quantity.name] - before[quantity.name]
        assert one.right(role) == ("rises" if change > 0 else "falls" if change < 0 else "stays")
    shown = {change.quantity.name: (change.before, change.after) for step in example.steps for change in step}
    assert shown == {key: (before[key], after[key]) for key in shown}
    assert set(shown) >= {key for key in before if before[key] != after[key]}


@pytest.mark.parametrize("name", PLANS)
def test_the_numbers_show_what_they_are_to_show(name: str) -> None:
    problem = problem_of("4.1") if name in KINDS.values() else problem_of(f"bp1:{name}:30")
    one = primer(name, problem)
    assert one.asks == PLANS[name].asks
    assert {role: one.right(role) for role in PLANS[name].wants} == dict(PLANS[name].wants)
    assert all(one.right(role) in one.options(role) for role in one.asks)


@pytest.mark.parametrize("name", ["tree", "cost", "gradient", "update", "weight-deep", "bias-deep"])
def test_a_nudge_passes_no_kink_and_so_its_ratio_comes_near_the_derivative(name: str) -> None:
    problem = problem_of("4.1") if name in KINDS.values() else problem_of(f"bp1:{name}:30")
    example = primer(name, problem).example
    parameters = [p.name for p in example.problem.network.parameters]
    before, after, nearer = (
        scalar_forward(example.problem, dict(zip(parameters, theta, strict=True)))
        for theta in (example.problem.theta, example.nudged.theta, _part_of_the_way(example, Fraction(1, 1000)))
    )
    for quantity in (key for key in before if key.startswith("z")):
        assert before[quantity] * after[quantity] > 0, quantity
    place = parameters.index(example.parameter.name)
    amount = (example.nudged.theta[place] - example.problem.theta[place]) / 1000
    slope = example.problem.trace.gradient[example.parameter.name]
    assert isclose((nearer["C"] - before["C"]) / amount, slope, rel_tol=0.01, abs_tol=0.01)


def _part_of_the_way(example: Example, part: Fraction) -> list[Fraction]:
    return [old + (new - old) * part for old, new in zip(example.problem.theta, example.nudged.theta, strict=True)]


@pytest.mark.parametrize("name", [*(also(name) if name in WALKED else name for name in NETWORKS), *GRAPHS])
def test_every_problem_has_a_primer_for_every_stage(name: str) -> None:
    problem = problem_of(name)
    for primer_name in of_stages(problem):
        assert primer(primer_name, problem).asks


def test_every_skill_has_a_primer() -> None:
    for skill in SKILLS:
        problem = problem_of(f"bp1:{skill}:20")
        stage = asked_stages(problem)[0]
        assert primer_of(problem, stage) == (skill if skill in PLANS else KINDS[stage])


def walked(desk: PrimerDesk) -> Iterator[str]:
    """All that is said from beginning to end, the wrong reasons first."""
    while desk.phase != "over":
        texts = [desk.text, *(choice.text for choice in desk.choices)]
        if desk.phase == "why":
            for name in sorted(desk.primer.reasons, key="right".__eq__):
                desk.choose(name)
                assert desk.reply is not None
                assert desk.reply[0] == (name == "right")
                texts.append(desk.reply[1])
        elif desk.phase == "predict":
            desk.choose(desk.choices[0].name)
        else:
            desk.step(1)
        yield from texts


def asked_values(problem: Problem) -> list[Fraction | float]:
    trace = problem.trace
    return [Fraction(len(problem.graph.asked)), trace.cost, *trace.gradient.values(), *trace.updated.values()]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        *(("4.1", "ko"), ("mazur", "en")),
        *starmap(also, (("4.1", "en"), ("4.2", "ko"), ("4.2", "en"), ("mazur", "ko"))),
        *starmap(also, (("bp1:whole-wide:30", "en"), ("bp1:whole-wide:30", "ko"))),
    ],
)
def test_no_number_that_is_asked_for_is_said_or_drawn(name: str, language: Language) -> None:
    problem, naming = problem_of(name), Naming(read_words(content_folder(), language))
    every = {abs(float(value)) for value in asked_values(problem)} - {0, 1}
    for primer_name in of_stages(problem):
        one = primer(primer_name, problem, language)
        templates = [one.text.body.text, *(section.text for section in one.text.sections.values())]
        desk = PrimerDesk(one, naming)
        # The count of another network is no step of this one.
        secret = {float(len(problem.graph.asked))} if primer_name == "count" else every
        texts = list(walked(desk))
        numbers = [float(number) for text in texts for number in beyond(text, templates)]
        drawn = [float(value.rstrip("↑↓=").replace("−", "-")) for value in desk.marks.values.values()]
        assert numbers
        near = [
            number for number in (*numbers, *drawn) if any(isclose(abs(number), one, rel_tol=1e-3) for one in secret)
        ]
        assert not near, primer_name


def test_what_was_predicted_is_compared_with_what_is_seen() -> None:
    naming = Naming(read_words(content_folder(), "en"))
    desk = PrimerDesk(primer("gradient", problem_of("4.1")), naming)
    for role in desk.primer.asks:
        desk.choose(desk.primer.right(role) if role == "unit" else "rises")
    seen = []
    while desk.phase == "see":
        seen.append(desk.text)
        desk.step(1)
    assert "As you said about $z" in seen[1]
    assert "something else about $C$: It rises." in seen[-1], "and what it was"
    assert [at for at, text in enumerate(seen) if "\\max" in text] == [2], "what ρ is, where it is first put to use"
    assert desk.said.seen == len(seen)
    desk.step(-1)
    assert desk.said.seen == len(seen) - 1


def test_a_later_prediction_stands_below_what_was_asked_before() -> None:
    """ "And what does C do?" asks about a change that was named a page earlier."""
    naming = Naming(read_words(content_folder(), "en"))
    desk = PrimerDesk(primer("gradient", problem_of("4.1")), naming)
    assert desk.recalled == ""
    desk.choose("falls")
    assert "is made larger by 0.1" in desk.recalled
    assert desk.recalled.endswith("It falls.")
    desk.choose("rises")
    assert desk.recalled == "", "what is seen says it"


def test_the_slopes_along_one_way_are_told_in_numbers() -> None:
    one = primer("gradient", problem_of("4.1"))
    naming = Naming(read_words(content_folder(), "en"))
    theta = dict(zip([p.name for p in one.example.problem.network.parameters], one.example.problem.theta, strict=True))
    found, ((x,), (y,)) = scalar_forward(one.example.problem, theta), one.example.problem.data[0]
    assert all(found[name] > 0 for name in ("z1", "z2"))
    slopes = [2 * (found["a2"] - y), Fraction(1), theta["w2"], Fraction(1), x]
    typed = " ⋅ ".join(f"({slope})" if slope < 0 else str(slope) for slope in slopes).replace("-", "−")
    assert f"back to w⁽¹⁾: {typed} = " in naming.line(one.say("reply.right"))
    assert "back to" not in primer("gradient", problem_of("mazur")).say("reply.right"), "there are several ways"


def test_the_drawing_of_every_primer_has_its_weights_in_80_columns(thorough: bool) -> None:
    naming = Naming(read_words(content_folder(), "en"))
    for number, name in ((number, name) for number in (("4.1", "4.2") if thorough else ("4.2",)) for name in PLANS):
        desk = PrimerDesk(primer(name, problem_of(number)), naming)
        painter = desk.picture.painter
        painting = painter.painting(desk.marks, painter.fitted(78, 10))
        lines = ["".join(piece.text for piece in line) for line in painting.lines]
        shown = {one.name: lines[one.y][one.x : one.x + one.width].split() for one in painting.spots}
        for wire in painter.figure.wires:
            if wire.weight is not None:
                assert shown[wire.weight.name][-1] == desk.marks.values[wire.weight.name], (number, name)
