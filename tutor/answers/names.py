"""Names that a learner typed: what a node of the tree depends on, or the whole tree."""

import re
from collections.abc import Collection, Iterator

from tutor.answers.characters import Typed, fold
from tutor.answers.spelling import LETTER, Vocabulary, spellings

MAX_LENGTH = 1_000
"""Characters in one node's list."""
MAX_TREE_LENGTH = 5_000
"""Characters in a whole tree."""
MAX_NAMES = 250
"""Names in either."""

_SEPARATORS = re.compile(r"(?:[\s,;+*(){}\[\]]|-(?!>))+")
_FUNCTION = re.compile(r"(?:ρ|σ|rho|sigma|relu|sigmoid|tanh)\s*(?=\()", re.IGNORECASE)
_ARGUMENT = re.compile(r"\((?:θ|theta)\)", re.IGNORECASE)
_BRANCHES = re.compile(r"\s*(?::|[-=]?>|=|→|⇒|⟶|↦)")
_WORD = re.compile(rf"[{LETTER}]+[0-9]*'*")


def read_names(text: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """The names in `text`, each once, in the order typed: `w3 a2 b3`, `w⁽³⁾, a⁽²⁾ + b_3`, `W1[2,1] x2`.

    Separated by spaces, commas, semicolons, signs or brackets, or by nothing at all (`w3a2b3`). A name that some other
    network could have (`w7`) is returned too. Raises Unreadable (`unknown_name`, `missing_layer`, `unexpected`, …).
    """
    typed = fold(text, MAX_LENGTH)
    known = Vocabulary(vocabulary)
    names: list[str] = []
    for name, _, end in _names(typed, known):
        names.append(name)
        if branches := _BRANCHES.match(typed.text, end):
            raise typed.unreadable("unexpected", branches.end() - 1)
    return tuple(dict.fromkeys(names))


def read_tree(text: str, vocabulary: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Each node with what it depends on: `C: a3 y; a3: z3; z3: w3 a2 b3; …`, also with `->` or `=`, or line by line.

    A node that is named twice has the branches of both. Raises Unreadable, as `read_names`, and `missing_parent`.
    """
    typed = fold(text, MAX_TREE_LENGTH)
    tree: dict[str, list[str]] = {}
    branches: list[str] | None = None
    for name, start, end in _names(typed, Vocabulary(vocabulary)):
        if _BRANCHES.match(typed.text, end):
            branches = tree.setdefault(name, [])
        elif branches is None:
            raise typed.unreadable("missing_parent", start, end)
        else:
            branches.append(name)
    return {node: tuple(dict.fromkeys(names)) for node, names in tree.items()}


def _names(typed: Typed, vocabulary: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """Each name with where it starts and ends. Raises Unreadable."""
    text, position, count = typed.text, 0, 0
    after_name = False
    while position < len(text):
        if after_name and (branches := _BRANCHES.match(text, position)):
            position, after_name = branches.end(), False
            continue
        after_name = False
        if skipped := _SEPARATORS.match(text, position):
            position = skipped.end()
            continue
        if function := _FUNCTION.match(text, position):
            position = function.end()
            continue
        name, end = _name(typed, position, vocabulary)
        if argument := _ARGUMENT.match(text, end):  # C(θ)
            end = argument.end()
        count += 1
        if count > MAX_NAMES:
            raise typed.unreadable("too_complex", position)
        yield name, position, end
        position, after_name = end, True
    if not count:
        raise typed.unreadable("unexpected", len(text) - len(text.lstrip()))


def _name(typed: Typed, position: int, vocabulary: Vocabulary) -> tuple[str, int]:
    cuts = spellings(typed.text, position, loose=True)
    if found := vocabulary.longest(cuts, position):
        return found
    for cut in cuts:
        if name := cut.well_formed():
            return name, cut.end
    word = _WORD.match(typed.text, position)
    if not word:
        raise typed.unreadable("unexpected", position)
    lacks_layer = cuts and len(cuts[0].base) == 1 and cuts[0].base in "wbazWBAZ"
    raise typed.unreadable("missing_layer" if lacks_layer else "unknown_name", word.start(), word.end())
