"""What is said of a wrong answer: journalled once, by answers that bear on it, and there again after a restart."""

from pathlib import Path

import pytest
from tutor.answers.reading import read_number
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import DIAGNOSIS
from tutor.lessons.breakdown import breakdown, value_of
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.session.desk import Desk
from tutor.session.explainer import Explainer
from tutor.session.told import Told

from ..conftest import Clock
from ..support.course import problem_of


class Talk:
    """A learner who answers, and hears at each answer what there is to say of all that is wrong, as on the screen."""

    def __init__(self, problem: Problem, journal: Journal, clock: Clock, *, takes_for_sure: bool = False) -> None:
        """Who `takes_for_sure` what is said hears possibilities as if they were sure: what counts, counts then."""
        self.problem, self.journal, self.takes_for_sure = problem, journal, takes_for_sure
        self.desk = Desk(problem, journal, clock, "en")
        self.explainer = Explainer(content_folder(), journal)
        self.heard: dict[FieldId, tuple[str, ...]] = {}

    def answer(self, field: str, text: str) -> None:
        for fact in self.desk.submit(parse_field(field), text):
            self.heard.setdefault(fact.field, ())
        self.explain()

    def explain(self) -> None:
        for place in self.heard:
            told = self.explainer.explain(self.desk.sitting, place, "en")
            self.heard[place] = told.named if told else ()
            if told is not None:
                is_sure = told.is_flat or self.takes_for_sure
                self.desk.explained(place, told.named, told.diagnosis.record(), is_sure=is_sure, asked=told.ask)

    def work_out(self, field: str) -> None:
        """All sub-steps, rightly."""
        for cell in breakdown(self.problem, parse_field(field)).cells():
            self.answer(str(cell), as_text(value_of(self.problem, cell)))

    def told(self, field: FieldId) -> Told:
        told = self.explainer.explain(self.desk.sitting, field, "en")
        assert told is not None
        return told

    def reply(self, field: FieldId, text: str) -> None:
        """An answer to the question with numbers of its own."""
        small = self.told(field).small
        assert small is not None
        chosen, is_right = tuple(map(str, small.agreeing(read_number(text)))), small.is_right(read_number(text))
        self.desk.reply(field, FieldId(field.stage, field.name, "small"), text, chosen, is_right=is_right)
        self.explain()

    def diagnoses(self) -> int:
        return sum(entry.kind == DIAGNOSIS for entry in self.journal.entries(self.desk._name))

    def times(self) -> dict[str, int]:
        return {name: found.times for name, found in self.journal.mistakes().items()}


def test_one_wrong_answer_and_all_its_sub_steps_right_are_one_mistake(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.2"), journal, clock)
        talk.answer("d.w1[1,1]", "71")
        talk.work_out("d.w1[1,1]")
        assert sum(talk.times().values()) <= 1
        assert talk.diagnoses() <= 2, "what tied at first, and what it was"


def test_a_possibility_counts_once_it_is_sure(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock)
        talk.answer("d.w1", "223")
        place = FieldId("d", "w1")
        assert (talk.heard[place], talk.times()) == (("partial.no-factor-2",), {})
        assert not talk.desk.sitting.said[place].is_sure
        for field, half in (("b1", "34"), ("w2", "257"), ("b2", "34"), ("w3", "291"), ("b3", "34")):
            talk.answer(f"d.{field}", half)
        assert talk.told(place).is_flat
        assert talk.desk.sitting.said[place].is_sure
        assert talk.times() == {"partial.no-factor-2": 6}, "once for each field"
        again = Talk(talk.problem, journal, clock)
        assert again.desk.sitting.said == talk.desk.sitting.said


@pytest.mark.parametrize("reply", ["2", "4"])
def test_a_possibility_ends_in_one_question(tmp_path: Path, clock: Clock, reply: str) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk, field, asked = Talk(problem_of("4.1"), journal, clock), FieldId("d", "w1"), parse_field("d.w1/dC/da3@1")
        talk.answer("d.w1", "223")
        assert talk.told(field).ask == asked
        talk.answer(str(asked), reply)
        told = talk.told(field)
        assert told.explanations
        assert told.ask is None
        assert told.is_flat is (reply == "2"), "it fits, or it is as it should be"
        assert talk.times() == ({"partial.no-factor-2": 1} if reply == "2" else {})
        assert (told.diagnosis.cannot_tell > 0.5) is (reply == "4"), "what contradicts it makes it less likely"
        again = Talk(talk.problem, journal, clock)
        assert again.told(field).is_flat is told.is_flat, "what was asked is kept"


@pytest.mark.parametrize(("z", "named"), [("2", ("cost.target-sign-lost",)), ("1", ("forward.no-bias",)), ("356", ())])
def test_the_value_that_was_asked_for_takes_away_what_it_contradicts(
    tmp_path: Path, clock: Clock, z: str, named: tuple[str, ...]
) -> None:
    """198 comes out without biases, and where a target's sign is lost: z1 = 2 has its bias."""
    with open_journal(tmp_path, clock) as journal:
        talk, field = Talk(problem_of("4.1"), journal, clock), FieldId("c")
        talk.answer("c", "198")
        told = talk.told(field)
        assert {name for made in told.either for name, _ in made} == {"forward.no-bias", "cost.target-sign-lost"}
        assert told.ask == parse_field("c/z1@1")
        talk.answer("c/z1@1", z)
        assert talk.heard[field] == named
        assert talk.told(field).is_flat is (z == "1")


def test_a_walk_through_all_sub_steps_is_one_mistake(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock, takes_for_sure=True)
        talk.answer("d.w1", "223")
        assert talk.heard[FieldId("d", "w1")] == ("partial.no-factor-2",)
        talk.work_out("d.w1")
        talk.work_out("c")
        assert talk.times() == {"partial.no-factor-2": 1}
        assert talk.diagnoses() == 1


@pytest.mark.parametrize("again", ["223", "446/2", "223.0"])
def test_the_same_answer_again_is_no_other_answer(tmp_path: Path, clock: Clock, again: str) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock, takes_for_sure=True)
        talk.answer("d.w1", "223")
        talk.answer("d.w1", again)
        assert (talk.times(), talk.diagnoses()) == ({"partial.no-factor-2": 1}, 1)
        talk.answer("d.w1", "446")
        talk.answer("d.w1", "223")
        assert (talk.times(), talk.diagnoses()) == ({"partial.no-factor-2": 2}, 2)


def test_a_corrected_step_is_no_evidence_for_the_rival(tmp_path: Path, clock: Clock) -> None:
    """71 is half of 142, or 142 divided by two points; 3 in place of 2r = 6 decides, and mending it changes nothing."""
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.2"), journal, clock)
        field = FieldId("d", "w1[1,1]")
        talk.answer(str(field), "71")
        assert talk.heard[field] == ()
        talk.answer("d.w1[1,1]/dC/da2@1", "3")
        assert talk.heard[field] == ("partial.no-factor-2",)
        talk.work_out("d.w1[1,1]")
        assert talk.heard[field] == ("partial.no-factor-2",)
        assert talk.times() == {"partial.no-factor-2": 1}, "made in the step, and so in the whole"


def test_what_was_named_is_not_unsaid_by_steps_that_heed_it(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock)
        talk.answer("d.w3", "291")
        talk.answer("d.w2", "257")
        talk.answer("d.w3", "582")
        talk.work_out("d.w2")
        assert talk.heard[FieldId("d", "w2")] == ("partial.no-factor-2",)


def test_it_is_said_again_after_a_restart_and_not_journalled_again(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("4.1")
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem, journal, clock, takes_for_sure=True)
        talk.answer("d.w1", "223")
        talk.answer("d.w2", "12345")
        before, said = talk.heard, talk.desk.sitting.said
    with open_journal(tmp_path, clock) as journal:
        again = Talk(problem, journal, clock, takes_for_sure=True)
        assert again.desk.sitting.said == said
        again.heard = dict.fromkeys(before, ())
        again.explain()
        assert again.heard == before
        assert (again.times(), again.diagnoses()) == ({"partial.no-factor-2": 1}, 2)


def test_an_answer_that_followed_from_one_that_was_mended_is_accused_of_nothing(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock)
        talk.answer("d.w1", "223")
        talk.answer("e.w1", "-21.3")
        talk.answer("d.w1", "446")
        assert talk.heard[FieldId("e", "w1")] == ()
        assert talk.diagnoses() == 1


@pytest.mark.parametrize(
    ("problem", "field", "typed", "reply", "named"),
    [
        ("4.1", "a", "3", "9", "count.no-biases"),
        ("4.1", "a", "3", "2", "count.layers"),
        ("4.1", "a", "4", "4", "count.first-layer-missing"),
        ("4.1", "c", "34", "2", "cost.sum-of-residuals"),
        ("4.1", "c", "34", "4", "cost.absolute-residuals"),
        ("4.2", "c", "149", "14/3", "cost.mean"),
        ("4.2", "c", "149", "4.67", "cost.mean"),
        ("4.2", "c", "149", "7", "cost.half"),
        ("4.2", "c", "20", "2", "cost.sum-of-residuals"),
        ("4.2", "c", "289", "1", "cost.point-missing"),
    ],
)
def test_a_small_question_decides_what_this_problem_cannot(
    tmp_path: Path, clock: Clock, problem: str, field: str, typed: str, reply: str, named: str
) -> None:
    place = parse_field(field)
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of(problem), journal, clock)
        talk.answer(field, typed)
        told = talk.told(place)
        assert told.ask is None
        assert told.small is not None
        assert not talk.times()
        talk.reply(place, reply)
        assert talk.heard[place] == (named,)
        assert talk.times() == {named: 1}
        again = Talk(talk.problem, journal, clock)
        assert again.told(place).named == (named,), "the reply is kept"
        talk.answer(field, "12345")
        assert not talk.desk.sitting.replies, "it was about the answer that stood there"


@pytest.mark.parametrize(
    ("problem", "field", "typed"), [("4.1", "d.w1", "68"), ("4.1", "d.w1", "-446"), ("4.2", "d.w1[1,1]", "71")]
)
def test_a_tie_that_this_problem_can_decide_ends_in_one_of_its_steps(
    tmp_path: Path, clock: Clock, problem: str, field: str, typed: str
) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of(problem), journal, clock)
        talk.answer(field, typed)
        told = talk.told(parse_field(field))
        assert len(told.either) > 1
        assert told.ask is not None


@pytest.mark.parametrize(("reply", "is_right"), [("10", True), ("3", False)])
def test_a_reply_that_fits_none_leaves_it_open(tmp_path: Path, clock: Clock, reply: str, is_right: bool) -> None:
    field = FieldId("c")
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.1"), journal, clock)
        talk.answer("c", "34")
        talk.reply(field, reply)
        told = talk.told(field)
        assert len(told.either) == 2
        assert told.reply is not None
        assert told.reply.is_right is is_right
        assert (told.named, told.small, talk.times()) == ((), None, {})


def test_of_two_points_the_one_left_out_and_the_other_alone_are_one_thing(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem_of("4.2"), journal, clock)
        talk.answer("c", "289")
        ids = {name for made in talk.told(FieldId("c")).either for name, _ in made}
        assert "cost.point-missing" in ids
        assert "cost.single-point" not in ids
