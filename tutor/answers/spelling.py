"""The many spellings of one name: `w1[2,1]` is also `w1_21`, `w⁽¹⁾₂₁`, `w^(1)_{2,1}`, `W1(2,1)`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

_LAYERED = frozenset("wbaz")
_STANDARD = frozenset("wbazxyr")
_GREEK = {"η": "eta", "θ": "theta", "ρ": "rho", "σ": "sigma", "δ": "delta", "γ": "gamma"}
_FROM_GREEK = {word: letter for letter, word in _GREEK.items()}
_PRIME = "'"
_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")

LETTER = "A-Za-zα-ωΑ-Ω∂∇"
"""What a name can begin with, for a regular expression's [...]."""

_BASE = re.compile(r"[A-Za-z]{1,12}|[α-ωΑ-Ω]")
_PAIR = r"[0-9]{1,4}(?:[ ]?,[ ]?[0-9]{1,4})?"
_GROUP = re.compile(
    rf"""(?P<plain>[0-9]{{1,4}})
    | _(?P<low>[0-9]{{1,4}}(?:_[0-9]{{1,4}})?) | _\{{(?P<lows>{_PAIR})\}} | (?P<sub>[₀-₉]{{1,4}}(?:,[₀-₉]{{1,4}})?)
    | \^\((?P<high>[0-9]{{1,4}})\) | \^\{{\(?(?P<highs>[0-9]{{1,4}})\)?\}} | ⁽(?P<raised>[⁰¹²³⁴-⁹]{{1,4}})⁾
    | \^(?P<bare>[0-9]{{1,4}}) | (?P<power>[⁰¹²³⁴-⁹]{{1,4}})
    | \[(?P<square>{_PAIR})\] | \((?P<round>{_PAIR})\)
    | (?P<point>_i(?![A-Za-z0-9]) | _\{{i\}} | ,?ᵢ | ,i(?![A-Za-z0-9])) | (?P<prime>')""",
    re.VERBOSE,
)
_SPLIT = re.compile(r"[ ,_]+")
_CANONICAL = re.compile(r"([A-Za-z]+|[α-ωΑ-Ω])([0-9]*)(?:\[([0-9]+(?:,[0-9]+)*)\])?('*)")
_HIGH = frozenset({"high", "highs", "raised", "bare", "power"})
_POWER_IN_EXPRESSIONS = frozenset({"bare", "power"})
_MOST_GROUPS = 4
_BAR = re.compile(r" ?/ ?[d∂]")
_NOT_INSIDE = r"(?!(?!_(?:new|next))[0-9_^⁽₀-₉⁰¹²³⁴-⁹]|[\[(][0-9,]+[\])])"
"""Behind letters that end in a digit: what would make another name of them."""
_NO_LETTERS: Mapping[str, str] = MappingProxyType({})


class Spelling(NamedTuple):
    """One way to cut a name out of a text: it ends before `end`; `numbers` are its layer and indices as typed."""

    end: int
    base: str
    numbers: tuple[str, ...] = ()
    primes: int = 0

    def names(self) -> list[str]:
        """What the name can be in the tutor's own form, `a1[2]`: as typed, in the other case, in Greek or in Latin."""
        lower = self.base.lower()
        numbers = [number if number[0] != "0" else number.lstrip("0") or "0" for number in self.numbers]
        bases, layer = [self.base, lower, self.base.upper()], ""
        if lower in _LAYERED and numbers:
            layer, *numbers = numbers
            if lower == "w" and len(numbers) == 1 and len(numbers[0]) % 2 == 0:  # w1_21
                half = len(numbers[0]) // 2
                numbers = [numbers[0][:half], numbers[0][half:].lstrip("0") or "0"]
            if lower == "a" and layer == "0":
                bases, layer = ["x"], ""
        if also := _GREEK.get(self.base) or _FROM_GREEK.get(lower):
            bases.append(also)
        tail = f"{layer}{'[' + ','.join(numbers) + ']' if numbers else ''}{_PRIME * self.primes}"
        return [base + tail for base in dict.fromkeys(bases)]

    def well_formed(self) -> str | None:
        """The name if some network could have it: `w7`, `z9[2]`, `y`; not `w` without its layer, not `q3`."""
        base = self.base.lower()
        if base == "c":
            return None if self.numbers else "C" + _PRIME * self.primes
        if base not in _STANDARD or (base in _LAYERED and not self.numbers):
            return None
        names = self.names()
        return names[0] if names[0].islower() else names[1]


def spellings(text: str, start: int, loose: bool) -> list[Spelling]:
    """All cuts of a name at `text[start]`, the longest first; `loose` takes `w³` and `w^3` for layers, not powers."""
    base = _BASE.match(text, start)
    if not base:
        return []
    cuts = [Spelling(base.end(), base.group())]
    before = ""
    while len(cuts) <= _MOST_GROUPS and (group := _GROUP.match(text, cuts[-1].end)):
        kind = group.lastgroup or ""
        numbers, primes = cuts[-1].numbers, cuts[-1].primes
        digits = group[kind]
        if digits.isascii() and digits.isdigit():
            new: tuple[str, ...] = (digits,)
        else:
            new = tuple(_SPLIT.split(digits.translate(_SMALL))) if kind not in ("point", "prime") else ()
        if kind == "prime":
            primes += 1
        elif kind in _HIGH and numbers:
            if kind in _POWER_IN_EXPRESSIONS or before not in ("low", "lows", "sub") or len(cuts) > 2:
                break
            numbers = (*new, *numbers)  # a_2^(1): LaTeX puts the layer last
        elif (kind == "plain" and numbers) or (kind in _POWER_IN_EXPRESSIONS and not loose):
            break
        else:
            numbers = (*numbers, *new)
        before = kind
        cuts.append(Spelling(group.end(), cuts[0].base, numbers, primes))
    return cuts[::-1]


class Vocabulary(Collection[str]):
    """The names of one question, found under any spelling, and under the letters that its source has for them."""

    def __init__(self, names: Collection[str], letters: Mapping[str, str] = _NO_LETTERS) -> None:
        """`letters`: names of quantities by how the source writes them, folded as what is typed is."""
        if isinstance(names, Vocabulary):
            letters, names = names.letters, names._listed
        self._listed: Collection[str] = names
        self.names: Collection[str] = names if isinstance(names, Mapping | Set) else frozenset(names)
        self.letters: Mapping[str, str] = letters

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def lettered(self, text: str, start: int) -> tuple[str, int] | None:
        """The quantity whose letters stand at `text[start]`, and where they end."""
        found = self._lettering.match(text, start) if self._lettering else None
        return (self.letters[found.group()], found.end()) if found else None

    def any_case(self, text: str, start: int) -> tuple[str, int] | None:
        """The same where the letters are small instead of large, or large instead of small."""
        found = self._any_case.match(text, start) if self._any_case else None
        if found is None:
            return None
        meant = {name for letters, name in self.letters.items() if letters.lower() == found.group().lower()}
        return (meant.pop(), found.end()) if len(meant) == 1 else None

    def find(self, spelling: Spelling) -> str | None:
        """The one name that `spelling` can mean, or None."""
        for name in spelling.names():
            if name in self.names:
                return name
        return self._leniently(spelling) if spelling.numbers else None

    def first_letter(self, cuts: Sequence[Spelling], start: int) -> tuple[str, int] | None:
        """A name of one letter, run together with what follows, at `start` where all `cuts` begin: x in `xw3`."""
        if not cuts or len(cuts[0].base) == 1:
            return None
        name = self.find(Spelling(start + 1, cuts[0].base[0]))
        return (name, start + 1) if name else None

    def partial(self, text: str, start: int) -> tuple[str, int] | None:
        """The derivative `dC/dw1` that begins at `text[start]`, and where it ends."""
        for upper, end in self._at(text, start + 1):
            if bar := _BAR.match(text, end):
                for lower, end_below in self._at(text, bar.end()):
                    if (name := f"d{upper}/d{lower}") in self.names:
                        return name, end_below
        return None

    def _at(self, text: str, start: int) -> Iterator[tuple[str, int]]:
        """What the name at `text[start]` can be, and where it ends then."""
        if found := self.lettered(text, start):
            yield found
        yield from ((name, cut.end) for cut in spellings(text, start, loose=False) for name in cut.names())

    @cached_property
    def _lettering(self) -> re.Pattern[str] | None:
        longest = sorted(self.letters, key=len, reverse=True)
        ways = (re.escape(one) + (_NOT_INSIDE if one[-1].isdigit() else r"(?!\w)") for one in longest)
        return re.compile("|".join(ways)) if longest else None

    @cached_property
    def _any_case(self) -> re.Pattern[str] | None:
        return re.compile(self._lettering.pattern, re.IGNORECASE) if self._lettering else None

    def _leniently(self, spelling: Spelling) -> str | None:
        """`a12` for `a1[2]`, `w1_2` for `w1[2,1]` where the second index never varies: only if one name fits."""
        base, primes = spelling.base.lower(), spelling.primes
        typed = tuple(number.lstrip("0") or "0" for number in spelling.numbers)
        if base == "a" and typed[0] == "0":
            base, typed = "x", typed[1:]
        found = {name for known, name in self._digits.get((base, primes, "".join(typed)), ()) if len(typed) < known}
        for known in range(len(typed), -1, -1):
            if typed[known:] and set("".join(typed[known:])) != {"1"}:
                break
            if name := self._numbers.get((base, primes, typed[:known])):  # w1_11 where layers have one unit
                found.add(name)
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _numbers(self) -> dict[tuple[str, int, tuple[str, ...]], str]:
        """The names by base, primes, and layer and indices."""
        return {
            (match[1], len(match[4]), tuple(filter(None, (match[2], *(match[3] or "").split(","))))): name
            for name in self.names
            if (match := _CANONICAL.fullmatch(name))
        }

    @cached_property
    def _digits(self) -> dict[tuple[str, int, str], list[tuple[int, str]]]:
        """By base, primes and all digits, with and without indices that never vary: how many numbers, and the name."""
        layers: dict[tuple[str, int, str], list[tuple[tuple[str, ...], str]]] = {}
        for (base, primes, numbers), name in self._numbers.items():
            layer = numbers[0] if base in _LAYERED and numbers else ""
            layers.setdefault((base, primes, layer), []).append((numbers, name))
        digits: dict[tuple[str, int, str], list[tuple[int, str]]] = {}
        for (base, primes, layer), members in layers.items():
            varying = [len(set(column)) > 1 for column in zip(*(numbers for numbers, _ in members), strict=False)]
            for numbers, name in members:
                short = layer + "".join(number for number, varies in zip(numbers, varying, strict=False) if varies)
                for run in {"".join(numbers), short}:
                    digits.setdefault((base, primes, run), []).append((len(numbers), name))
        return digits
