"""What stands around formulas on a page taken away: what was crossed out, comments, what only lays out LaTeX."""

import re
from collections.abc import Callable

from tutor.answers.characters import Typed
from tutor.sheet.folding import MAX_LENGTH
from tutor.sheet.programs import ARRAY, COMMENT, COMPREHENSION, of_arrays, worth
from tutor.sheet.tracing import replaced

_GONE = re.compile(
    r"~~.*?~~"
    r"|\\(?:begin|end)\s*\{(?![a-z]*matrix)[a-z*]+\}(?:\{[^}]*\})?|\\[\[\]()]|&(?=\s*(?:=|\\approx))|\\\\\s*$|\\(?:label|tag)\{[^}]*\}"
)
_LAYER_IN_SQUARE = re.compile(r"\^\{?\[([0-9]{1,2})\](\s*T)?\}?")
"""The number of a layer as some books have it, `z^{[1]}`, also with the sign of a transpose."""
_PRIME = re.compile(r"\^\s*\{?\s*(?:\\prime|')\s*\}?")
_PRIME_BEHIND = re.compile(r"\^\{(\([0-9]{1,2}\))\s*(?:\\prime|')\s*\}")
_HAT = re.compile(r"\\(?:wide)?hat\s*\{?\s*y\s*\}?|(?<![A-Za-z])y_?hat(?![A-Za-z])|ŷ|y\u0302")
_STEP = (
    (re.compile(r"^(\s*[A-Za-z]\w{0,9}\s*[-+]=\s*\S.*?)(\s*(?:(?:=|→|⇒|->).*)?)$"), r"\1)\2"),
    (re.compile(r"^(\s*)([A-Za-z]\w{0,9})(\s*)([-+])=\s*"), r"\1\2\3= \2 \4 ("),
)
"""A step as programs make it."""
_COUNTED = re.compile(
    r"(?<=[0-9])\s?(?:개|원|명|장|엔|%p|won|yen|dollars?)(?:씩|의)?(?![가-힣A-Za-z])|[₩¥](?=\s?[0-9])"
)
"""What numbers count: pieces, money."""
_PLAIN = r"[-−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_WITH_BLANKS = re.compile(rf"(?<=[:=→])\s*({_PLAIN}(?:\s+{_PLAIN})+)(?=\s*(?:$|[,=→⇒(]))")
"""Values with nothing but blanks between them."""
_PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.|In\s?\[[0-9]{0,4}\]:|\*(?=[A-Za-z]\w{0,12}\s*=))")
"""What an interpreter asks with, and the star with which some books mark what is new."""
_RATE = re.compile(r"^(\s*([A-Za-z]\w{0,9})(?:'|_new)?\s*[:←]?=\s*\2\s*[-−]\s*)a(?=\s*[·*×(])")
"""The rate of a step by the letter a."""
_OF_DATUM = re.compile(r"^\s*(?:for|at)?\s*[xX]\s?(?:\^?\{?\(([1-9])\)\}?|⁽([¹²³⁴-⁹])⁾)\s*:(?=.*=)")
"""A data point by its input with a number, before a colon."""
_ENTRYWISE = re.compile(r"(?<=[\w)\]}'\s])\.\*(?!\*)")
_CALLED_OUT = re.compile(r"!(?!=)")
_LEFT_OUT = re.compile(
    r"(?<=[a-z] )(?:without|except|but not?)\s+(?:the\s+)?[A-Za-z][A-Za-z0-9_']{0,8}(?=\s*[:=,)]|\s*$)"
)
"""What a quantity is said to lack: `the same without x: …`."""
_IS_SAME = re.compile(r"\s+(?:is|are)\s+(?:just\s+)?(?:the\s+)?same(?=\s*[:=])")
_SAME_AS = re.compile(r"(?<=[=→])\s*(?:the\s+)?same\s+as(?=\s)")
_CHOICE = re.compile(r"\(?([^()=]{1,24})\s+if\s+([^()=]{1,30}[<>][^()=]{1,30})\s+else\s+([^()=,]{1,24})\)?")
"""A choice as Python has it, `(1 if z > 0 else 0)`."""
_GRADIENT = re.compile(
    r"(?<![A-Za-z_.])[Gg]rad(?:ient)?(?:[\s_]|(?=[WZBA]))"
    r"(?=(?:[WwZzBbAahpoŷ][0-9_^(\[{⁽¹²³₁₂₃]{0,3}\S{0,4}|[a-z]{2,12}_?[0-9]?)\s*=)"
)
"""Before what the cost is differentiated by: `grad z = p − y`."""
_NEW_VALUE = re.compile(
    r"(?<=[A-Za-z0-9₀-₉])\s?(?:의\s?)?(?:새\s?(?:로운\s?)?값|새\s?가중치|갱신값?|업데이트)(?:은|는)?(?=\s*[:=]|\s+[-−0-9])"
)
_DIFFERENCES = re.compile(r"[Δ∆]([CELJ])\s?/\s?[Δ∆](?=[A-Za-z])")
_SOME_GRADIENT = re.compile(r"\bgradient(?=\s+(?:for|at|each|of\s+each)\b)", re.IGNORECASE)
"""A gradient of which the line says otherwise what it is by."""
_SUMMED_UP = re.compile(
    r"(?<==)\s*([^=]{1,80}?)\s*,?\s(?:summed(?: up)?|added up)"
    r"(?: over (?:all |the )?[a-z]{1,8}(?: points)?)?(?=\s*(?:=|$))"
    r"|(?<==)\s*([^=가-힣]{1,80}?)\s?[을를]\s(?:모두|다|전부|네\s점에서)\s?(?:더하면|더한\s?것|합하면)(?=\s*(?:=|→|[0-9-]|$))"
)
"""What is to be added up, by words behind it."""
_PRIME_OF = re.compile(r"(?<![A-Za-z])([az][0-9])'\(\s*([zaw][0-9]|b[0-9])\s*\)")
"""The derivative of what has a name, as that of a function: `a3'(z3)`."""
_THROUGH = re.compile(r"(?<=[→>])\s*(?:σ|sigmoid|ρ|[Rr]e[Ll][Uu]|tanh|softmax)\s*(?=→|->)")
"""The function that an arrow leads through."""
_IS_CLASS = re.compile(r"(?:\b1|𝟙|I|δ)\s?[\[({]\s*([jk])\s*={1,2}\s*y(?:_i)?\s*[\])}]")
"""1 for the target's class."""
_WITH_RESPECT = re.compile(r"w\.r\.t\.")
_PYTHON = re.compile(r"(?<![A-Za-z])grad_(?=[WwBb][0-9])")
_QUOTED = re.compile(r"^\s*\*\*(.*)\*\*\s*$|`([^`]*)`")
"""What Markdown sets in bold, or as a program."""
_SHORT_FOR = re.compile(r"\b(?:i\.e\.|e\.g\.|s\.t\.)")
_NEW = re.compile(r"\s?\((?:new|updated|새\s?값|갱신|갱신\s?후)\)(?=\s*[:=])")
_NEW_ABOVE = re.compile(
    r"\^\s*(?:\+|\{\s*(?:\+|\(?new\)?|\\(?:text|mathrm)\{\s*new\s*\})\s*\}|\(?new\)?)(?=\s*(?:[=:←]|\\leftarrow))"
)
_SOFTMAX = re.compile(r"softmax\(\s*z(?:\^\{?\(?[0-9]\)?\}?|_?[0-9]|⁽[⁰¹²³⁴-⁹]⁾)?\s*\)")
_DOT = re.compile(r"(?<=[A-Za-z0-9)]\s)\.(?=\s[A-Za-z0-9(])")
_NTH = re.compile(r"(?<![A-Za-z])i\s*=\s*[0-9]{1,2}\s*(?:→|->|⇒|=>)\s*")
"""What says in a list which point a value is of: `i=1 → 12, i=2 → 156`."""
_REMARK = re.compile(r"(?:ρ|σ|rho|relu|(?<![A-Za-z])[fg])['′]\s*=\s*1(?=\s*(?:$|[),;]|[^\W\d]))", re.IGNORECASE)
"""That gates are open, said of no unit; not the beginning of a formula, `ρ' = 1 − a²`."""
_MEAN_OF = re.compile(r"\b(?:mean|average)\s+of\s+([^\s=]{1,20})(?=\s*=)")
_POWER_OF = re.compile(r"((?:tanh|sigmoid|σ)'?)(?:²|\^2|\^\{2\})\s*(?:\(([^()]{1,40})\))")
_SUMMED = re.compile(r"(?:\\sum|Σ|∑)_\{\s*([a-z])\s*=\s*1\s*\}\s*\^\s*\{?\s*[mNn]")
"""The index of a sum over the data points."""
_I_OF_UNITS = re.compile(
    r"(?<![A-Za-z])[wW](?:[^\s=+*·×∙,()]{0,8}_\{?(?:[jkl],?)?i(?![A-Za-z0-9])|[^\s=+*·×∙,()]{0,8}_\{?i,?[jkl]|[ⱼₖ]?ᵢ)"
)
"""A weight with an index i, which is a unit's there and not a data point's."""
_INDEX_I = re.compile(r"(?<=_)i(?![A-Za-z0-9])|(?<=_\{)(?:[jkl],?)?i|(?<=_)[jkl]i(?![A-Za-z0-9])|ᵢ|(?<=_)i(?=[jkl])")
_WORD_BELOW = re.compile(
    r"_\{\s*\\(?:text|mathrm|textrm)\s*\{\s*([A-Za-z0-9]{1,12})\s*\}\s*\}|_\{([A-Za-z]{1,9}_?[0-9]{1,2}|[a-z]{3,9})\}"
)
"""Words, and the letters of a unit, in braces: `out_{h1}`, `w_{\\text{new}}`."""
_POINT_BELOW = re.compile(r"_\{([0-9]),\s?i\}")
"""A layer's number, and the index of a data point: `a_{1,i}`."""
_IN_BRACKETS = re.compile(
    r"(?<![A-Za-z])([d∂])\s?\(\s*([A-Za-z_]\w{0,20})\s*\)(?=\s*/)|(?<=/)(\s*[d∂])\(\s*([A-Za-z_]\w{0,20})\s*\)"
)
"""Differentials of words: `d(price)/d(tax)`."""
_INDICATOR = re.compile(
    r"(?:\\math(?:bb|bf|1)\s*\{?\s*1\s*\}?|𝟙|(?<![\w.^{(\[₀-₉⁰-⁹¹²³])1)\s*(?=[\[({](?:[^\[\]()]|\([0-9]\)){1,24}[<>])"
)
_INDICATOR_BELOW = re.compile(r"(?:\\math(?:bb|bf)\s*\{?\s*1\s*\}?|𝟙)\s*_\s*\{([^{}]{1,20}[<>][^{}]{1,20})\}")
"""1 where a comparison holds, with a sign before it, or below it."""
_SHORT_FRACTION = re.compile(r"\\[dt]?frac\s?([0-9])\s?([0-9])(?![0-9])")
_HYPHEN = re.compile(
    r"(?<=\bpre|\bone|\bnon|\btwo)-(?=[a-z]{3})|(?<=\bfeed|\bback|\bmini|\bhalf|\bstep)-(?=[a-z]{3})|(?<=\bcross)-(?=[a-z]{3})"
)
_CONTRACTED = re.compile(r"(?<=[A-Za-z]{2})['’](?=(?:s|t|re|ve|ll|d|m)\b)")
_TARGET = re.compile(r"(?<![A-Za-z_0-9])target(?=\s?[-−+*·×)])|(?<=[-−+*·×(]\s)target(?![A-Za-z_0-9])")
_WORD_OUTPUT = re.compile(r"(?<![A-Za-z_0-9])output(?=\s?[-−+*·×)])|(?<=[-−+*·×(]\s)output(?![A-Za-z_0-9])")
"""Words for target and output, where something is done with them."""
OUTPUT = "yhat"
"""The output as it is written with a hat."""
UNIT_I = "ı"
"""An index i that is a unit's."""
_OF_UNIT = re.compile(r"^\s*E_?\{?(o_?[0-9])\}?\s*=")
"""One output's share of the cost, beside which target and output are that unit's."""
_ROW = re.compile(r"\[([^\[\]A-Za-z가-힣]{1,200})\]")
_ENTRY = re.compile(r"[-−+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[·*×][-−]?[0-9]+\.?[0-9]*)*")
_BETWEEN = re.compile(r"\s+(?=[-−+]?[0-9.])")
_ADDED = re.compile(
    rf"((?<=[:=→])\s*{_PLAIN}(?:\s*,\s*{_PLAIN})+)\s*,\s*(?:sum|total|합계?|총합)\s*[:=]?\s*(?={_PLAIN}\s*$)"
)
"""Values, and what they come to: `8, 130, 112, 264, sum 514`."""
_OF_COST = re.compile(r"([d∂])\s?(?:비용|손실|[Cc]ost|[Ll]oss)(?=\s?/\s?[d∂])")
_BY_BELOW = re.compile(r"(?:∂|\\partial\s?)_(?:\{([wb][^{}\s]{0,9})\}|([wb][0-9]))\s*[CLJE](?![A-Za-z])")
_COST_BELOW = re.compile(r"(?<![A-Za-z0-9_])[CLJE]_\{?([wb][0-9])\}?(?=\s*[:=])")
"""Partials of the cost with what it is differentiated by below: `∂_{w2} C`, `C_{w2}`."""
_PARTED = re.compile(r"^(\s*)d\s(?=[zwba][0-9]?\s*=)")
"""A differential with a blank in it: `d w2 = …`."""
_STARRED = re.compile(r"(?<=[A-Za-z0-9])\*(?=\s+=)")
"""The star of what is new: `w6* = …`."""
_NORM = re.compile(
    r"(?:\\[lr]?Vert|\\\||‖|\|\|)\s?([^|‖=]{1,60}?)\s?(?:\\[lr]?Vert|\\\||‖|\|\|)(?:_2|₂)?\s?(?:\^\{?2\}?|²)"
)
"""The square of a length."""


def tidied(line: Typed) -> Typed:
    """The line without them; what else means the same is brought to one way to write it.

    One that is too long to be read stays as it is, and is refused with its own length.
    """
    if len(line.text) > MAX_LENGTH:
        return line
    if unit := _OF_UNIT.match(line.text):
        line = replaced(line, re.compile(rf"{_TARGET.pattern}|{_WORD_OUTPUT.pattern}"), rf"\g<0>_{unit[1]}")
        line = replaced(line, re.compile(r"output(?=_o)"), "out")
    for pattern, by in _FIRST:
        line = replaced(line, pattern, by)
    if (summed := _SUMMED.search(line.text)) and summed[1] != "i":
        line = replaced(line, re.compile(rf"_(?:{summed[1]}(?![A-Za-z0-9])|\{{{summed[1]}\}})"), "_i")
    if _I_OF_UNITS.search(line.text):
        line = replaced(line, _INDEX_I, lambda found: found[0].replace("i", UNIT_I).replace("ᵢ", f"_{UNIT_I}"))
    line = replaced(line, _POINT_BELOW, r"_{\1}")
    for pattern, by in _THEN:
        line = replaced(line, pattern, by)
    return line


def _listed(values: re.Match[str]) -> str:
    """Values with commas between them; `5 -2` is a difference."""
    pieces = values[1].split()
    if all(one[0] in "-−" for one in pieces[1:]):
        return values[0]
    return values[0].replace(values[1], re.sub(r"\s+", ", ", values[1]))


def _moved(said: re.Match[str]) -> str:
    return "_new" if said.string[said.end() :].lstrip()[:1] in (":", "=") else "_new ="


def _added_up(said: re.Match[str]) -> str:
    is_korean = said[2] is not None
    leads_on = is_korean and said.string[said.end() :].lstrip()[:1].isdigit()
    return f" Σ ({said[2] if is_korean else said[1]})" + (" = " if leads_on else "")


def _in_parentheses(layer: re.Match[str]) -> str:
    return f"^{{({layer[1]}){'T' if layer[2] else ''}}}"


def _with_commas(row: re.Match[str]) -> str:
    """A row of a matrix as it is written with spaces only, `[1 4; 2 3]`."""
    entries = row[1].replace(";", " ").split()
    if len(entries) < 2 or not all(map(_ENTRY.fullmatch, entries)):
        return row[0]
    rows = [_BETWEEN.sub(",", one.strip()) for one in row[1].split(";")]
    return f"[{rows[0]}]" if len(rows) == 1 else f"[{','.join(f'[{one}]' for one in rows)}]"


_Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_FIRST: tuple[_Change, ...] = (
    (COMMENT, worth),
    (COMPREHENSION, of_arrays),
    (ARRAY, lambda found: found[1] or ""),
    (_NORM, r"sum((\1)^2)"),
    (_OF_COST, r"\1C"),
    (_BY_BELOW, lambda found: f"dC/d{found[1] or found[2]}"),
    (_COST_BELOW, r"dC/d\1"),
    (_PARTED, r"\1d"),
    (_STARRED, "_new"),
    (_GONE, " "),
    (_PROMPT, " "),
    (_RATE, r"\1η"),
    *_STEP,
    (_OF_DATUM, lambda found: f"point {found[1] or '¹²³⁴⁵⁶⁷⁸⁹'.index(found[2]) + 1}:"),
    (_ENTRYWISE, " ⊙ "),
    (_CALLED_OUT, " "),
    (_SOME_GRADIENT, "value"),
    (_SUMMED_UP, _added_up),
    (_PRIME_OF, r"d\1/d\2"),
    (_THROUGH, ""),
    (_IS_CLASS, r"y_\1"),
    (_LEFT_OUT, ""),
    (_IS_SAME, ""),
    (_SAME_AS, " "),
    (_CHOICE, r"np.where(\2, \1, \3)"),
    (_GRADIENT, "d"),
    (_NEW_VALUE, _moved),
    (_DIFFERENCES, r"d\1/d"),
    (_COUNTED, ""),
    (_WITH_BLANKS, _listed),
    (_ADDED, lambda found: f"{found[1]}; {found[1].replace(',', ' +')} = "),
    (_WITH_RESPECT, " wrt "),
    (_QUOTED, r"\1\2"),
    (_SHORT_FOR, " "),
    (_PYTHON, "d"),
    (_NTH, ""),
    (_INDICATOR_BELOW, r"[\1]"),
    (_INDICATOR, ""),
    (_CONTRACTED, ""),
    (_HYPHEN, " "),
    (_SHORT_FRACTION, r"(\1/\2)"),
    (_IN_BRACKETS, lambda found: (found[1] or found[3]) + (found[2] or found[4])),
    (_TARGET, "y"),
    (_WORD_OUTPUT, OUTPUT),
    (_WORD_BELOW, lambda found: f"_{found[1] or found[2].replace('_', '')}"),
    (_DOT, "·"),
    (_REMARK, " "),
    (_MEAN_OF, r"mean(\1)"),
    (_POWER_OF, r"\1(\2)²"),
)
_THEN: tuple[_Change, ...] = (
    (_NEW, "_new"),
    (_NEW_ABOVE, "_new"),
    (_SOFTMAX, OUTPUT),
    (_LAYER_IN_SQUARE, _in_parentheses),
    (_PRIME_BEHIND, r"^{\1}'"),
    (_PRIME, "'"),
    (_HAT, OUTPUT),
    (_ROW, _with_commas),
)
"""What is changed, in this order."""
