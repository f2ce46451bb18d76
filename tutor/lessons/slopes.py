"""The pages on the derivatives that a problem needs: `content/help/slope-NAME.LANG.md`. Needs no engine."""

from tutor.lessons.problem import Problem

SLOPES = ("square", "gate", "sum", "product", "paths")
"""Their names, in the order in which they are read."""


def slope_page(name: str) -> str:
    """The name of a page of help."""
    return f"slope-{name}"


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
