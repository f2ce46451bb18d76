"""Names that a learner typed: what a node of the tree depends on, or the whole tree."""

import re
from collections.abc import Collection, Iterator

from tutor.answers.characters import Typed, fold
from tutor.answers.spelling import LETTER, Vocabulary, spellings

MAX_LENGTH = 1_000
"""Characters in one node's list."""
MAX_NAMES = 120
"""Names in one node's list."""
MAX_TREE_LENGTH = 8_000
"""Characters in a whole tree."""
MAX_TREE_NAMES = 700
"""Names in a whole tree."""

_SEPARATORS = re.compile(r"(?:[\s,;+*(){}\[\]]|-(?!>))+")
_FUNCTION = re.compile(r"(ρ|σ|rho|sigma|relu|sigmoid|tanh|max)(?:\s*(?=\()|\s+(?=[a-z]))", re.IGNORECASE)
_ARGUMENT = re.compile(r"\((?:θ|theta)\)", re.IGNORECASE)
_POINT = re.compile(r"_?i(?![A-Za-z0-9_])")
_BRANCHES = re.compile(r"\s*(?::|[-=]?>|=|→|⇒|⟶|↦)")
_USUAL = re.compile(r"[A-Za-z]{1,12}+[0-9]{0,4}+(?:\[[0-9]+(?:,[0-9]+)?\])?(?=[\s;:+]|,\s|$)")
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_WORD = re.compile(rf"[{LETTER}]{{1,40}}+[0-9]{{0,9}}+'{{0,9}}+")


def read_names(text: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """The names in `text`, each once, in the order typed: `w3 a2 b3`, `w⁽³⁾, a⁽²⁾ + b_3`, `W1[2,1] x2`.

    Separated by spaces, commas, semicolons, signs or brackets, or by nothing at all (`w3a2b3`). The number of a data
    point is passed over (`y_i`). A name that some other network could have (`w7`) is returned too. Raises Unreadable
    (`no_such_name`, `missing_layer`, `unexpected`, …).
    """
    typed = fold(text, MAX_LENGTH)
    known = Vocabulary(vocabulary)
    names: list[str] = []
    for name, _, end in _names(typed, known, MAX_NAMES):
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
    for name, start, end in _names(typed, Vocabulary(vocabulary), MAX_TREE_NAMES):
        if _BRANCHES.match(typed.text, end):
            branches = tree.setdefault(name, [])
        elif branches is None:
            raise typed.unreadable("missing_parent", start, end)
        else:
            branches.append(name)
    return {node: tuple(dict.fromkeys(names)) for node, names in tree.items()}


def _names(typed: Typed, vocabulary: Vocabulary, limit: int) -> Iterator[tuple[str, int, int]]:
    """Each name with where it starts and ends, `limit` of them at most. Raises Unreadable."""
    text, position, count = typed.text, 0, 0
    after_name = False
    seen: dict[str, tuple[str, int]] = {}  # by spelling: a name, and how much of the spelling it takes
    while position < len(text):
        if after_name and (branches := _BRANCHES.match(text, position)):
            position, after_name = branches.end(), False
            continue
        after_name = False
        if skipped := _SEPARATORS.match(text, position):
            position = skipped.end()
            continue
        if (function := _FUNCTION.match(text, position)) and function[1] not in vocabulary:
            position = function.end()
            continue
        name, end = name_at(typed, position, vocabulary, seen)
        if name == "C" and (argument := _ARGUMENT.match(text, end)):
            end = argument.end()
        elif "i" not in vocabulary.names and (index := _POINT.match(text, end)):
            end = index.end()
        count += 1
        if count > limit:
            raise typed.unreadable("too_complex", position)
        yield name, position, end
        position, after_name = end, True
    if not count:
        raise typed.unreadable("unexpected", len(text) - len(text.lstrip()))


def name_at(typed: Typed, position: int, vocabulary: Vocabulary, seen: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The name at a position, and where it ends; `seen` remembers spellings. Raises Unreadable."""
    text = typed.text
    if lettered := vocabulary.lettered(text, position):
        return lettered
    if (usual := _USUAL.match(text, position)) and usual.group() in vocabulary.names:
        return usual.group(), usual.end()
    cuts = spellings(text, position, loose=True)
    spelling = text[position : cuts[0].end] if cuts else ""
    if spelling in seen:
        name, length = seen[spelling]
        return name, position + length
    for cut in cuts:  # a1[5] of a chain is a wrong name, not a1 and more
        if found := vocabulary.find(cut) or cut.well_formed():
            seen[spelling] = found, cut.end - position
            return found, cut.end
    if letter := vocabulary.first_letter(cuts, position) or vocabulary.any_case(text, position):
        return letter
    word = _WORD.match(text, position)
    if number := NUMBER.match(text, position):
        raise typed.unreadable("number", position, number.end())
    if not word:
        raise typed.unreadable("unexpected", position)
    lacks_layer = cuts and len(cuts[0].base) == 1 and cuts[0].base in "wbazWBAZ"
    raise typed.unreadable("missing_layer" if lacks_layer else "no_such_name", word.start(), word.end())
