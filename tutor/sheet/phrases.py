"""Phrases around formulas brought to what a formula says, each as long as it was: `e를 a3 - y라 하자` is `e = a3 - y`.

Only what introduces a letter is read so, and named arguments of calls; all other words are left to be passed over.
"""

import re

_LETTER = r"[A-Za-zα-ωΑ-Ω]{1,8}[0-9]{0,2}"
_START = r"(?:^|(?<=[,;]))(?P<lead>\s*(?:[가-힣]+\s+){0,3})"
_CALLED = r"(?:이?라고?|으?로)\s*(?:하|두|놓|쓰|부르|부른|정하|정의하|할|둔|둡|합)"
_ALL_OF_IT = r"[^,;가-힣]{1,200}?"
_KOREAN = (
    re.compile(rf"{_START}(?P<letter>{_LETTER})(?P<is>\s?[을를은는])(?=\s{_ALL_OF_IT}{_CALLED})"),  # e를 … 라 하자
    re.compile(
        rf"{_START}(?![wb][0-9])(?P<letter>{_LETTER})(?P<is>\s?(?:[은는]|이?란))(?=\s{_ALL_OF_IT}(?:이?다|입니다)?\.?\s*$)"
    ),
)
_AND = re.compile(r"(?:이?라고?|으?로)\s*(?:하|두|놓|정하)고(?=\s)")
"""… 라 하고 q를 … 라 하자."""
_ENGLISH = re.compile(
    rf"(?P<lead>\b(?:let|define|call|write|denote|take|set)\s+)(?P<letter>{_LETTER})"
    r"(?P<is>\s+(?:be|to be|as|for|to)(?=\s))",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(r"(?<=[(,])\s*(?:axis|dim)\s*=\s*(?=-?[0-9])")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "첫": 1, "두": 2, "세": 3, "네": 4,
}  # fmt: skip
_NTH_POINT = re.compile(
    r"\b(?:the\s+)?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+"
    r"(?:(?:data\s+)?(?:point|sample|example)\b|(?:one\s+)?(?=(?:gives|has|we)\b))"
    r"|(?P<korean>첫|두|세|네)\s?(?:번째|째)\s+(?:점|데이터\s?점|데이터|샘플|표본)",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[A-Za-z][0-9A-Za-z_{}()^⁽⁾⁰¹²³⁴-⁹₀-₉]{0,15})"
_WITH_RESPECT_TO = (
    re.compile(
        rf"(?<![A-Za-z/∂]){_NAME}(?:에\s?대(?:한|하여|해)|의|으?로)\s?(?:편?미분(?:값|계수|하면|한\s값)?|기울기|그래디언트)"
        r"(?:은|는|이)?(?:\s*[:=])?(?=\s|$)"
    ),
    re.compile(rf"(?<![A-Za-z/∂]){_NAME}에\s?대해서?는(?=\s+[-−0-9(Σ])"),
    re.compile(
        r"\b(?:partial\s+)?(?:derivative|gradient|grad|partial)\s+(?:of\s+(?:C|L|(?:the\s+)?(?:cost|loss))\s+)?"
        rf"(?:with\s+respect\s+to|wrt|of|for)\s+(?!C\b|L\b){_NAME}(?:\s*(?:is|equals|[:=]))?(?=\s)",
        re.IGNORECASE,
    ),
)
_OF_EACH_OTHER = re.compile(
    r"(?<![A-Za-z])(?P<above>[A-Za-z][0-9A-Za-z_{}()^⁽⁾⁰¹²³⁴-⁹₀-₉]{0,9})[을를]\s?"
    rf"{_NAME}(?:으?로|에\s?대해(?:서)?|에\s?대하여)\s?편?미분(?:하면|한\s?것은|한\s?값은?)(?=\s)"
)
"""a3를 z3로 미분하면."""
_UPDATED = re.compile(rf"{_NAME}[을를]\s?(?:갱신|업데이트|수정)(?:하면|한\s?값은?|하여)(?=\s)")
_SQUARED = re.compile(r"(?<=[A-Za-z0-9₀-₉])의\s?제곱은?(?=\s|:|=|$)")
_SAID = re.compile(r"(?:이?라고?|으?로)\s*(?:하|두|놓|정하)(?:면|자)\s+(?=\S)")
"""… 라 하면, and more behind it."""
_KEPT = re.compile(r",\s*keepdims?\s*=\s*(?:True|False)")


def as_formulas(text: str) -> str:
    """The text with what such phrases say in signs; as many characters as before."""
    for phrase in _KOREAN:
        text = phrase.sub(_defined, text)
    if joined := _AND.search(text):
        return as_formulas(f"{text[: joined.start()]}{','.ljust(len(joined[0]))}{text[joined.end() :]}")
    text = _SAID.sub(lambda found: ",".ljust(len(found[0])), text)
    text = _NTH_POINT.sub(_numbered, text)
    text = _OF_EACH_OTHER.sub(_slope_of, text)
    for phrase in _WITH_RESPECT_TO:
        text = phrase.sub(_slope, text)
    text = _UPDATED.sub(lambda found: f"{found['name']}'".ljust(len(found[0]) - 1) + "=", text)
    text = _SQUARED.sub(lambda found: "²".ljust(len(found[0])), text)
    text = _ENGLISH.sub(_defined, text)
    return _KEPT.sub(_blank, _ARGUMENT.sub(_blank, text))


def _defined(found: re.Match[str]) -> str:
    return f"{found['lead']}{found['letter']}{'='.rjust(len(found['is']))}"


def _slope(found: re.Match[str]) -> str:
    slope = f"dC/d{found['name']}"
    return slope.ljust(len(found[0]) - 1) + "=" if len(slope) < len(found[0]) else found[0]


def _slope_of(found: re.Match[str]) -> str:
    above = "C" if found["above"] == "L" else found["above"]
    return f"d{above}/d{found['name']}".ljust(len(found[0]) - 1) + "="


def _numbered(found: re.Match[str]) -> str:
    nth = found["nth"] or found["korean"]
    return f"{'point' if found['nth'] else '점'} {_ORDINALS[nth.lower()]}".ljust(len(found[0]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
