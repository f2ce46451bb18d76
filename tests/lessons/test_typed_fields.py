"""A field as a person types it, in the source's letters, is read back as the same field."""

import pytest
from tutor.cli.fields import field_named, field_names
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.lessons.typed_fields import typed_field

from tests.support.course import problem_of

SHELF = sorted(path for path in (content_folder() / "classics").glob("*.md") if "." not in path.stem)


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_what_is_written_is_read_back(path: object) -> None:
    problem = load(path)  # type: ignore[arg-type]
    assert isinstance(problem, Problem)
    for name in field_names(problem):
        field = parse_field(name)
        assert field_named(problem, typed_field(problem, field)) == field
        if field.stage == "c" and not field.step and has_breakdown(field):
            for step in breakdown(problem, field).cells():
                assert field_named(problem, typed_field(problem, step)) == step


def test_it_has_the_sources_letters() -> None:
    problem = problem_of("mazur")
    assert typed_field(problem, parse_field("d.w2[1,1]")) == "d.w5"
    assert typed_field(problem, parse_field("c/z1[1]@1")) == "c/net_h1@1"
    assert typed_field(problem, parse_field("b.C")) == "b.E_total"
