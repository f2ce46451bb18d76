"""What is said of a wrong answer: journalled once, by answers that bear on it, and there again after a restart."""

from pathlib import Path

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import DIAGNOSIS
from tutor.lessons.breakdown import breakdown, value_of
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.session.desk import Desk
from tutor.session.explainer import Explainer

from ..conftest import Clock


def course(name: str) -> Problem:
    problem = load(content_folder() / "day13" / f"{name}.md")
    assert isinstance(problem, Problem)
    return problem


class Talk:
    """A learner who answers, and hears at each answer what there is to say of all that is wrong, as on the screen."""

    def __init__(self, problem: Problem, journal: Journal, clock: Clock) -> None:
        self.problem, self.journal = problem, journal
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
                self.desk.explained(place, told.named, told.diagnosis.record())

    def work_out(self, field: str) -> None:
        """All sub-steps, rightly."""
        for cell in breakdown(self.problem, parse_field(field)).cells():
            self.answer(str(cell), as_text(value_of(self.problem, cell)))

    def diagnoses(self) -> int:
        return sum(entry.kind == DIAGNOSIS for entry in self.journal.entries(self.desk._name))

    def times(self) -> dict[str, int]:
        return {name: found.times for name, found in self.journal.mistakes().items()}


def test_one_wrong_answer_and_all_its_sub_steps_right_are_one_mistake(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.2"), journal, clock)
        talk.answer("d.w1[1,1]", "71")
        talk.work_out("d.w1[1,1]")
        assert sum(talk.times().values()) <= 1
        assert talk.diagnoses() <= 2, "what tied at first, and what it was"


def test_a_walk_through_all_sub_steps_is_one_mistake(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.1"), journal, clock)
        talk.answer("d.w1", "223")
        assert talk.heard[FieldId("d", "w1")] == ("partial.no-factor-2",)
        talk.work_out("d.w1")
        talk.work_out("c")
        assert talk.times() == {"partial.no-factor-2": 1}
        assert talk.diagnoses() == 1


@pytest.mark.parametrize("again", ["223", "446/2", "223.0"])
def test_the_same_answer_again_is_no_other_answer(tmp_path: Path, clock: Clock, again: str) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.1"), journal, clock)
        talk.answer("d.w1", "223")
        talk.answer("d.w1", again)
        assert (talk.times(), talk.diagnoses()) == ({"partial.no-factor-2": 1}, 1)
        talk.answer("d.w1", "446")
        talk.answer("d.w1", "223")
        assert (talk.times(), talk.diagnoses()) == ({"partial.no-factor-2": 2}, 2)


def test_a_corrected_step_is_no_evidence_for_the_rival(tmp_path: Path, clock: Clock) -> None:
    """71 is half of 142, or 142 divided by two points; 3 in place of 2r = 6 decides, and mending it changes nothing."""
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.2"), journal, clock)
        field = FieldId("d", "w1[1,1]")
        talk.answer(str(field), "71")
        assert talk.heard[field] == ()
        talk.answer("d.w1[1,1]/dC/da2@1", "3")
        assert talk.heard[field] == ("partial.no-factor-2",)
        talk.work_out("d.w1[1,1]")
        assert talk.heard[field] == ("partial.no-factor-2",)
        assert talk.times()["partial.no-factor-2"] == 2, "in the step, and in the whole"
        assert "partial.mean" not in talk.times()


def test_what_was_named_is_not_unsaid_by_steps_that_heed_it(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.1"), journal, clock)
        talk.answer("d.w3", "291")
        talk.answer("d.w2", "257")
        talk.answer("d.w3", "582")
        talk.work_out("d.w2")
        assert talk.heard[FieldId("d", "w2")] == ("partial.no-factor-2",)


def test_it_is_said_again_after_a_restart_and_not_journalled_again(tmp_path: Path, clock: Clock) -> None:
    problem = course("4.1")
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(problem, journal, clock)
        talk.answer("d.w1", "223")
        talk.answer("d.w2", "12345")
        before, said = talk.heard, talk.desk.sitting.said
    with open_journal(tmp_path, clock) as journal:
        again = Talk(problem, journal, clock)
        assert again.desk.sitting.said == said
        again.heard = dict.fromkeys(before, ())
        again.explain()
        assert again.heard == before
        assert (again.times(), again.diagnoses()) == ({"partial.no-factor-2": 1}, 2)


def test_an_answer_that_followed_from_one_that_was_mended_is_accused_of_nothing(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        talk = Talk(course("4.1"), journal, clock)
        talk.answer("d.w1", "223")
        talk.answer("e.w1", "-21.3")
        talk.answer("d.w1", "446")
        assert talk.heard[FieldId("e", "w1")] == ()
        assert talk.diagnoses() == 1
