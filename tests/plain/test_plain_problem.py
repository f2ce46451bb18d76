"""Problem 4.1 from its first line to its last in the plain face, in both languages."""

import re
from pathlib import Path

import pytest
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages, parse_field
from tutor.lessons.wording import Wordings
from tutor.session.status import Status

from ..conftest import Clock
from ..support.thorough import one_of
from .plain_kit import named_in, sitting_in, talk, words_of

TREE = ("y a3", "z3", "w3 a2 b3", "z2", "w2 a1 b2", "z1", "w1 x b1")
GRADIENT, STEP = "(446, 68, 514, 68, 582, 68)", "(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)"
FORMULA = "2r g3 w3 g2 a1"
ALL = ("6", *TREE, "366", FORMULA, GRADIENT, STEP)
SILENT = set("\\{}$^")
W1, CHAIN = FieldId("d", "w1"), FieldId("d", "w1", "chain")


def test_a_small_question_that_is_answered_rightly_speaks_against_what_was_suggested(
    tmp_path: Path, clock: Clock, chain: Problem
) -> None:
    said = talk(tmp_path, clock, ["go c", "34", "where", "10"], lesson=chain)
    assert words_of("en")("walk.unlikely") in said.flat
    assert words_of("en")("walk.not_decided") not in said.flat


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_the_whole_of_it_with_mistakes_hints_steps_and_a_walk(
    language: Language, tmp_path: Path, clock: Clock, chain: Problem
) -> None:
    words = words_of(language)
    hint, steps, where = (words(f"plain_command.{name}") for name in ("hint", "steps", "where"))
    wrong_chain, right_chain = "2r g3 w3", "2r g3 w3 g2 w2 g1 x"
    rows = [value for r, x in ((2, 1), (13, 4), (7, 7), (12, 10)) for value in (2 * r, 1, 1, 1, 1, 1, x, 2 * r * x)]
    lines = [
        *("7", "6"),
        *("z3", *TREE),
        *("365", hint, "366"),
        *(
            f"{words('plain_command.go')} d.w1",
            "223",
            where,
            "2",
            steps,
            wrong_chain,
            hint,
            right_chain,
            *map(str, rows),
        ),
        *(GRADIENT, STEP),
    ]
    said = talk(tmp_path, clock, lines, lesson=chain, language=language)
    sitting = sitting_in(tmp_path, clock, chain)
    assert sitting.is_done()
    assert sitting.hint_levels[FieldId("c")] == sitting.hint_levels[CHAIN] == 1
    assert named_in(tmp_path, clock, chain, "a") == [("count.bias-on-inputs",)]
    assert ("partial.no-factor-2",) in named_in(tmp_path, clock, chain, "d.w1")
    tries = [one.mark.is_right for one in sitting.answers[W1].tries]
    assert tries[:2] == [False, True], "the sub-steps came to the right answer, which was checked in the field"
    assert all(sitting.status(field) is Status.RIGHT for field in sitting.sub_steps(W1))
    for key in ("mistake.count.bias-on-inputs", "mistake.partial.no-factor-2", "plain.all_done"):
        assert words(key) in said.flat, key
    spoken = "C를 w1로 편미분한 값" if language == "ko" else "partial C by partial w1"
    assert f"4.1 (d) {spoken}> 223" in said.flat
    assert not SILENT & set(said.text.replace("https://www.youtube.com/watch?v=", ""))
    assert "\N{PARTIAL DIFFERENTIAL}" not in said.text
    assert said.status == 0


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_what_is_right_ends_with_its_solution(language: Language, tmp_path: Path, clock: Clock, chain: Problem) -> None:
    words = words_of(language)
    asked = [f"{words('plain_command.solution')} {stage}" for stage in asked_stages(chain)]
    said = talk(tmp_path, clock, [*ALL, *asked], lesson=chain, language=language)
    assert sitting_in(tmp_path, clock, chain).is_done()
    assert said.text.count(f"\n{words('solution.heading')}\n") == len(asked)
    assert "446" in said.text
    again = talk(tmp_path, clock, [], lesson=chain, language=language)
    assert words("plain.progress", id="4.1", right=21, of=21) in again.flat
    assert again.text.rstrip().endswith(words("practice.left"))


def test_sub_steps_that_are_taken_up_again_begin_where_there_is_something_to_do(
    tmp_path: Path, clock: Clock, chain: Problem
) -> None:
    """What is at hand from a layer found before is asked no more, as on the screen."""
    before = ("6", "z3", *TREE, "366", "go d.w3", "582", "68", "go d.w2")
    once = ("steps", "delta3 w3 g2 a1")
    first = talk(tmp_path / "1", clock, [*before, *once], lesson=chain).flat
    again = talk(tmp_path / "2", clock, [*before, *once, "fold", "steps"], lesson=chain).flat
    assert prompts(again)[-1] == prompts(first)[-1]


def test_a_list_fills_a_column_of_sub_steps(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    talk(tmp_path, clock, ["6", "z3", *TREE, "steps", "2 5 8 11", "2"], lesson=chain)
    steps = [f"c/{name}" for name in ("z1@1", "z1@2", "z1@3", "z1@4", "a1@1")]
    sitting = sitting_in(tmp_path, clock, chain)
    assert {sitting.status(parse_field(step)) for step in steps} == {Status.RIGHT}


def prompts(said: str) -> list[str]:
    """The fields that were asked for, in words."""
    return re.findall(r"4\.1 \(d\) [^>]*(?=>)", said)


def test_commands_by_any_of_their_words_and_in_hangul_mode(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    said = talk(
        tmp_path, clock, ["힌트", "hint", "/HINT", "ㅗㅑㅜㅅ"], lesson=chain
    )  # hint with the keyboard in Hangul
    assert sitting_in(tmp_path, clock, chain).hint_levels[FieldId("a")] == 3
    assert words_of("en")("plain.ask_numbers") in said.flat


def test_the_last_hints_are_asked_for_twice(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    talk(tmp_path, clock, ["hint"] * 4, lesson=chain)
    assert sitting_in(tmp_path, clock, chain).hint_levels[FieldId("a")] == 3
    talk(tmp_path, clock, ["hint", "5", "hint"], lesson=chain)
    assert sitting_in(tmp_path, clock, chain).hint_levels[FieldId("a")] == 3, "something else came between"
    said = talk(tmp_path, clock, ["hint", "hint", "hint", "hint", "hint"], lesson=chain)
    assert sitting_in(tmp_path, clock, chain).hint_levels[FieldId("a")] == 5
    assert words_of("en")("plain.no_more_hints") in said.flat


def test_going_about_and_reading(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    said = talk(
        tmp_path,
        clock,
        ["go d.w1", "steps", "go e", "back", "next", "next", "go d.w1/x@1", "go zz", "given", "answers", "problem"],
        lesson=chain,
    )
    prompts = [line.partition(">")[0] for line in said.text.splitlines() if line.startswith("4.1 (")]
    assert prompts == [
        "4.1 (a) the length of theta",
        "4.1 (d) partial C by partial w1",
        "4.1 (d) factors of partial C by partial w1",
        "4.1 (e) w1 prime",
        "4.1 (d) partial C by partial b3",
        "4.1 (e) w1 prime",
        "4.1 (e) b1 prime",
        *["4.1 (e) b1 prime"] * 5,
    ]
    words = words_of("en")
    assert said.flat.count("You cannot go there") == 2
    assert words("plain.open", field="b1 prime") in said.text
    assert said.text.count("A chain of one-unit layers") == 1
    assert said.text.count("The goal") == 2


def test_what_is_at_hand_is_said(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    said = talk(tmp_path, clock, ["6", *TREE, "366", "next", "given", GRADIENT, "given"], lesson=chain)
    assert "- a3: data point 1: 4, data point 2: 7, data point 3: 10, data point 4: 13" in said.flat
    assert "- w1: 1, nabla C: 446 - b1: 1, nabla C: 68" in said.flat


def test_the_language_changes_in_the_middle(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    said = talk(tmp_path, clock, ["go d.w1", "language", "223", "언어"], lesson=chain)
    korean = said.text.partition("language\n")[2]
    assert "C를 w1로 편미분한 값> 223" in korean
    assert words_of("ko")("mistake.partial.no-factor-2") in korean
    assert words_of("en")("mistake.partial.no-factor-2") not in korean.partition("> 언어")[0]


def test_what_is_folded_is_read_when_it_is_asked_for(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    said = talk(tmp_path, clock, ["more", "more"], lesson=chain)
    first, _, second = said.text.partition("> more\n")
    assert "knob" not in first
    assert "Think of each one as a knob" in " ".join(second.split())
    assert said.flat.count("Think of each one as a knob") == 1, "the second time, it is no command"


def test_what_content_says_is_said(tmp_path: Path, clock: Clock, content: Path, chain: Problem) -> None:
    said = talk(tmp_path, clock, ["hint"], lesson=chain, language="ko")
    hint = Wordings(content, "ko").hint(chain, FieldId("a"), 0)
    first = hint.split("$")[0].strip()
    assert first
    assert " ".join(first.split()) in said.flat


@pytest.mark.parametrize(
    ("language", "read", "named", "stage"),
    [
        ("en", "Read as partial C by partial w2 equals r times", "the 2 of 2r left out", "(d prime) A partial"),
        ("ko", "이렇게 읽었습니다: C를 w2로 편미분한 값은 r 곱하기", "2r의 2를 빠뜨림", "(d 프라임) 문자로"),
    ],
)
def test_a_formula_is_heard_as_it_was_read(
    language: Language, read: str, named: str, stage: str, tmp_path: Path, clock: Clock, chain: Problem
) -> None:
    words = words_of(language)
    lines = [
        "go d'",
        "r g3 w3 g2 a1",
        "514",
        words("plain_command.hint"),
        FORMULA,
        f"{words('plain_command.go')} chain",
    ]
    said = talk(tmp_path, clock, lines, lesson=chain, language=language)
    for text in (
        read,
        named,
        stage,
        words("formula.numbers"),
        words("plain.solved", stage=stage[1:].partition(")")[0]),
    ):
        assert text in said.flat
    assert not SILENT & set(said.text.replace("https://www.youtube.com/watch?v=", ""))
    assert "′" not in said.text and "ρ" not in said.text.replace("ρ'(z1)", "")
    assert sitting_in(tmp_path, clock, chain).stage_status("chain").value == "right"
