"""How an English word ends when it is read aloud in Korean, where a particle follows it: by rule, and a list beside it.

After the rules for writing loanwords: 솔버, 레이어, 트레이닝, 유닛, 파일, 테스트, 네트워크.
"""

import re
from typing import Literal, TypeAlias

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
_LETTERS_IN_CONSONANT, _LETTERS_IN_L = frozenset("mn"), frozenset("lr")  # 엠 엔, 엘 알


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
    small = letter.lower()
    return "ㄹ" if small in _LETTERS_IN_L else "consonant" if small in _LETTERS_IN_CONSONANT else "vowel"
