"""The Korean of the content keeps to one word for one thing, and to words that a teacher uses today."""

import re
from functools import cache
from pathlib import Path

import pytest
from tutor.lessons.particles import PAIRS, fitting

NOT = {
    r"견주": "비교하다",
    r"까닭": "이유",
    r"(?<![가-힣])곧(?![가-힣])": "즉",
    r"하였|멈추었": "했, 멈췄",
    r"마디": "노드",
    r"빈칸": "칸",
    r"작은 계산": "작은 단계",
    r"선활성|활성화 이전": "활성화 전의 값",
    r"항등 함수|전치 행렬": "항등함수, 전치행렬",
    r"목표값": "목푯값",
    r"(?:\d|\}\})번째": "첫 번째, {{…|번째}}",
    r"데이터 포인트": "데이터 점",
    r"되돌아올 때": "역방향으로 계산할 때",
    r"연습 시간": "연습",
    r"\}\}단어": "어절",
    r"(?:를|을|지를|한지를) 말합니다": "나타냅니다",
    r"(?:더|처음|앞에서|잘못) 적은": "입력한: 적은 reads as few",
    r"순전파": "순방향 계산",
    r"활성(?![가-힣])|활성(?:을|은|이|의|으로)(?![가-힣])": "활성도",
    r"\$[^$\n]*\{\{\w+\}\}\)?\$(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣])": "{{…|은/는}}: it is chosen when filled",
}
"""What is not written, and what is instead."""


@cache
def korean(content: Path) -> list[tuple[str, str]]:
    """Each line, and where it stands."""
    files = [path for path in content.rglob("*.*") if ".en." not in path.name]
    return [
        (f"{path.name}:{number}: {line.strip()}", line)
        for path in (*sorted(files), *sorted((content.parent / "docs").glob("*.ko.md")))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("words", NOT)
def test_one_word_for_one_thing(words: str, content: Path) -> None:
    found = [place for place, line in korean(content) if re.search(words, line)]
    assert not found, f"{NOT[words]} in place of these"


_AFTER_A_FORMULA = re.compile(r"\$([^$\n]*[^$\n}])\$(으로|로|은|는|이|가|을|를|과|와)(?![가-힣])")
_HEARD = ((r"\^2$", "제곱"), (r"'\)?$", "프라임"), (r"\\varepsilon$", "엡실론"))
"""How the end of a formula is read aloud, where that is not what stands there."""


def test_a_particle_after_a_formula_fits_how_it_is_read(content: Path) -> None:
    """r²을 and not r²를: it is read as 제곱."""
    found = [
        place
        for place, line in korean(content)
        for formula, particle in _AFTER_A_FORMULA.findall(line)
        if particle != fitting(_pair(particle), _heard(formula))
    ]
    assert not found


def _pair(particle: str) -> str:
    return next(pair for pair in sorted(PAIRS) if particle in pair.split("/"))


def _heard(formula: str) -> str:
    return next((said for sign, said in _HEARD if re.search(sign, formula)), formula)
