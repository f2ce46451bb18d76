"""The drill that is recommended shows the mistake in what it asks for."""

import numpy as np
import pytest
from tutor.code_check.drills import drill_for
from tutor.code_check.forms import Form
from tutor.lessons.content import content_folder
from tutor.mistakes.code import CODE
from tutor.mistakes.component import Component
from tutor.mistakes.everything import before_the_update
from tutor.network.compute import gradient
from tutor.practice.variants import open_code

FORM = Form(("relu", "identity"), "sum-of-squares")
KNOWN = {one.id: one for one in (*CODE, *before_the_update(2))}


@pytest.mark.parametrize(
    ("name", "skills"),
    [
        ("partial.sign", {"weight-last"}),
        ("partial.bias-shared", {"bias-deep"}),
        ("partial.not-transposed", {"transpose"}),
        ("partial.one-path", {"two-paths"}),
        ("code.own-activation-outer", {"transpose"}),
        ("code.gate-on-gradient", {"gates"}),
    ],
)
def test_a_drill_shows_the_mistake(name: str, skills: set[str]) -> None:
    mistake = KNOWN[name]
    code = drill_for((mistake,), mistake.component, FORM, content_folder())
    problem = open_code(code, content_folder())
    assert code.split(":")[1] in skills
    theta = np.array([float(value) for value in problem.theta])
    x, y = (np.array([[float(v) for v in point[k]] for point in problem.data]) for k in (0, 1))
    right = gradient(problem.network, theta, x, y)[1]
    wrong = gradient(problem.network, theta, x, y, mistake.rules())[1]
    asked = [f"d.{parameter.name}" in (problem.asked or ()) for parameter in problem.network.parameters]
    assert not np.allclose(right[asked], wrong[asked])


def test_gates_of_curves_have_drills_of_their_own() -> None:
    mistake = KNOWN["partial.gate-formula-in-z"]
    code = drill_for((mistake,), Component.GATE, Form(("sigmoid", "sigmoid"), "sum-of-squares"), content_folder())
    assert code.split(":")[1] == "gates-smooth"
