"""Programs as students write them, each right with one line and wrong with another."""

from typing import NamedTuple

from .program import Program
from .texts_of_steps import AMONG, CHAIN, HIDDEN, IN_TURN, OF_LAST, SEQUENTIAL, TUPLE
from .texts_of_students import (
    ACTIVATIONS,
    COLUMN,
    FIELDS,
    LAYERS,
    LETTERS,
    LISTS,
    ONE_NUMBER,
    ONE_OUTPUT,
    OWN,
    PAIRS,
    PENALTY,
    RECORDS,
    TREE,
)


class Student(NamedTuple):
    """A program with a place that is filled in right or wrong."""

    text: str
    place: str
    right: str
    wrong: str
    expected: str

    def filled(self, line: str) -> Program:
        """The program with a line in the place."""
        return Program(self.text.replace(self.place, line), expected=frozenset({self.expected}))


STUDENTS = {
    "letters": Student(LETTERS, "{gate}", " * (Z > 0)", "", "partial.gate-ignored-hidden"),
    "pairs": Student(PAIRS, "{slope}", "2 * (out - y) / y.size", "2 * (y - out) / y.size", "partial.sign"),
    "fields": Student(FIELDS, "{gate}", "h", "z", "partial.gate-formula-in-z"),
    "layers": Student(LAYERS, "{mean}", " / len(x)", "", ""),
    "a column of ones": Student(COLUMN, "{from}", "1", "0", "code.penalty-on-biases"),
    "a penalty": Student(PENALTY.replace("{taken}", "1"), "{penalty}", "2 * self.reg", "0", "code.penalty-left-out"),
    "labels": Student(PENALTY.replace("{penalty}", "2 * self.reg"), "{taken}", "1", "0", "code.targets-left-out"),
    "a cost of its own": Student(OWN, "{slope}", "4 * r ** 3", "3 * r ** 3", ""),
    "lists by a letter": Student(LISTS, "{gate}", "hs[k + 1]", "g", "code.gate-on-gradient"),
    "activations by name": Student(ACTIVATIONS, "{gate}", "(z > 0)", "1", "partial.gate-ignored-hidden"),
    "a tree": Student(TREE, "{turned}", ".T", ".reshape(d.shape[1], -1)", "code.weights-reshaped"),
    "records in a list": Student(RECORDS, "{squared}", " ** 2", "", "partial.gate-half"),
    "one output": Student(ONE_OUTPUT, "{gate}", " * (A1 > 0)", "", "partial.gate-ignored-hidden"),
    "a chain of numbers": Student(CHAIN, "{weight}", " * w3", "", "partial.weights-not-followed"),
    "a tuple of all": Student(TUPLE, "{sign}", "-", "+", "partial.sign"),
    "points in turn": Student(
        IN_TURN, "{order}", f"{HIDDEN}; {OF_LAST}", f"{OF_LAST}; {HIDDEN}", "partial.updated-weights"
    ),
    "a sequence of layers": Student(SEQUENTIAL, "{mean}", "", " / len(self.x)", "partial.mean-twice"),
    "biases among weights": Student(AMONG, "{squared}", " ** 2", "", "partial.gate-half"),
    "one number": Student(ONE_NUMBER, "{mean}", " / m", "", "partial.mean-weights-only"),
}
