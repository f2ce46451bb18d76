"""A line as other keyboards and modes bring it: Hangul by the two-set layout, full width, spaces left out."""

from collections.abc import Callable

KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip


def _key(letter: str) -> str:
    return KEYS.get(letter) or KEYS.get(letter.lower(), letter)


class _Composer:
    """Puts keys together to syllables as they are typed."""

    def __init__(self) -> None:
        self.done = ""
        self.lead = self.vowel = self.tail = ""

    def flush(self) -> None:
        if self.lead and self.vowel:
            index = (LEADS.index(self.lead) * 21 + VOWELS.index(self.vowel)) * 28
            self.done += chr(0xAC00 + index + (TAILS.index(self.tail) if self.tail else 0))
        else:
            self.done += self.lead + self.vowel + self.tail
        self.lead = self.vowel = self.tail = ""

    def consonant(self, one: str) -> None:
        if self.lead and self.vowel:
            if not self.tail and one in TAILS:
                self.tail = one
                return
            if self.tail and self.tail + one in PAIRS:
                self.tail = PAIRS[self.tail + one]
                return
        self.flush()
        self.lead = one

    def a_vowel(self, one: str) -> None:
        if self.tail:  # the last consonant begins the next syllable
            split = next((pair for pair, joined in PAIRS.items() if joined == self.tail), None)
            moved, self.tail = (split[1], split[0]) if split else (self.tail, "")
            self.flush()
            self.lead, self.vowel = moved, one
        elif self.vowel and self.vowel + one in PAIRS:
            self.vowel = PAIRS[self.vowel + one]
        elif self.vowel:
            self.flush()
            self.vowel = one
        else:
            self.vowel = one


def in_hangul(text: str) -> str:
    """What stands there when a line of ASCII letters is typed while the two-set Hangul layout is on."""
    composer = _Composer()
    for letter in text:
        key = _key(letter)
        if key in VOWELS:
            composer.a_vowel(key)
        elif key in LEADS:
            composer.consonant(key)
        else:
            composer.flush()
            composer.done += letter
    composer.flush()
    return composer.done


def full_width(text: str) -> str:
    """With the wide characters that Korean keyboards have beside ASCII."""
    return "".join("\u3000" if c == " " else chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


TYPED: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "hangul": in_hangul,
    "full width": full_width,
    "no spaces": lambda text: text.replace(" ", ""),
    "many spaces": lambda text: "  " + text.replace(" ", "   ") + " ",
}
