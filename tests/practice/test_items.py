"""Items of every kind: what they ask can be found, what is wrong is answered, what is right is so by plain loops."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.practice.items import KINDS
from tutor.practice.items.order_lines import OrderLines
from tutor.practice.items.predict import NOTHING, Predict
from tutor.practice.skills import LEVELS

from tests.support.items import drawn, words_of
from tests.support.thorough import also

from .plain_claims import plain

SEEDS = range(4)
LITTLE = Fraction(1, 10**9)


@pytest.mark.parametrize(
    ("skill", "language"),
    [
        *((skill, LANGUAGES[number % 2]) for number, skill in enumerate(KINDS)),
        *(also(skill, LANGUAGES[1 - number % 2]) for number, skill in enumerate(KINDS)),
    ],
)
def test_each_question_has_an_answer_and_each_other_one_a_reply(skill: str, language: Language, thorough: bool) -> None:
    for level in LEVELS if thorough else LEVELS[1::2]:
        item = drawn(skill, level, 3)
        words = words_of(item, language)
        found: tuple[str, ...] = ()
        for question, right in item.solved(words):
            names = [option.name for option in question.options]
            assert question.name == item.asks[len(found)]
            assert len(set(names)) == len(names) >= 2
            assert len({(option.text, option.point) for option in question.options}) == len(names)
            for name in names:
                assert item.is_right(found, name) or item.remark(found, name, words).strip()
            hints = [item.hint(found, k, words) for k in range(len(item.hint_levels))]
            assert len(set(hints)) == len(hints)
            assert not item.is_right(found, "what a damaged record holds")
            found = (*found, names[right])
        assert len(found) == len(item.asks)
        asked = item.asked_at_last(words, found)
        answered = [(question.text, question.options) for question, _ in item.solved(words, found)]
        assert not asked or (asked, item.at_last(words, found)[0]) in answered
        assert asked or skill == "teach"
        said = (item.told(words), item.explanation(words), "\n".join(item.on_paper(words)))
        assert all("{{" not in text for text in said)


def _cost(problem: Problem, **changed: Fraction) -> Fraction:
    """C by plain loops, with another value of a parameter."""
    names = [one.name for one in problem.network.parameters]
    theta = tuple(changed.get(name, value) for name, value in zip(names, problem.theta, strict=True))
    return Fraction(plain(replace(problem, theta=theta)).cost())


def _way(change: Fraction) -> str:
    return "rises" if change > 0 else "falls" if change < 0 else "stays"


def _right(item: Predict) -> list[str]:
    return [question.options[right].name for question, right in item.solved(words_of(item, "en"))]


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_predicted_comes_about(level: int) -> None:
    for seed in SEEDS:
        item = drawn("predict", level, seed)
        assert isinstance(item, Predict)
        problem, (way, kept_back, end) = item.problem, _right(item)
        names = [one.name for one in problem.network.parameters]
        grown = dict(zip(names, problem.theta, strict=True))[item.parameter] + LITTLE
        assert way == _way(_cost(problem, **{item.parameter: grown}) - _cost(problem))
        one_point = plain(replace(problem, data=(problem.data[item.point - 1],)))
        none = [name for name, value in zip(names, one_point.gradient(), strict=True) if value == 0]
        assert kept_back == (" ".join(none) or NOTHING)
        moved = plain(replace(problem, learning_rate=item.rate)).updated()
        assert end == _way(_cost(problem, **dict(zip(names, moved, strict=True))) - _cost(problem))


def test_both_ways_of_a_step_come_and_all_three_of_a_parameter() -> None:
    found = [
        _right(item)
        for level in LEVELS
        for seed in range(6)
        if isinstance(item := drawn("predict", level, seed), Predict)
    ]
    assert {way for way, _, _ in found} == {"falls", "stays", "rises"}
    assert min(sum(end == way for _, _, end in found) for way in ("falls", "rises")) >= 9


def test_a_wrong_way_is_answered_by_a_mistake_that_leads_there() -> None:
    told = 0
    for seed in SEEDS:
        item = drawn("predict", 3, seed)
        assert isinstance(item, Predict)
        words, right = words_of(item, "en"), _right(item)[0]
        for way in {"falls", "stays", "rises"} - {right}:
            said = item.remark((), way, words)
            made = [
                (one, value)
                for one in KINDS["predict"].skill.mistakes
                if f"{words.title(one)}." in said
                for value in _partials(item, one)
            ]
            assert all(any(_way(value) == way for one, value in made if one == name) for name, _ in made)
            told += bool(made)
    assert told


def _partials(item: Predict, mistake: str) -> list[Fraction]:
    """∂C/∂ the parameter by plain loops with a mistake, at each data point that it may be about."""
    place = [one.name for one in item.problem.network.parameters].index(item.parameter)
    points = range(len(item.problem.data))
    return [Fraction(plain(item.problem, mistake, point, point).gradient()[place]) for point in points]


def test_any_order_is_right_in_which_nothing_is_used_before_it_is_there() -> None:
    item = drawn("order-lines", 4, 1)
    assert isinstance(item, OrderLines)
    found: tuple[str, ...] = ()
    for _ in item.asks:
        right = [name for name in item.lines if item.is_right(found, name)]
        for name in right:  # what it uses stands on the right of its line by the symbol of a line before it
            used = item.lines[name].partition(" = ")[2]
            assert not any(item.symbols[other] in used for other in item.lines.keys() - set(found) - {name})
        found = (*found, right[-1])
    assert list(found) != list(item.lines), "units side by side may come in either order"
