"""The label of an assignment: which quantity a learner says a value is of, as in `∂C/∂w1 = 446`."""

import re

from tutor.answers.spelling import Spelling, Vocabulary, spellings

_LONGEST = 60
_SIGN = re.compile(r"[=:]+")
_ARGUMENT = re.compile(r"\((?:θ|theta|x)('?)\)")
_PARTIAL = re.compile(
    r"\\\{[d∂] ?(?P<above>[^{}/]+)\}\{[d∂] ?(?P<below>.+)\}|[d∂] ?(?P<over>[^/]+?) ?/ ?[d∂] ?(?P<under>.+)"
)
_GRADIENT = re.compile(r"∇ ?(?P<of>\w*)|grad|gradient", re.IGNORECASE)
_LETTER = re.compile(r"(?:θ|theta)('?)|(?:η|eta)|([A-Za-z])", re.IGNORECASE)


def read_label(text: str, start: int, names: Vocabulary) -> tuple[str, int] | None:
    """The label at `text[start]` in its canonical form, and where its value begins; None if there is none.

    Forms: `w1`, `w1'` (after the step), `dC/dw1` (a partial), `∇C`, `θ`, `θ'`, or one letter.
    """
    sign = _SIGN.search(text, start, start + _LONGEST)
    if sign is None:
        return None
    written = text[start : sign.start()].strip()
    label = _canonical(written, names)
    return (label, sign.end()) if label else None


def canonical_labels(written: Vocabulary) -> frozenset[str]:
    """Labels, however written (`∂C/∂w1`, `C(θ)`), in their canonical form."""
    return frozenset(_canonical(label, written) or label for label in written)


def parameter(label: str) -> str:
    """The parameter that a label is about: `dC/dw1` and `w1'` → `w1`."""
    return label.partition("/d")[2] or label.rstrip("'")


def _canonical(label: str, names: Vocabulary) -> str | None:
    written = _ARGUMENT.sub(r"\1", label) if "(" in label else label
    plain = written.rstrip("'")
    if plain in names.letters:
        return names.letters[plain] + written[len(plain) :]
    if partial := _PARTIAL.fullmatch(written):
        above = _name((partial["above"] or partial["over"]).strip(), names)
        below = _name((partial["below"] or partial["under"]).strip(), names)
        return f"d{above}/d{below}" if above and below else None
    if gradient := _GRADIENT.fullmatch(written):
        return "∇C" if not gradient["of"] or _name(gradient["of"], names) else None
    if letter := _LETTER.fullmatch(written):
        if letter[2]:
            return _name(written, names) or written
        return f"θ{letter[1]}" if written[0] in "θtT" else "eta"
    return _name(written, names)


def _name(written: str, names: Vocabulary) -> str | None:
    if written in names.letters:
        return names.letters[written]
    if written in names.names:
        return written
    for cut in spellings(written, 0, loose=True):
        if cut.end == len(written):
            plain = Spelling(cut.end, cut.base, cut.numbers)
            found = names.find(plain) or plain.well_formed()
            if found:
                return f"{found}{chr(39) * cut.primes}"
    lettered = names.any_case(written, 0)
    return lettered[0] if lettered and lettered[1] == len(written) else None
