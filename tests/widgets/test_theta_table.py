"""θ in the laboratory: heads over their columns, numbers by their decimal point."""

import re

from tutor.laboratory.experiment import Experiment
from tutor.laboratory.state import Lab
from tutor.widgets.theta_table import theta_rows

from tests.support.course import problem_of


def test_numbers_stand_below_one_another_by_their_decimal_point() -> None:
    lab = Lab.begin(Experiment(problem_of("mazur")))
    head, *rows = theta_rows(lab, lambda name: name, lambda latex: latex.removeprefix("\\"), "FIXED")
    assert head.split() == ["theta", "nabla", "C", "theta'"]
    fixed = [row for row in rows if row.endswith("FIXED")]
    assert [row.split() for row in fixed] == [["b1", "0.35", "FIXED"], ["b2", "0.6", "FIXED"]]
    points = {tuple(found.start() for found in re.finditer(r"\.", row)) for row in rows if row not in fixed}
    (column,) = points
    assert len(column) == 3
    assert {row.index(".") for row in fixed} == {column[0]}
