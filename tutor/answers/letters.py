"""The letters that a problem's source has for its quantities, as they are typed."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from tutor.answers.characters import folded
from tutor.answers.spelling import Vocabulary
from tutor.lessons.problem import Problem


def vocabulary_of(problem: Problem, names: Collection[str]) -> Vocabulary:
    """Names of a problem, found under the source's letters as well as under the tutor's own."""
    return Vocabulary(names, _letters(problem))


@lru_cache(maxsize=64)
def _letters(problem: Problem) -> Mapping[str, str]:
    """The quantities by their folded letters; those of a computation graph have whatever names its file gives them."""
    own = {} if problem.is_layered else {folded(name): name for name in problem.graph.named}
    return own | {folded(letters): name for name, letters in problem.names.items()}
