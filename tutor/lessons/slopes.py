"""The pages on the derivatives that a problem needs: `content/help/slope-NAME.LANG.md`, and where they are needed."""

from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, hint_levels_of, kind_of

SLOPES = SQUARE, GATE, _SUM, _PRODUCT, _PATHS = ("square", "gate", "sum", "product", "paths")
"""Their names, in the order in which they are read."""
FUNCTIONS = ("relu", "leaky-relu", "sigmoid", "tanh", "softplus")
"""The activation functions that have a curve to move along."""
_DERIVED = frozenset({StepKind.SLOPE, StepKind.GATE, StepKind.LOCAL})
"""The sub-steps that ask for a derivative."""


def slope_page(name: str) -> str:
    """The name of a page of help."""
    return f"slope-{name}"


def functions_of(problem: Problem) -> tuple[str, ...]:
    """The activation functions of a problem that have a curve; ReLU where none has."""
    used = {node.operation for node in problem.graph.nodes}
    return tuple(name for name in FUNCTIONS if name in used) or FUNCTIONS[:1]


def needs_slopes(problem: Problem, field: FieldId, hint_level: int) -> bool:
    """Whether a hint is about derivatives, and the first of its place that is: it names the way to the pages."""
    name = hint_levels_of(field)[hint_level]
    if not field.step or is_chain(field):
        return field.stage == "d" and name == "principle"
    return field.stage == "d" and name == "recipe" and kind_of(problem, field) in _DERIVED


def slopes_of(problem: Problem) -> tuple[str, ...]:
    """The derivatives that the chain rule needs in a problem, each of which has a page."""
    graph = problem.graph
    operations = {node.operation for node in graph.nodes}
    needed = {
        "square": "squares" in operations or "^" in operations,
        "gate": any(node.quantity.kind == "activation" and node.operation != "identity" for node in graph.nodes),
        "sum": True,
        "product": bool(operations & {"affine", "*"}),
        "paths": any(len(nodes) > 1 for nodes in graph.uses.values()),
    }
    return tuple(name for name in SLOPES if needed[name])
