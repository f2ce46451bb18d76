"""Commands of the plain face: one definition each, with words in both languages that lead to it and to nothing else."""

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import read_words
from tutor.plain.commands import Command, find
from tutor.plain.drill_rooms import DrillRoom, ExampleRoom
from tutor.plain.drills import ChoiceRoom, EndRoom
from tutor.plain.essay import EssayRoom, WritingRoom
from tutor.plain.home import Home
from tutor.plain.item import ItemRoom
from tutor.plain.laboratory import LaboratoryRoom
from tutor.plain.problem import ProblemRoom
from tutor.plain.progress import ProgressRoom
from tutor.plain.room import EVERYWHERE, Room
from tutor.plain.sheet import SheetRoom
from tutor.plain.theorem import TheoremRoom
from tutor.plain.walk import WalkRoom

WORDS = tuple(read_words(content_folder(), language) for language in LANGUAGES)
ROOMS: tuple[type[Room], ...] = (
    *(ProblemRoom, DrillRoom, ExampleRoom, ItemRoom, WalkRoom, ChoiceRoom, EndRoom),
    *(EssayRoom, WritingRoom, Home, ProgressRoom, LaboratoryRoom, TheoremRoom, SheetRoom),
)


def commands_of(room: type[Room]) -> tuple[Command, ...]:
    return (*room.COMMANDS, *EVERYWHERE)


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_has_words_and_every_word_one_command(room: type[Room]) -> None:
    taken: dict[str, str] = {}
    for command in commands_of(room):
        for words in WORDS:
            for key in (f"plain_command.{command.name}", f"plain_help.{command.name}"):
                assert words.has(key), f"{key} in {words.language}"
        for word in command.words(WORDS):
            assert taken.setdefault(word, command.name) == command.name
            assert " " not in word
    for words in WORDS:
        assert words.has(f"plain_help.in_{room.__name__.lower()}")


def test_no_words_of_commands_are_left_over() -> None:
    named = {command.name for room in ROOMS for command in commands_of(room)}
    for words in WORDS:
        assert {key.partition(".")[2] for key in words.templates if key.startswith("plain_command.")} == named


def test_every_word_of_the_face_is_in_use() -> None:
    folder = content_folder().parent / "tutor"
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "plain").rglob("*.py")))
    for key in WORDS[0].templates:
        table, _, name = key.partition(".")
        if table == "plain" and not name.startswith("ask_"):
            assert f"plain.{name.removesuffix('_last').removesuffix('_single')}" in code, key


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("hint", "hint", ""),
        (" Hint ", "hint", ""),
        ("/hint", "hint", ""),
        ("힌트", "hint", ""),
        ("ㅗㅑㅜㅅ", "hint", ""),
        ("?", "help", ""),
        ("go d.w1", "go", "d.w1"),
        ("이동 d", "go", "d"),
    ],
)
def test_a_line_that_is_a_command(line: str, name: str, rest: str) -> None:
    found = find(line, commands_of(ProblemRoom), WORDS)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


@pytest.mark.parametrize("line", ["", "/", "12", "y a3", "hint 3", "w1 x b1", "(1, 2)", "hints?", "next one"])
def test_a_line_that_is_an_answer(line: str) -> None:
    assert find(line, commands_of(ProblemRoom), WORDS) is None


def test_a_name_of_the_problem_is_an_answer_unless_a_slash_stands_before_it() -> None:
    assert find("tree", commands_of(ProblemRoom), WORDS, names=("tree",)) is None
    found = find("/tree", commands_of(ProblemRoom), WORDS, names=("tree",))
    assert found is not None
    assert found[0].name == "tree"
