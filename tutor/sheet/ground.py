"""What the statements of a problem are held against: values at its places, and the mistaken computations."""

from tutor.lessons.problem import Problem
from tutor.sheet.diagnosing import Catalogue
from tutor.sheet.evaluating import State
from tutor.sheet.graph_state import GraphState
from tutor.sheet.places import Places, open_places, with_classes_kept, with_ones_kept, with_zero_biases_kept


class Ground:
    """What the statements of a problem are held against."""

    def __init__(self, problem: Problem, places: Places, right: State, catalogue: Catalogue) -> None:
        self.problem, self.places, self.right, self.catalogue = problem, places, right, catalogue
        self.open = GraphState(problem, found) if (found := open_places(problem)) else None
        """Where every gate is open; None of what is no network."""
        self.with_ones = GraphState(problem, with_ones_kept(places))
        """Where a factor 1 may be left out, and a summand 0."""
        self.without_biases = GraphState(problem, with_zero_biases_kept(problem, places))
        """Where a bias that is 0 may be left out."""
        self.with_classes = GraphState(problem, with_classes_kept(places))
        """Where a target that is 0 may be left out, as that of a class which is not the point's own."""
