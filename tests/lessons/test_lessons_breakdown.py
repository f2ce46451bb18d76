"""Fields broken down: every sub-step has a value, and the last column adds up to what the field asks for."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, Asked, breakdown, has_breakdown, step_parts, value_of
from tutor.lessons.formulas import MOST_PATHS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, fields_of, parse_field
from tutor.network.graph import dependencies
from tutor.network.paths import path_count

from ..support.problems import make, problems


def same(found: Fraction | float, wanted: Fraction | float, size: Fraction | float) -> bool:
    """Exactly for fractions; for floats up to the rounding of numbers as large as `size`."""
    if isinstance(wanted, Fraction):
        return found == wanted
    return abs(float(found) - wanted) <= 1e-12 * max(float(size), 1e-300)


@settings(max_examples=100)
@given(problems(most_depth=4))
def test_the_last_column_adds_up(problem: Problem) -> None:
    trace = problem.trace
    for field in (*fields_of(problem, "c"), *fields_of(problem, "d")):
        table = breakdown(problem, field)
        for row in table.rows:
            assert len(row.cells) == len(row.names) == len(table.columns)
        last = [value_of(problem, row.cells[-1]) for row in table.rows]
        if field.stage == "c":
            scales = {"half-sum-of-squares": 2, "mean-of-squares": trace.points}
            wanted = trace.cost * scales.get(problem.network.cost, 1)
        else:
            wanted = trace.gradient[field.name]
            for row, product in zip(table.rows, last, strict=True):
                factors = [value_of(problem, cell) for cell in row.cells[:-1]]
                together: Fraction | float = Fraction(1)
                for factor in factors:
                    together *= factor
                assert same(product, together, abs(float(product)))
        assert same(sum(last), wanted, sum(abs(float(value)) for value in last))


@settings(max_examples=60)
@given(problems(most_depth=4))
def test_every_sub_step_is_a_field_of_its_own(problem: Problem) -> None:
    asked = Asked(problem)
    seen: set[FieldId] = set()
    for field in all_fields(problem):
        assert field in asked
        if not has_breakdown(field):
            continue
        for cell in breakdown(problem, field).cells():
            assert cell in asked
            assert cell.parent == field
            assert parse_field(str(cell)) == cell
            assert cell not in seen
            seen.add(cell)
            name, point, path = step_parts(cell)
            assert cell.step == STEP or cell.step == f"{name}@{point}" + (f".{path}" if path else "")
            value_of(problem, cell)


def test_the_forward_pass_of_4_1(chain: Problem) -> None:
    table = breakdown(chain, FieldId("c"))
    assert [column.name for column in table.columns] == ["z1", "a1", "z2", "a2", "z3", "a3", "r", SQUARES]
    assert table.columns[-1].heading == "r^2"
    values = [[value_of(chain, cell) for cell in row.cells] for row in table.rows]
    assert values[1] == [5, 5, 6, 6, 7, 7, 13, 169]
    assert [row.label for row in table.rows] == ["1", "2", "3", "4"]


def test_the_factors_of_a_partial(chain: Problem) -> None:
    table = breakdown(chain, FieldId("d", "w1"))
    assert [column.heading for column in table.columns[:3]] == ["2r", "\\rho'(z^{(3)})", "w^{(3)}"]
    assert [value_of(chain, cell) for cell in table.rows[2].cells] == [14, 1, 1, 1, 1, 1, 7, 98]
    bias = breakdown(chain, FieldId("d", "b3"))
    assert [str(cell) for cell in bias.rows[0].cells] == [
        "d.b3/dC/da3@1",
        "d.b3/da3/dz3@1",
        "d.b3/1@1",
        "d.b3/product@1",
    ]
    step = breakdown(chain, FieldId("e", "b3"))
    assert [str(cell) for cell in step.cells()] == ["e.b3/step"]
    assert value_of(chain, FieldId("e", "b3", STEP)) == Fraction(68, 10)


def test_several_paths_have_rows_and_shared_headings() -> None:
    problem = make(widths=(1, 2, 2), data=[(1, (2, 3)), (2, (1, 1))], theta=[1, 2, 0, 1, 1, -1, 2, 1, 0, 1])
    table = breakdown(problem, FieldId("d", "w1[2,1]"))
    assert [row.label for row in table.rows] == ["1a", "1b", "2a", "2b"]
    assert [row.names[0] for row in table.rows[:2]] == ["dC/da2[1]", "dC/da2[2]"]
    assert [column.heading for column in table.columns] == [
        "2r",
        "\\rho'(z^{(2)})",
        "w^{(2)}",
        "\\rho'(z^{(1)}_{2})",
        "x",
        "",
    ]
    single = breakdown(problem, FieldId("d", "w2[1,2]"))
    assert single.columns[0].heading == "2r_{1}"
    squares = breakdown(problem, FieldId("c")).columns[-1]
    assert squares.heading == "r_{1}^2 + r_{2}^2"


@pytest.mark.parametrize(
    ("cost", "heading"),
    [
        ("sum-of-squares", "2r"),
        ("half-sum-of-squares", "r"),
        ("mean-of-squares", "\\frac{2}{m}r"),
        ("half-mean-of-squares", "\\frac{1}{m}r"),
    ],
)
def test_the_cost_s_derivative_is_headed_by_its_kind(cost: str, heading: str) -> None:
    assert breakdown(make(cost=cost), FieldId("d", "b3")).columns[0].heading == heading


def test_many_paths_go_by_unit() -> None:
    problem = make(widths=(1, 1, 2, 3), data=[(1, (2, 3, 4))])
    assert path_count(problem.graph, "w1") > MOST_PATHS
    weight, bias = (breakdown(problem, FieldId("d", name)) for name in ("w1", "b1"))
    assert [column.name for column in weight.columns] == ["dC/dz1", "x", PRODUCT]
    assert [column.name for column in bias.columns] == ["dC/dz1", PRODUCT]


def test_what_has_no_sub_steps() -> None:
    problem = make()
    for field in (FieldId("a"), FieldId("b", "C"), FieldId("c", "", "z1@1")):
        assert not has_breakdown(field)
        with pytest.raises(ValueError):
            breakdown(problem, field)


@pytest.mark.parametrize(
    "field",
    [
        "b",
        "d",
        "b.w1",
        "b.a4",
        "d.w4",
        "d.w1[1,1]",
        "e.C",
        "a/step",
        "b.C/z1@1",
        "c/z1@5",
        "c/z1@0",
        "c/z1",
        "c/z4@1",
        "d.w1/product@1.1",
        "d.w1/z1@1",
        "d.w1/step",
        "e.w1/step@1",
        "e.w9/step",
        "e.w1/product@1",
    ],
)
def test_what_a_problem_does_not_ask_for(field: str) -> None:
    assert parse_field(field) not in Asked(make())


@pytest.mark.parametrize("step", ["z1", "z1@", "@", "z1@x", "z1@1.", "z1@1.x", "step@"])
def test_steps_that_are_none(step: str) -> None:
    with pytest.raises(ValueError):
        step_parts(FieldId("c", "", step))


@settings(max_examples=50)
@given(problems())
def test_the_tree_s_fields_are_its_inner_nodes(problem: Problem) -> None:
    tree = dependencies(problem.graph)
    assert [field.name for field in fields_of(problem, "b")] == list(tree)
    leaves = {name for names in tree.values() for name in names} - set(tree)
    wanted = {p.name for p in problem.network.parameters}
    wanted |= {problem.network.unit("a", 0, k + 1) for k in range(problem.network.widths[0])}
    wanted |= {problem.network.target(j + 1) for j in range(problem.network.widths[-1])}
    assert leaves == wanted
