"""A sitting as a value: hints, sub-steps, and what is at hand for them."""

from fractions import Fraction

import pytest
from tutor.lessons.breakdown import Asked, breakdown, value_of
from tutor.lessons.figures import as_text
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import FieldId, parse_field
from tutor.session import deciding
from tutor.session.at_hand import deltas_for, rows_at_hand
from tutor.session.deltas import delta_at, found_deltas
from tutor.session.facts import BrokenDown, HintOpened
from tutor.session.gathering import gathered
from tutor.session.sitting import Sitting
from tutor.session.status import Status

from ..support.problems import make
from .sitting_kit import NOW, answer, answered


def test_what_is_found_at_a_layer_is_at_hand_for_the_one_before() -> None:
    problem = make()
    sitting = answered(problem, ("c", "366"), ("d.w3", "582"))
    assert found_deltas(sitting) == ()
    sitting = answer(sitting, "d.b3", "68")
    assert [one.name for one in found_deltas(sitting)] == ["z3"]
    (*_, row) = rows_at_hand(sitting, "d", str)
    assert row[1:] == ["4", "26", "14", "24"]  # 2r: every gate is open
    assert [one.name for one in deltas_for(sitting, FieldId("d", "w2"))] == ["z3"]
    assert deltas_for(sitting, FieldId("d", "w1")) == ()


def test_the_gradient_at_hand_is_a_table_under_the_names_of_the_parameters() -> None:
    names, theta, gradient = rows_at_hand(answered(make(), ("d.b3", "68")), "e", str)
    assert names[0] == "" and names[-1] == "b^{(3)}"
    assert theta == ["\\theta", *"111111"]
    assert gradient == ["\\nabla C", *"·····", "68"]


def test_columns_at_hand_have_heads_where_there_are_several() -> None:
    assert rows_at_hand(answered(make(), ("c", "366")), "d", str)[0] == ["i", "1", "2", "3", "4"]
    assert rows_at_hand(answered(make(data=((1, 2),)), ("c", "4")), "d", str)[0] == ["x", "1"]


@pytest.mark.parametrize(
    ("chain", "first", "last"),
    [
        ("delta2 w2 g1 x", "d.w1/dC/dz2@1.0", "d.w1/product@4.0"),
        ("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1", "d.w1/product@4"),
    ],
)
def test_the_break_down_begins_where_the_chain_does(chain: str, first: str, last: str) -> None:
    problem, whole = make(), FieldId("d", "w1")
    sitting = answer(Sitting(problem).after(BrokenDown(whole, True, NOW)), "d.w1/chain", chain)
    steps = sitting.sub_steps(whole)[1:]
    assert (str(steps[0]), str(steps[-1])) == (first, last)
    for step in steps:
        assert step in Asked(problem)
        sitting = answer(sitting, str(step), as_text(value_of(problem, step)))
    assert {sitting.status(step) for step in steps} == {Status.RIGHT}
    assert gathered(sitting, whole) == "4 + 104 + 98 + 240"


def test_what_is_at_hand_is_not_asked_for_again() -> None:
    whole, other = FieldId("d", "w2"), FieldId("d", "w1")
    sitting = answered(make(), ("c", "366"), ("d.w3", "582"), ("d.b3", "68"))
    for field, chain in ((whole, "delta3 w3 g2 a1"), (other, "delta2 w2 g1 x")):
        sitting = sitting.after(BrokenDown(field, True, NOW))
        sitting = answer(sitting, f"{field}/chain", chain)
    _, at_hand, weight, *_ = sitting.sub_steps(whole)
    assert (str(at_hand), delta_at(sitting, at_hand)) == ("d.w2/dC/dz3@1.0", 4)
    assert sitting.next_open(FieldId("d", "w2", "chain")) == weight
    assert not sitting.is_to_do(at_hand)
    assert sitting.is_to_do(sitting.sub_steps(other)[1]), "that of layer 2 is not found"
    assert answer(sitting, str(at_hand), "5").is_to_do(at_hand)
    assert delta_at(sitting, weight) is None


def test_hints_open_one_by_one_and_the_bottom_ones_only_for_who_is_sure() -> None:
    sitting, field = Sitting(make()), FieldId("d", "w2")
    for hint_level, name in enumerate(HINT_LEVELS):
        assert sitting.next_hint_level(field) == name
        if name in ("numbers", "answer"):
            assert deciding.open_hint(sitting, field, NOW) == ()
        (fact,) = deciding.open_hint(sitting, field, NOW, sure=name in ("numbers", "answer"))
        assert isinstance(fact, HintOpened)
        assert fact.hint_level == hint_level
        sitting = sitting.after(fact)
    assert sitting.next_hint_level(field) == ""
    assert sitting.hint_levels == {field: len(HINT_LEVELS)}
    assert deciding.open_hint(sitting, field, NOW, sure=True) == ()
    assert Sitting(make()).hint_levels == {}
    assert sitting.after(HintOpened(field, 1, NOW)).hint_levels == {field: len(HINT_LEVELS)}


def test_sub_steps_open_fold_and_lead_on() -> None:
    sitting, field = Sitting(make()), FieldId("d", "w1")
    assert sitting.sub_steps(field) == ()
    (fact,) = deciding.break_down(sitting, parse_field("d.w1/product@1"), NOW)
    assert fact == BrokenDown(field, True, NOW)
    sitting = sitting.after(fact)
    chain = parse_field("d.w1/chain")
    assert sitting.sub_steps(field) == (chain,), "the table would tell the chain"
    assert sitting.next_open(chain) == field
    sitting = answer(sitting, str(chain), "x g1 w2")
    assert sitting.sub_steps(field) == (chain,)
    sitting = answer(sitting, str(chain), "x g1 w2 g2 w3 g3 2r")
    cells = sitting.sub_steps(field)[1:]
    assert cells == tuple(breakdown(make(), field).cells())
    assert sitting.next_open(chain) == cells[0]
    assert sitting.next_open(cells[0]) == cells[1]
    sitting = answer(sitting, str(cells[1]), "1")
    assert sitting.current == field
    assert sitting.next_open(cells[0]) == cells[2]
    assert sitting.next_open(cells[-1]) == field
    (fold,) = deciding.break_down(sitting, field, NOW)
    sitting = sitting.after(fold)
    assert sitting.sub_steps(field) == ()
    assert sitting.status(cells[1]) is Status.RIGHT
    assert sitting.next_open(cells[0]) == field
    for whole in ("a", "b.C"):
        assert deciding.break_down(sitting, parse_field(whole), NOW) == ()


def test_a_table_that_was_open_before_the_chain_was_asked_for_stays_open() -> None:
    field = FieldId("d", "w1")
    sitting = Sitting(make()).after(BrokenDown(field, True, NOW, table=True))
    assert sitting.sub_steps(field) == tuple(breakdown(make(), field).cells())
    again = sitting.after_all((BrokenDown(field, False, NOW), BrokenDown(field, True, NOW)))
    assert again.sub_steps(field) == sitting.sub_steps(field)


@pytest.mark.parametrize("whole", ["c", "e.w1"])
def test_other_stages_open_their_table_at_once(whole: str) -> None:
    field = parse_field(whole)
    sitting = Sitting(make()).after(BrokenDown(field, True, NOW))
    assert sitting.sub_steps(field) == tuple(breakdown(make(), field).cells())


def test_sub_steps_do_not_count_as_fields() -> None:
    sitting = answered(make(), ("c/z1@1", "2"), ("e.w1/step", "44.6"))
    assert sitting.progress()[0] == 0
    assert sitting.stage_status("c") is Status.OPEN
    typed = {field: quantity.value for field, quantity in sitting.given().items()}
    assert typed == {parse_field("c/z1@1"): 2, parse_field("e.w1/step"): Fraction(446, 10)}
