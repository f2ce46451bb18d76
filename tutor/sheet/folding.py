"""A line of working brought to one alphabet: what stands between the formulas is marked as words.

Letters typed with the keyboard still in Hangul mode are told from Korean words by what their keys say.
"""

import re
from collections.abc import Callable

from tutor.answers.characters import Typed
from tutor.answers.errors import Unreadable
from tutor.answers.hangul_keyboard import HANGUL, latin
from tutor.sheet.phrases import as_formulas
from tutor.sheet.tracing import folded, part, replaced

WORDS = "\ue000"
"""Stands for a word that is no part of a formula, for each of its characters."""
IS = "\ue001"
"""The same for a word that stands for a sign of equality: the 은 of `z1은 2`."""
_IS = re.compile(r"은|는|이|가|도|(?!.*(?:대해|대하|에서|때|경우|에는$|로는$)).*(?:은|는)|(?:구|계산|정리|대입)하면")
SO = "\ue002"
"""The same for one that leads from what was said to what it comes to: `… 이므로 582`."""
_SO = re.compile(r"이?므로|따라서|그러므로|즉")
SAME = "\ue003"
"""The same for one that says that something comes to the same: `w2도 같음`."""
_SAME_AS = re.compile(r"(?:같|동일|마찬가지).*")
GOES_ON = "→→"
"""Stands for a sign of equality at the beginning of a line."""
MAX_LENGTH = 600
"""Characters in a line."""

_POINT = re.compile(r".*(?:점|데이터|샘플|표본|예제|번)")
_IS_SAID = re.compile(r"\s*=")
_RUN = re.compile(f"[{HANGUL}]+[0-9]*")
_SCRIPTS = re.compile(r"[⁽⁾⁰¹²³⁴-⁹₀-₉]+|\^\{?\([0-9]+\)\}?|_\{?[0-9]+\}?|\[[0-9,]+\]")
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname|mathbf|boldsymbol|mathit)\s*\{([^{}]{0,60})\}")
_IS_LETTER = re.compile(r"\\[A-Za-z]+|.")
_MEANT = {
    "sum": "Σ", "delta": "δ", "gamma": "γ", "phi": "φ", "varphi": "φ", "approx": "=", "Rightarrow": "→",
    "implies": "→", "therefore": ";", "because": ";", "leftarrow": "←", "gets": "←", "odot": "⊙", "circ": "⊙",
    "bigl": "", "bigr": "", "left": "",
    "right": "", "limits": "", "le": "<", "ge": ">", "lt": "<", "gt": ">",
}  # fmt: skip
_NAMES = re.compile(rf"\\({'|'.join([*_MEANT, 'sqrt', 'max', 'min', 'ln', 'log', 'exp', 'tanh'])})(?![A-Za-z])")
_SAME = str.maketrans(
    {
        **dict.fromkeys("⇒⟹⟶⇨➔➜➡", "→"), **dict.fromkeys("⟵⇐", "←"), **dict.fromkeys("∑∑", "Σ"), "ϕ": "φ", "ϱ": "ρ",
        "∘": "⊙", "∴": ";", "∵": ";", "√": "√", "′": "'", "：": ":", "≔": "=",
    }
)  # fmt: skip
_T = r"(?:\\(?:top|intercal)(?![A-Za-z])|\\math(?:sf|rm|bf|it)\s*\{\s*T\s*\}|[⊤T])"
_TRANSPOSED = re.compile(rf"ᵀ|\^\s*{_T}|\^\s*\{{\s*{_T}\s*\}}|\.T(?![A-Za-z0-9_])")
_LAYER_TRANSPOSED = re.compile(rf"\^\{{(\([0-9]{{1,2}}\))\s*{_T}\s*\}}")
"""A layer's number and the sign of a transpose in one exponent."""
TRANSPOSE = "^T"
_COST = re.compile(
    r"(?<![A-Za-z가-힣])((?-i:J|L(?!\s*:?=\s*[0-9]+(?:\s*$|\s+[a-z]{2}|\s*[가-힣])))|비용|손실|cost|loss|MSE|평균\s?제곱\s?오차)"
    r"(?=\s*:?=(?!=)|\s*:\s*[-(\[0-9Σ½√])",
    re.IGNORECASE,
)
"""What C is called in words before a sign of equality; elsewhere in a line it is a word like others."""
_ASIDE = re.compile(r"//.*$")
_DOTS = re.compile(r"[\s?!…✓✔☑✅∎■□.]+$")
_ARROW_FIRST = re.compile(r"^(\s*)=>")
_EQUAL_FIRST = re.compile(r"^(\s*)[=≈](?!>)")
"""Folding takes the sign for that before an answer."""


def fold_line(line: Typed, is_formula: Callable[[str], bool]) -> Typed:
    """Fold a tidied line; `is_formula` says whether Latin keys are names, or the beginning of one, of the problem.

    Raises Unreadable: `too_long`, `empty`.
    """
    if len(line.text) > MAX_LENGTH:
        raise Unreadable("too_long", MAX_LENGTH, limit=MAX_LENGTH)
    line = replaced(replaced(line, _LAYER_TRANSPOSED, rf"^{{\1}}{TRANSPOSE}"), _TRANSPOSED, TRANSPOSE)
    line = replaced(line, _TEXT, lambda found: found[1] if _IS_LETTER.fullmatch(found[1]) else f" {found[1]} ")
    line = line._replace(text=as_formulas(line.text))
    line = replaced(line, _NAMES, lambda found: _MEANT.get(found[1], found[1]))
    line = replaced(line._replace(text=line.text.translate(_SAME)), _ASIDE, "")
    line = replaced(part(line, 0, len(line.text.rstrip())), _DOTS, "")
    line = replaced(line, _COST, lambda word: word[1] if is_formula(word[1]) else "C".ljust(len(word[1])))
    text = line.text
    line = replaced(line, _RUN, lambda run: run[0] if _is_typed(text, run, is_formula) else _words(run))
    line = replaced(replaced(line, _ARROW_FIRST, r"\1→ "), _EQUAL_FIRST, rf"\1{GOES_ON}")
    return folded(line, MAX_LENGTH)


def _is_typed(text: str, run: re.Match[str], is_formula: Callable[[str], bool]) -> bool:
    """Whether Hangul is what keys gave, with the numbers that stand above or below the line behind it."""
    scripts = _SCRIPTS.match(text, run.end())
    return is_formula(latin(run.group()) + (scripts.group() if scripts else ""))


def _words(found: re.Match[str]) -> str:
    run = found[0]
    digits = len(run) - len(run.rstrip("0123456789"))
    word = run[: len(run) - digits]
    if digits and not _POINT.fullmatch(word) and _IS_SAID.match(found.string, found.end()):  # 오차1 = …
        return WORDS * len(run)
    signs = ((IS, _IS), (SO, _SO), (SAME, _SAME_AS))
    sign = next((one for one, said in signs if said.fullmatch(word)), WORDS)
    return sign * (len(run) - digits) + " " * bool(digits) + run[len(run) - digits :]
