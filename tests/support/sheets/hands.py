"""Ways of writing a solution: what a hand does in each respect, and a list of hands that are all different."""

from dataclasses import dataclass, fields
from functools import cache
from random import Random

NUMBER = 400
"""How many ways there are."""


@dataclass(frozen=True)
class Hand:
    """How somebody writes; what stands first in a row of `CHOICES` is the plain way."""

    language: str = "en"
    script: str = "plain"
    names: str = "plain"
    derivative: str = "d"
    delta: str = "derivative"
    gate: str = "ρ'"
    activation: str = "ρ"
    points: str = "heading"
    heading: str = "point {i}:"
    order: str = "points"
    form: str = "symbols numbers"
    gaps: str = "none"
    detail: str = "delta"
    within: str = "delta"
    times: str = "·"
    equals: str = " = "
    first: str = ""
    last: str = ""
    minus: str = "-"
    sigma: str = "Σ"
    index: str = "none"
    power: str = "²"
    bullet: str = ""
    before: str = ""
    after: str = ""
    own: str = ""
    continued: str = ""
    together: str = ""
    update: str = "'"
    eta: str = "number"
    totals: str = "each"
    cost: str = "C"
    typing: str = "plain"
    digits: str = "5"
    factors: str = "backward"
    signed: str = "brackets"

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is not plain in it, by which what was not read is grouped."""
        return tuple(
            f"{one.name}: {getattr(self, one.name)!r}" for one in fields(self) if getattr(self, one.name) != one.default
        )


KOREAN_HEADINGS = ("점 {i}:", "데이터 점 {i}", "{i}번째 점:", "[점 {i}]", "점 {i} (x = {x}):")
HEADINGS = ("point {i}:", "Point {i}", "i = {i}:", "data point {i}:", "point {i} (x = {x}):", "# point {i}")
KOREAN_BEFORE = (
    "따라서 ",
    "그러므로 ",
    "즉, ",
    "이제 ",
    "먼저 ",
    "다음으로 ",
    "연쇄 법칙에 의해 ",
    "여기서 ",
    "답: ",
    "또 ",
)
BEFORE = (
    "so ",
    "hence ",
    "Therefore, ",
    "then ",
    "thus ",
    "now ",
    "by the chain rule, ",
    "we get ",
    "Answer: ",
    "and ",
)
KOREAN_AFTER = ("이다.", "입니다.", "이므로,", " (연쇄 법칙)", "이다", "이 된다.", " 입니다")
AFTER = (".", ",", ";", " (chain rule)", " by the chain rule", " ✓", "  // ok", "!")
CHOICES: dict[str, tuple[str, ...]] = {
    "script": ("latex",),
    "names": ("compact", "underscore", "subscript", "paren", "braces", "superscript"),
    "derivative": ("∂", "short"),
    "delta": ("δ", "delta", "d", "dz"),
    "gate": ("ρ′", "relu'", "ReLU'", "rho'", "σ'", "derivative"),
    "activation": ("relu", "ReLU", "max", "rho"),
    "points": ("prefix", "suffix", "(2)", "^(2)", "_2", "vector ()", "vector []", "bare list", "labelled", "glued"),
    "heading": (*HEADINGS[1:], *KOREAN_HEADINGS),
    "order": ("quantities", "backward", "parameters", "answers", "upside down"),
    "form": ("value", "numbers", "symbols", "symbols value", "unnamed", "mixed", "half", "words", "sums", "reversed"),
    "gaps": ("no a", "no z", "a third", "residuals"),
    "detail": ("gates", "terms", "all"),
    "within": ("full", "residual"),
    "times": ("*", "×", "∗", "⋅", " ", "", "•"),
    "equals": ("=", "  =  "),
    "first": (": ", " := ", " ="),
    "last": (" -> ", " → ", " ⇒ ", " => ", " ≈ "),
    "minus": ("−", "–"),
    "sigma": ("∑", "Σ_i", "Σᵢ", "sum(", "implicit", "합"),
    "index": ("r", "all"),
    "power": ("^2", "**2", "times"),
    "bullet": ("- ", "• ", "1) ", "(c) ", "→ ", "⇒ ", "∴ ", "=> ", "① ", "* ", "a) "),
    "before": (*BEFORE, *KOREAN_BEFORE),
    "after": (*AFTER, *KOREAN_AFTER),
    "own": ("let e", "e :=", "e를", "u =", "여기서 v"),
    "continued": ("=", "->", "⇒"),
    "together": (", ", "; ", "   "),
    "update": ("′", "_new", " ←", " :=", "new", "new ", "^{new}", "새 "),
    "eta": ("η", "eta", "lr"),
    "totals": ("∇C", "gradient", "no heading"),
    "cost": ("C(θ)", "cost", "비용", "C(theta)"),
    "typing": ("hangul", "full width", "no spaces", "many spaces"),
    "digits": ("3", "4", "6"),
    "factors": ("shuffled", "forward"),
    "signed": ("signs",),
}
KOREAN = {
    *KOREAN_HEADINGS, *KOREAN_BEFORE, *KOREAN_AFTER, "e를", "여기서 v", "새 ", "비용", "합",
}  # fmt: skip
TOGETHER = {
    "latex": ("names", "derivative", "delta", "gate", "activation", "times", "sigma", "power", "typing", "update")
}


def _hand(chosen: dict[str, str]) -> Hand:
    """A hand with some choices, and the language of their words."""
    korean = any(value in KOREAN for value in chosen.values())
    words = {"heading": "점 {i}:"} if korean and "heading" not in chosen else {}
    return Hand(language="ko" if korean else "en", **{**words, **chosen})


def _is_sensible(chosen: dict[str, str]) -> bool:
    """Whether the choices can show beside each other."""
    if chosen.get("script") == "latex" and any(one in chosen for one in TOGETHER["latex"]):
        return False
    if chosen.get("typing") == "hangul" and any(ord(c) > 127 for value in chosen.values() for c in value):
        return False
    english = any(chosen.get(one) in words for one, words in (("before", BEFORE), ("after", AFTER[3:6])))
    korean = any(value in KOREAN for value in chosen.values())
    own = "own" in chosen and chosen.get("form") in ("value", "numbers", "unnamed", "words", "sums")
    listed = chosen.get("points", "").startswith(("vector", "bare", "labelled", "glued"))
    return not (english and korean) and not own and not (listed and "heading" in chosen)


@cache
def ways() -> tuple[Hand, ...]:
    """All ways: the plain one, each choice alone, and then several together."""
    found = [Hand(), *(_hand({name: value}) for name, values in CHOICES.items() for value in values)]
    random, seen = Random(1313), set(found)
    while len(found) < NUMBER:
        names = random.sample(list(CHOICES), random.choice((2, 3, 3, 4, 5)))
        chosen = {name: random.choice(CHOICES[name]) for name in names}
        if _is_sensible(chosen) and (made := _hand(chosen)) not in seen:
            seen.add(made)
            found.append(made)
    return tuple(found)
