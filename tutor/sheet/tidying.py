"""What stands around formulas on a page taken away: what was crossed out, comments, what only lays out LaTeX."""

import re

from tutor.sheet.folding import MAX_LENGTH

_GONE = re.compile(
    r"~~.*?~~|(?<=\S)\s+#\s.*$"
    r"|\\(?:begin|end)\s*\{(?![a-z]*matrix)[a-z*]+\}(?:\{[^}]*\})?|\\[\[\]()]|&(?=\s*(?:=|\\approx))|\\\\\s*$|\\(?:label|tag)\{[^}]*\}"
)
_LAYER_IN_SQUARE = re.compile(r"\^\{?\[([0-9]{1,2})\](\s*T)?\}?")
"""The number of a layer as some books have it, `z^{[1]}`, also with the sign of a transpose."""
_PRIME = re.compile(r"\^\s*\{?\s*(?:\\prime|')\s*\}?")
_PRIME_BEHIND = re.compile(r"\^\{(\([0-9]{1,2}\))\s*(?:\\prime|')\s*\}")
_HAT = re.compile(r"\\(?:wide)?hat\s*\{?\s*y\s*\}?|(?<![A-Za-z])y_?hat(?![A-Za-z])|ŷ|y\u0302")
_STEP = re.compile(r"^\s*([A-Za-z]\w{0,9})\s*-=\s*(.+?)\s*$")
"""A step as programs make it."""
_PYTHON = re.compile(r"(?<![A-Za-z])grad_(?=[WwBb][0-9])")
_QUOTED = re.compile(r"^\s*\*\*(.*)\*\*\s*$|`([^`]*)`")
"""What Markdown sets in bold, or as a program."""
_SHORT_FOR = re.compile(r"\b(?:i\.e\.|e\.g\.|s\.t\.)")
_NEW = re.compile(r"\s?\((?:new|updated|새\s?값|갱신|갱신\s?후)\)(?=\s*[:=])")
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
_ANY_UNIT = re.compile(r"(?<=[zapyδ])_(?:\{[jk]\}|[jk](?![A-Za-z0-9]))")
"""The index of whatever unit: what is said of it is said of the layer."""
_OVER_UNITS = re.compile(r"(?:\\sum|Σ|∑)\s*_\{?\s*[jk](?![A-Za-z])")
"""A sum over units, in which it is not."""
_BELOW_NEW = re.compile(r"_\{\s*\\(?:text|mathrm)\s*\{\s*(new|next)\s*\}\s*\}")
OUTPUT = "yhat"
"""The output as it is written with a hat."""
_ROW = re.compile(r"\[([^\[\]A-Za-z가-힣]{1,200})\]")
_ENTRY = re.compile(r"[-−+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_BETWEEN = re.compile(r"\s+(?=[-−+]?[0-9.])")


def tidied(line: str) -> str:
    """The line without them; what else means the same is brought to one way to write it.

    One that is too long to be read stays as it is, and is refused with its own length.
    """
    if len(line) > MAX_LENGTH:
        return line
    text = _STEP.sub(r"\1 = \1 - (\2)", _GONE.sub(" ", line))
    text = _PYTHON.sub("d", _SHORT_FOR.sub(" ", _QUOTED.sub(r"\1\2", text.replace("w.r.t.", " wrt "))))
    text = _MEAN_OF.sub(r"mean(\1)", _REMARK.sub(" ", _DOT.sub("·", _NTH.sub("", text))))
    text = _POWER_OF.sub(r"\1(\2)²", text)
    if (summed := _SUMMED.search(text)) and summed[1] != "i":
        text = re.sub(rf"_(?:{summed[1]}(?![A-Za-z0-9])|\{{{summed[1]}\}})", "_i", text)
    text = text if _OVER_UNITS.search(text) else _ANY_UNIT.sub("", text)
    text = _SOFTMAX.sub(OUTPUT, _NEW.sub("_new", text))
    text = _BELOW_NEW.sub(r"_\1", text)
    text = _LAYER_IN_SQUARE.sub(lambda found: f"^{{({found[1]}){'T' if found[2] else ''}}}", text)
    text = _PRIME.sub("'", _PRIME_BEHIND.sub(r"^{\1}'", text))
    return _ROW.sub(_with_commas, _HAT.sub(OUTPUT, text))


def _with_commas(row: re.Match[str]) -> str:
    """A row of a matrix as it is written with spaces only, `[1 4; 2 3]`."""
    entries = row[1].replace(";", " ").split()
    if len(entries) < 2 or not all(map(_ENTRY.fullmatch, entries)):
        return row[0]
    rows = [_BETWEEN.sub(",", one.strip()) for one in row[1].split(";")]
    return f"[{rows[0]}]" if len(rows) == 1 else f"[{','.join(f'[{one}]' for one in rows)}]"
