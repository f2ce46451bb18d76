"""Formulas in words: what each sounds like, in both languages, and that none leaves a sign that no naming reads."""

from functools import cache
from random import Random

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import lesson_files
from tutor.lessons.markdown import parse
from tutor.lessons.mistake_texts import mistake_text
from tutor.lessons.problem import Problem
from tutor.lessons.template import fill
from tutor.lessons.words import read_words
from tutor.lint.formulas import formulas
from tutor.lint.mistake_cases import cases
from tutor.lint.passages import passages, step_passages
from tutor.mistakes.everything import rule_ids
from tutor.practice.items.find_step import FIND_STEP
from tutor.practice.skills import SKILLS
from tutor.practice.variants import draw
from tutor.typeset.nodes import Symbol
from tutor.typeset.speech import speak
from tutor.typeset.spoken_signs import named_sign

from tests.support.course import lesson_at
from tests.support.items import find_step_of

from ..support.thorough import also
from .typeset_kit import LESSON, OTHERS, formula, mutated, noise

KO, EN = (read_words(content_folder(), language) for language in ("ko", "en"))
SILENT = set("\\{}$^_")
"""Signs that voices pass over, or spell."""

HEARD = {
    r"\frac{\partial C}{\partial w^{(1)}}": ("C를 w1로 편미분한 값", "partial C by partial w1"),
    r"w'^{(1)}_{21}": ("w1 프라임 아래첨자 2 1", "w1 prime sub 2 1"),
    r"a^{(l-1)}": (
        "층 괄호 열고 l 빼기 1 괄호 닫고의 a",
        "a of layer open bracket l minus 1 close bracket",
    ),
    r"C(\theta) = 366": ("C 세타는 366", "C of theta equals 366"),
    r"\rho'\left(z^{(2)}_{i}\right) w^{(3)}": (
        "로 프라임 z2 아래첨자 i 곱하기 w3",
        "rho prime of z2 sub i times w3",
    ),
    r"w(x + b)": ("w 곱하기 괄호 열고 x 더하기 b 괄호 닫고", "w times open bracket x plus b close bracket"),
    r"2r_i^2": ("2 곱하기 r 아래첨자 i 제곱", "2 times r sub i squared"),
    r"x^{n-1} + x^n": (
        "x의 괄호 열고 n 빼기 1 괄호 닫고 제곱 더하기 x의 n 제곱",
        "x to the power open bracket n minus 1 close bracket plus x to the power n",
    ),
    r"\sum_{i=1}^{4} r_i": ("시그마 i는 1부터 4까지 r 아래첨자 i", "the sum from i equals 1 to 4 of r sub i"),
    r"\frac{2}{m}": ("m분의 2", "2 over m"),
    r"C \to a_3 \to z_3 \to w_3, b_3, a_2": ("C에서 a3으로, z3으로, w3, b3, a2로", "C to a3 to z3 to w3, b3, a2"),
    r"a \to b = c \to d": ("a에서 b로는 c에서 d로", "a to b equals c to d"),
    r"0 < x \le 1": ("0이 x 미만, x가 1 이하", "0 is less than x, x is at most 1"),
    r"a = b < 3": ("a는 b, b가 3 미만", "a equals b, b is less than 3"),
    r"W^{T} x": ("W의 전치 곱하기 x", "W transposed times x"),
    r"\frac{1}{1 + e^{-z}}": (
        "분수, 분자는 1, 분모는 1 더하기 e의 마이너스 z 제곱, 분수 끝",
        "the fraction 1 over 1 plus e to the power minus z, end of fraction",
    ),
    r"\begin{pmatrix} 1 & -2 \\ 0 & x \end{pmatrix}": (
        "2행 2열 행렬: 1행은 1, 마이너스 2; 2행은 0, x; 행렬 끝",
        "a matrix of 2 by 2: row 1: 1, minus 2; row 2: 0, x; end of matrix",
    ),
    r"z^{(3)} \to w^{(3)},\; a^{(2)}": ("z3에서 w3, a2로", "z3 to w3, a2"),
    r"a = 1,\quad z > 0": ("a는 1, z가 0 초과", "a equals 1, z is greater than 0"),
    r"\nabla C(\theta)": ("나블라 C 세타", "nabla C of theta"),
    r"\theta' = \theta - 0.1 \nabla C": (
        "세타 프라임은 세타 빼기 0.1 곱하기 나블라 C",
        "theta prime equals theta minus 0.1 times nabla C",
    ),
    r"C(\theta') = 50": ("C 세타 프라임은 50", "C of theta prime equals 50"),
    r"4 \cdot \left(-3\right)": ("4 곱하기 마이너스 3", "4 times minus 3"),
    r"|x|": ("절댓값 x 절댓값 끝", "the absolute value of x, end of absolute value"),
    r"1{,}000": ("1,000", "1,000"),
    r"\text{all\_price} = 1.1 \, \text{price}": ("all price는 1.1 곱하기 price", "all price equals 1.1 times price"),
    r"-y \ln a": ("마이너스 y 곱하기 자연로그 a", "minus y times natural log of a"),
    r"W^\top": ("W의 전치", "W transposed"),
}


@pytest.mark.parametrize("latex", HEARD)
def test_what_a_formula_sounds_like(latex: str) -> None:
    assert (speak(latex, KO), speak(latex, EN)) == HEARD[latex]


@pytest.mark.parametrize("latex", (*LESSON, *OTHERS))
def test_every_formula_of_the_lesson_is_spoken(latex: str) -> None:
    for words in (KO, EN):
        heard = speak(latex, words)
        assert heard
        assert not SILENT & set(heard), heard


def test_every_formula_that_content_shows_is_spoken(thorough: bool) -> None:
    problems = [lesson for path in lesson_files(content_folder()) if isinstance(lesson := lesson_at(path), Problem)]
    for number, problem in enumerate(problems[:: 1 if thorough else 5]):
        for language in LANGUAGES if thorough else LANGUAGES[number % 2 :][:1]:
            _all_is_spoken(problem, language)


def test_every_kind_of_drill_is_spoken(thorough: bool) -> None:
    some = {one: k for k, one in enumerate(SKILLS) if thorough or k % 5 == 0 or one == FIND_STEP}
    for skill, number in some.items():
        problem = draw(skill, 1 + number % 5, 7 + number, content_folder())
        _all_is_spoken(problem, "ko" if number % 2 else "en")
        if skill == FIND_STEP:
            for line in find_step_of(problem).lines:
                assert not SILENT & set(speak(line.equation, KO) + speak(line.equation, EN))


def test_every_formula_about_a_mistake_is_spoken(chain: Problem) -> None:
    told = 0
    for case in cases(chain, frozenset(rule_ids())):
        for words in (KO, EN):
            for section in mistake_text(content_folder(), case.id, words.language).parts.values():
                for latex in formulas(parse(fill(section.text, case.names, cut=True))):
                    heard = speak(latex, words)
                    assert not SILENT & set(heard), (latex, heard)
                    told += bool(heard)
    assert told > 1000


def _all_is_spoken(problem: Problem, language: Language) -> None:
    folder = content_folder()
    for passage in (*passages(problem, language, folder), *step_passages(problem, language, folder)):
        for latex in formulas(parse(passage.filled())):
            _is_spoken(latex, language)


@cache
def _is_spoken(latex: str, language: Language) -> None:
    heard = speak(latex, KO if language == "ko" else EN)
    assert heard, latex
    assert not SILENT & set(heard), (latex, heard)


@pytest.mark.parametrize("seed", [0, *map(also, (1, 2, 3))])
def test_any_input_is_spoken(seed: int, thorough: bool) -> None:
    random = Random(seed)
    for number in range(1000 if thorough else 500):
        latex = noise(random) if number % 3 == 0 else mutated(random) if number % 3 == 1 else formula(random, 3)
        for words in (KO, EN):
            heard = speak(latex, words)
            assert not SILENT & set(heard), (latex, heard)
            assert all(character.isprintable() for character in heard.replace("\u200d", "")), (latex, heard)


def test_digits_and_names_are_neither_lost_nor_made_up() -> None:
    for latex in LESSON:
        digits = [character for character in latex if character.isdigit()]
        heard = [character for character in speak(latex, EN) if character.isdigit()]
        squared = latex.count("^2")
        assert len(heard) == len(digits) - squared, latex


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_greek_letter_has_a_name(language: Language) -> None:
    words = read_words(content_folder(), language)
    for code in (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)):
        if code != 0x3A2:  # no letter
            heard = named_sign(Symbol(chr(code)), words)
            assert heard.replace(" ", "").isalpha()
            assert chr(code) not in heard
