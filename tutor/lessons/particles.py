"""Korean particles that fit what stands before them (366은, 4는; 6으로, 7로), and ordinals (첫 번째)."""

import re
import unicodedata
from fractions import Fraction

from tutor.lessons.english_sounds import ending, read_aloud
from tutor.lessons.figures import as_text

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
_COUNTED = (
    "첫",
    "두",
    "세",
    "네",
    "다섯",
    "여섯",
    "일곱",
    "여덟",
    "아홉",
    "열",
)  # of the counting words, those still short
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
