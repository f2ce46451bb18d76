"""The laboratory in sentences."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.stages import asked_stages, working_order
from tutor.plain.laboratory import LaboratoryRoom
from tutor.plain.run import converse, first_room
from tutor.plain.theorem import TheoremRoom
from tutor.session.given import right_text
from tutor.session.start import Beginning

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.thorough import one_of
from .plain_kit import Talk, face_at, talk


def in_laboratory(folder: Path, clock: Clock, name: str, *lines: str, language: Language = "en") -> Talk:
    problem = problem_of(name)
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, lines, language)
        status = converse(face, first_room(face, Beginning(laboratory=problem)))
    return Talk(out.getvalue(), status)


def test_an_eta_that_is_typed_says_what_c_and_the_units_do(tmp_path: Path, clock: Clock) -> None:
    said = in_laboratory(tmp_path, clock, "4.1", "0.0001").flat
    assert "With eta = 0.1 the next step takes C from 366 to 50. After it, units alive: none. Dead: a1, a2, a3." in said
    assert "At x = 1, f is 4 and the target 2." in said
    assert "a2 dies at eta = 0.0147." in said
    assert "With eta = 0.0001 the next step takes C from 366 to 293." in said


def test_steps_back_and_theta(tmp_path: Path, clock: Clock) -> None:
    said = in_laboratory(tmp_path, clock, "4.1", "step", "step 3", "back 4", "w1 = 2", "theta", "step x", "step 0").flat
    assert "After 1 steps, C = 50." in said
    assert "After 4 steps, C = 50." in said
    assert "The gradient is 0" in said
    assert said.count("After 0 steps, C = 366.") == 2
    assert "After 0 steps, C = 978." in said
    assert "w1: 2, partial derivative" in said
    assert said.count("How many steps?") == 2


def test_theta_is_drawn_with_a_seed(tmp_path: Path, clock: Clock) -> None:
    first = in_laboratory(tmp_path, clock, "4.2", "draw he 7", "theta").text.split("draw he 7")[1]
    again = in_laboratory(tmp_path, clock, "4.2", "draw he 7", "theta").text.split("draw he 7")[1]
    assert first == again
    assert "seed 7" in first
    assert "problem, ones, small, he" in in_laboratory(tmp_path, clock, "4.2", "draw up").flat
    assert "small, he" not in in_laboratory(tmp_path, clock, "cs231n-graph", "draw he").flat


def test_questions_are_asked_and_what_was_answered_is_kept(tmp_path: Path, clock: Clock) -> None:
    said = in_laboratory(
        tmp_path, clock, "4.1", "question", "nonsense!", "5", "-49.4", "3", "-5.8", "9", "2", "1", "question"
    ).flat
    assert "That is not it." in said
    assert "Yes: even the largest z is -49.4" in said
    assert "Now every z is below 0, in every layer and at every data point." in said
    assert "C is flat around here, not that it is lowest." in said
    assert said.count("Answer with the number of an option.") == 2
    later = in_laboratory(tmp_path, clock, "4.1", "question", "0", "0.1", "0.001", "36", "1").flat
    assert "η has to be greater than 0" in later or "eta has to be greater than 0" in later
    assert later.count("no slope is left") == 1, "with η = 0 it is left: that is no learning rate"
    assert "largest value" not in later, "what was rightly answered is not asked again"
    assert "Every question of the laboratory is answered." in later
    assert "no questions about this problem" in in_laboratory(tmp_path, clock, "mazur", "question").flat


@pytest.mark.parametrize("language", one_of(LANGUAGES))
@pytest.mark.parametrize("name", ["4.1", "4.2", "mazur", "cs231n-graph", "softmax-regression"])
def test_every_command_in_every_language(tmp_path: Path, clock: Clock, name: str, language: Language) -> None:
    commands = [command.name for command in LaboratoryRoom.COMMANDS if command.name != "lab_leave"]
    talk = in_laboratory(tmp_path, clock, name, *commands, "help", "lab_questions", "lab_leave", language=language)
    assert talk.status == 0
    assert "{{" not in talk.text
    assert "plain_lab." not in talk.text


def test_hostile_lines(tmp_path: Path, clock: Clock) -> None:
    lines = ("\x1b[31m", "1e999", "w1 = 1e999", "step 999999999", "θ = (1,2)", "eta = -1", "__import__('os')", "")
    talk = in_laboratory(tmp_path, clock, "4.1", *lines)
    assert talk.status == 0
    assert "\x1b" not in talk.text.replace("\x1b[31m\n", "")
    assert "θ" not in talk.text.replace("θ = (1,2)", "")


def test_after_the_last_answer_it_is_asked_what_one_more_step_does(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("4.1")
    answers = [right_text(problem, field) for stage in asked_stages(problem) for field in working_order(problem, stage)]
    said = talk(tmp_path, clock, [*answers, "7", "2", "laboratory", "leave"], lesson="4.1").flat
    asked, told = said.index("one more step from here"), said.index("That is what happens.")
    assert asked < told < said.index("This is what the step did.")
    assert "At x = 1, f was 4 and is 0; the target is 2." in said
    assert "The laboratory of 4.1." in said[told:]


def at_the_theorem(folder: Path, clock: Clock, *lines: str, language: Language = "en") -> Talk:
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, lines, language)
        status = converse(face, first_room(face, Beginning(theorem=True)))
    return Talk(out.getvalue(), status)


def test_the_theorem_in_sentences(tmp_path: Path, clock: Clock) -> None:
    said = at_the_theorem(
        tmp_path, clock, "4", "x^2; 0; 4", "train 10", "table", "1/x; -1; 1", "1000", "exp(", "x; 1"
    ).flat
    assert "on [0, 4]: a network of 4 hidden ReLU units is off by 0.25 at most; theory promises 0.25 at most" in said
    assert "Gradient descent, 10 steps" in said
    assert "Width 200: error 0.0001, bound 0.0001." in said
    assert "the function has no value" in said
    assert "from 2 to 200" in said
    assert "the expression ends too early" in said
    assert "behind semicolons" in said


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_every_command_of_the_theorem(tmp_path: Path, clock: Clock, language: Language) -> None:
    commands = [command.name for command in TheoremRoom.COMMANDS if command.name != "lab_leave"]
    talk = at_the_theorem(tmp_path, clock, *commands, "help", "lab_leave", language=language)
    assert talk.status == 0
    assert "{{" not in talk.text


def test_from_the_essay_to_the_theorem_and_back(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["theorem", "leave"], lesson="4.3").flat
    assert "The universal approximation theorem at work." in said


@pytest.mark.parametrize(
    ("language", "word", "lines"),
    [
        ("en", "C went from 366 to 50.", ["step 3"]),
        ("en", "C went from 366 to 50.", ["step 3", "leave", "5"]),
        ("ko", "C가 366에서 50으로 바뀌", ["step 3"]),
    ],
)
def test_home_tells_of_the_last_laboratory_and_leads_back(
    tmp_path: Path, clock: Clock, language: Language, word: str, lines: list[str]
) -> None:
    """Also where it was left for home, and not by the end of what is typed."""
    in_laboratory(tmp_path, clock, "4.1", *lines, language=language)
    said = talk(tmp_path, clock, ["last_laboratory", "lab_leave"], language=language)
    assert word in said.flat
    assert said.flat.count("C = 366") == 1
