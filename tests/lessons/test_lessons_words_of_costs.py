"""What is said of a problem is so for its cost, its biases and its activation functions."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS, all_fields
from tutor.lessons.steps import hint_levels_of
from tutor.lessons.wording import Wordings
from tutor.network.architecture import Network, Penalty

from ..support.problems import make

Words = dict[Language, tuple[str, ...]]
SQUARES: Words = {"en": ("quare", "residual. "), "ko": ("제곱하", "잔차의 제곱")}
BIAS: Words = {
    "en": ("bias is added", "one bias as well", "$n_l$ biases"),
    "ko": ("편향을 더하", "편향이 하나 더", "편향이 $n_l$"),
}
TARGET: Words = {
    "en": ("minus the target", "with the target", "and $y$", "$y_i$ |"),
    "ko": ("목푯값을 빼", "목푯값을 비교", "$y_i$ |"),
}


def said(problem: Problem, language: Language) -> Iterator[str]:
    """All shared wording about a problem, but for what names data in a question of the count."""
    wordings = Wordings(content_folder(), language)
    for stage in STAGE_IDS[1:]:
        yield wordings.solution(problem, stage)
    for field in all_fields(problem):
        hint_levels = range(1 if field.stage == "a" else 0, min(4, len(hint_levels_of(field))))
        yield from (wordings.hint(problem, field, hint_level) for hint_level in hint_levels)
        if has_breakdown(field):
            yield from (wordings.hint(problem, cell, 0) for cell in breakdown(problem, field).rows[0].cells)


def problem_of(network: Network) -> Problem:
    width = network.widths[-1]
    y = (1,) + (0,) * (width - 1)
    points = [((1, 2), y), ((2, -1), y[::-1])]
    made = make(network.widths, "identity", points, 0, "0.1")
    theta = tuple((k + 1) * made.learning_rate for k in range(network.parameter_count))
    data = made.data if network.cost_function.has_target else tuple((x, ()) for x, _ in made.data)
    return replace(made, computation=network, theta=theta, data=data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("network", "never"),
    [
        (Network((2, 2, 1), ("tanh", "sigmoid"), "binary-cross-entropy"), (SQUARES,)),
        (Network((2, 3), ("softmax",), "mean-cross-entropy", "none"), (SQUARES, BIAS)),
        (Network((2, 2, 3), ("relu", "softmax"), "cross-entropy"), (SQUARES,)),
        (Network((2, 1), ("relu",), "none"), (SQUARES, TARGET)),
        (Network((2, 2, 2), ("leaky-relu", "softplus"), "mean-of-squares-over-outputs", "shared"), ()),
        (Network((2, 2, 1), ("tanh", "identity"), bias="none", fixed=frozenset({"w2[1,1]"})), (BIAS,)),
        (Network((2, 2, 1), ("tanh", "identity"), tied=(("b1[1]", "b1[2]"),), penalty=Penalty(1)), ()),  # type: ignore[arg-type]
    ],
)
def test_words_fit_what_is_worked_out(
    network: Network, never: tuple[dict[str, tuple[str, ...]], ...], language: Language
) -> None:
    for text in said(problem_of(network), language):
        assert "{{" not in text
        assert "$$ |" not in text
        for wrong in never:
            assert not [words for words in wrong[language] if words in text], text


@pytest.mark.parametrize(("name", "divisor"), [("mean-of-squares", "2"), ("mean-of-squares-over-outputs", "4")])
def test_what_a_mean_divides_by(name: str, divisor: str) -> None:
    solution = Wordings(content_folder(), "en").solution(problem_of(Network((2, 2), ("tanh",), name)), "c")
    assert f"divide by {divisor}, the number of data points" in solution
