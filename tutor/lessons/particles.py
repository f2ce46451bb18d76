"""Korean particles that fit what stands before them (366은, 4는; 6으로, 7로), and ordinals (첫 번째).

How an English word ends when it is read aloud in Korean is found by rule, and by a list beside it. After the rules for
writing loanwords: 솔버, 레이어, 트레이닝, 유닛, 파일, 테스트, 네트워크.
"""

import re
import unicodedata
from fractions import Fraction
from typing import Literal, TypeAlias

from tutor.lessons.figures import as_text

Ending: TypeAlias = Literal["vowel", "consonant", "ㄹ"]

_LISTED: dict[str, Ending] = {
    **dict.fromkeys(
        ("bit", "check", "hit", "kit", "loop", "set", "soup", "suite", "chat", "format", "repeat"), "vowel"
    ),
    **dict.fromkeys(
        ("type", "prototype", "technique", "json", "zip", "gif", "group", "lookup", "rollout"), "consonant"
    ),
    **dict.fromkeys(("url", "html", "sql", "xml", "yaml", "toml"), "ㄹ"),
}
_RULES: tuple[tuple[str, Ending], ...] = (
    (r"(l|le)$", "ㄹ"),  # 모델, 테이블, 파일
    (r"(m|n|mb|mn|ng|me|ne|gn)$", "consonant"),  # 시스템, 트레인, 칼럼, 트레이닝, 네임, 라인, 디자인
    (r"([aeiou]|oo)ck$|[aeiou]c$|ook$|eek$", "consonant"),  # 블록, 메트릭, 북
    (r"[^aeiou][aeiou]p$", "consonant"),  # 스텝, 맵
    (r"out$|[^aeiou][aeiou]t$|(?<=qu)it$", "consonant"),  # 드롭아웃, 인풋, 유닛
    (r"[^aeiou][aeiou]b$", "consonant"),  # 웹
)
"""The first that fits; else it ends in a vowel, its own or the 으 and 이 after what Korean does not end in."""
_SUFFIX = re.compile(r"\.([A-Za-z]{1,5})\Z")
_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,})\Z")

# Which digits, read aloud in Korean, end in a consonant: 영 일 삼 육 칠 팔, and a last zero is 십, 백, 천, 만, 억.
_CLOSED_DIGITS = frozenset("013678")
_DIGITS_ENDING_IN_L = frozenset("178")
_ZEROS_OF_JO = range(12, 16)  # 조, the one power of ten within reach that ends in a vowel
_CLOSED_LETTERS = frozenset("lmnrLMNR")  # 엘 엠 엔 알
_LETTERS_ENDING_IN_L = frozenset("lrLR")
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _FINAL_L = 0xAC00, 0xD7A3, 28, 8
_PAIRS = frozenset(
    {"은/는", "이/가", "을/를", "과/와", "으로/로", "이라/라", "이고/고", "이며/며", "이다/다", "이면/면", "이었/였"}
    | {"이나/나", "이란/란"}
)
ORDINAL = "번째"
_COUNTED = ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
"""Of the counting words, those that are short."""
PAIRS = _PAIRS | {"/".join(reversed(pair.split("/"))) for pair in _PAIRS}


def fitting(pair: str, before: str | Fraction | float) -> str:
    """The particle of `pair` (`은/는`, either order) that follows `before`."""
    first, second = pair.split("/")
    if f"{first}/{second}" not in _PAIRS:
        first, second = second, first
    closed, ends_in_l = _ending_of_text(before) if isinstance(before, str) else _ending_of_number(as_text(before))
    if first == "으로" and ends_in_l:
        return second
    return first if closed else second


def ordinal(number: str) -> str:
    """A whole number from 1 on as an ordinal: 첫 번째, 열 번째, 11번째."""
    few = number in {str(field) for field in range(1, len(_COUNTED) + 1)}
    return f"{_COUNTED[int(number) - 1]} {ORDINAL}" if few else f"{number}{ORDINAL}"


def _ending_of_number(written: str) -> tuple[bool, bool]:
    """Whether a number as it is shown ends in a consonant when read aloud, and whether that is ㄹ."""
    if "e" in written:
        return True, False  # … 곱하기 10의 몇 제곱
    numerator = written.partition("/")[0]  # 1/3 is read 3분의 1
    zeros = len(numerator) - len(numerator.rstrip("0"))
    return (False, False) if zeros in _ZEROS_OF_JO and "." not in numerator else _ending_of_text(numerator)


def _ending_of_text(text: str) -> tuple[bool, bool]:
    plain = re.sub(r"\\[a-zA-Z]+", "", unicodedata.normalize("NFKC", text))  # w⁽¹⁾ reads as w^{(1)} does
    if (english := ending(plain)) is not None:
        return english != "vowel", english == "ㄹ"
    last = read_aloud(plain)[-1:]
    if not last:
        return False, False
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        final = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return final != 0, final == _FINAL_L
    return last in _CLOSED_DIGITS | _CLOSED_LETTERS, last in _DIGITS_ENDING_IN_L | _LETTERS_ENDING_IN_L


def ending(text: str) -> Ending | None:
    """How a text ends that ends in a word or a file's suffix (.md: 엠디); None for others, and for single letters."""
    heard = read_aloud(text)
    suffix, word = _SUFFIX.search(heard), _WORD.search(heard)
    if suffix is not None:
        return _LISTED.get(suffix[1].lower()) or _of_letter(suffix[1][-1])
    if word is not None:
        return _LISTED.get(word[1].lower()) or (_of_word(word[1].lower()) if _is_read(word[1]) else None)
    return None


def read_aloud(text: str) -> str:
    """A text up to its last letter, digit or syllable: nobody reads the signs aloud that stand behind it."""
    end = len(text)
    while end and not _is_heard(text[end - 1]):
        end -= 1
    return text[:end]


def _is_heard(sign: str) -> bool:
    # Comparing takes no time to begin with; a pattern with all syllables in it takes a millisecond to be compiled.
    return sign.isalnum() if sign.isascii() else "가" <= sign <= "힣"


def _is_read(word: str) -> bool:
    """Whether it is read as a word, and not letter by letter."""
    return not word.isupper() and re.search("[aeiouy]", word.lower()) is not None


def _of_word(word: str) -> Ending:
    return next((sound for pattern, sound in _RULES if re.search(pattern, word)), "vowel")


def _of_letter(letter: str) -> Ending:
    return "ㄹ" if letter in _LETTERS_ENDING_IN_L else "consonant" if letter in _CLOSED_LETTERS else "vowel"
