"""What is drawn of a tree in a sitting."""

from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.session.sitting import Sitting
from tutor.widgets.tree_view import growth_of


def test_of_a_tree_that_nobody_has_begun_the_root_is_drawn_only_where_it_is_asked_for(chain: Problem) -> None:
    sitting = Sitting.begin(chain)
    assert not growth_of(sitting).tree
    assert not growth_of(sitting, parse_field("d.w1")).tree
    asked = growth_of(sitting, parse_field("b.C"))
    assert (next(iter(asked.tree)), tuple(asked.lit)) == ("C", ("C",))
