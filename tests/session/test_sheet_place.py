"""Where a line belongs, and that each rule that shows there can be explained there, in all languages."""

import pytest
from tutor.diagnosis.explanations import explain_formula
from tutor.diagnosis.table import Table
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.session.sheet_place import place_of
from tutor.sheet.verdict import LineMark, LineVerdict

from tests.support.course import problem_of


@pytest.mark.parametrize(
    ("states", "place"),
    [
        (("C",), "c"),
        (("dC/dw2",), "d.w2"),
        (("w2'",), "e.w2"),
        (("z2@3",), "c/z2@3"),
        (("z2",), "c/z2@1"),
        (("dC/dz2",), "d.b2/dC/dz2@1"),
        (("nothing", "r@2"), "c/r@2"),
        (("nothing",), None),
        ((), None),
    ],
)
def test_a_line_belongs_to_the_first_place_that_asks_for_what_it_states(
    states: tuple[str, ...], place: str | None
) -> None:
    found = place_of(problem_of("4.1"), LineVerdict("", LineMark.NOT_YET, states=states))
    assert (None if found is None else str(found)) == place


@pytest.mark.parametrize("name", ["4.2", "mazur", "cs231n-graph", "softmax-regression"])
def test_each_rule_that_shows_at_a_place_has_words_there(name: str) -> None:
    problem = problem_of(name)
    table, folder = Table(problem, pairs=False), content_folder()
    graph = problem.graph
    names = ["C", *graph.named, *(f"dC/d{one}" for one in graph.named), *(f"{one}'" for one in graph.named)]
    verdicts = (LineVerdict("", LineMark.NOT_YET, states=(one,)) for one in names)
    places = {place for one in verdicts if (place := place_of(problem, one)) is not None}
    assert {place.stage for place in places} >= {"c", "d"} or not problem.is_layered
    told = 0
    for place in places:
        for mistake in {one.id for one in table.mistakes}:
            for language in LANGUAGES:
                found = explain_formula(table, Latex("x^2"), place, mistake, folder, language)
                told += found is not None and "$x^2$" in found.what
    assert told > len(places)


def test_a_rule_of_the_way_back_is_not_told_of_a_value_on_the_way_forward() -> None:
    table = Table(problem_of("4.1"), pairs=False)
    place = FieldId("c", "", "z2@1")
    assert explain_formula(table, Latex("3"), place, "partial.no-factor-2", content_folder(), "en") is None
