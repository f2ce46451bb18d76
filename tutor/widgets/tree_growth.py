"""What of a problem's tree diagram is drawn in a sitting."""

from tutor.lessons.stages import FieldId, asked_stages
from tutor.network.graph import dependencies
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.tree_drawing import Growth, draw, path_to
from tutor.widgets.tree_view import TreeView

ANY_WIDTH = 10_000
"""Cells that no tree needs."""


def growth_of(sitting: Sitting, field: FieldId | None = None) -> Growth:
    """The tree as far as it was found; lit is the node that a field of (b) asks for, or the path to that of (d)."""
    problem = sitting.problem
    tree = dependencies(problem.graph)
    is_grown = "b" in asked_stages(problem)  # where nobody is asked for it, it stands there whole
    grown = [node for node in tree if not is_grown or sitting.status(FieldId("b", node)) is Status.RIGHT]
    if not grown and (field is None or field.stage == "d"):
        return Growth({}, ())  # the root alone tells nothing
    if field is None or field.stage not in ("b", "d"):
        return Growth(tree, grown)
    if field.stage == "d":
        return Growth(tree, grown, path_to(tree, field.name))
    return Growth(tree, grown, (field.name,) if field.name in tree and field.name not in grown else ())


def lines_of(sitting: Sitting, naming: ScreenNaming) -> int:
    """How many lines the tree takes as far as it was found."""
    growth = growth_of(sitting)
    return len(draw(growth, naming.name, ANY_WIDTH, naming.plain)) if growth.tree else 0


def tree_of(sitting: Sitting, naming: ScreenNaming) -> TreeView:
    """The tree for the page of a stage. Where it is wide, and nobody is asked for it, it has more room."""
    problem = sitting.problem
    is_wide = any(len(nodes) > 1 for nodes in problem.graph.uses.values())
    is_tall = is_wide and "b" not in asked_stages(problem)
    return TreeView(growth_of(sitting), naming.name, plain=naming.plain, classes="-tall" if is_tall else "")


def whole(sitting: Sitting) -> Growth:
    """The tree as it will be."""
    tree = dependencies(sitting.problem.graph)
    return Growth(tree, tuple(tree))
