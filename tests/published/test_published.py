"""Published exercises: what their sources print comes out to the printed digit, and is taken as an answer."""

import pytest
from tutor.answers.marking import mark
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Verdict
from tutor.lessons.content import content_folder
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.symbols import written
from tutor.lessons.wording import Wordings

from ..support.published import CLASSICS, PUBLISHED, Published

TAKEN = (Verdict.CORRECT, Verdict.ROUNDED)


def ids(one: Published) -> str:
    return one.path.stem


@pytest.mark.parametrize("one", PUBLISHED, ids=ids)
def test_the_printed_numbers_come_out(one: Published) -> None:
    off = {}
    for name, printed in one.prints.items():
        digits = len(printed.partition(".")[2])
        if abs(one.value(name) - float(printed)) > 0.5000001 * 10.0**-digits:
            off[name] = f"{one.value(name):.{digits}f}"
    assert off == {name: value for name, (value, _) in one.off.items()}


@pytest.mark.parametrize("one", PUBLISHED, ids=ids)
def test_they_are_taken_as_printed(one: Published) -> None:
    given_before: dict[FieldId, Quantity] = {}
    for name, field in one.fields():
        found = mark(one.problem, field, one.prints[name], given_before)
        assert name in one.off or found.verdict in TAKEN, (name, one.prints[name], found)
        if found.quantity is not None:
            given_before[field] = found.quantity


def test_all_that_is_printed_can_be_asked_for_but_slopes_that_no_file_asks_for() -> None:
    without = {f"{one.path.stem}: {name}" for one in PUBLISHED for name in one.prints}
    without -= {f"{one.path.stem}: {name}" for one in PUBLISHED for name, _ in one.fields()}
    assert without == {
        "mazur: dC/da1[1]@1",
        "wikidocs-37406: dC/da1[1]@1",
        "ghosh-neuron: dC/dz1@1",
        "mahfuzar: dC/dz1@1",
    }


def test_every_exercise_of_the_shelf_has_printed_numbers() -> None:
    known = {one.path.stem for one in PUBLISHED if one.path.parent == CLASSICS}
    assert known == {path.stem for path in CLASSICS.glob("*.md") if "." not in path.stem}


@pytest.mark.parametrize("one", PUBLISHED, ids=ids)
def test_the_worked_solution_shows_every_slope_that_is_asked(one: Published) -> None:
    problem = one.problem
    shown = Wordings(content_folder(), "en").solution(problem, "d")
    for field in asked_fields(problem, "d"):
        symbol = written(problem, f"d{problem.graph.objective}/d{field.name}")
        assert f"{symbol} = " in shown, field
