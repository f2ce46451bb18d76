"""Worksheets: the same sheet everywhere, nothing of the answers on it, and all of them in the key."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem, Section
from tutor.lessons.stages import asked_stages
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.network.numbers import Number
from tutor.practice.other_numbers import with_other_numbers
from tutor.practice.paper_drawing import WIDEST
from tutor.practice.skills import SKILLS
from tutor.practice.variants import draw
from tutor.practice.worksheet import BLANK, Named, draw_sheet, key, seed_of, sheet

from tests.support.course import problem_of
from tests.support.items import find_step_of
from tests.support.thorough import also


def problem(name: str, *asked: str) -> Problem:
    return replace(problem_of(name), asked=frozenset(asked) or None)


def paper(drawn: Sequence[Named], form: str, lang: Language = "en", *, codes: bool = True) -> str:
    wordings, words = Wordings(content_folder(), lang), read_words(content_folder(), lang)
    return "".join({"sheet": sheet, "key": key}[form](drawn, wordings, words, seed=7, codes=codes))


PROBLEMS = [
    Named("bp1:weight-deep:2aa", problem("4.1", "d.w1")),
    Named("bp1:whole-wide:2bb", problem("4.2")),
    Named("bp1:update:2cc", problem("4.1", *(f"e.{kind}{layer}" for kind in "wb" for layer in (1, 2, 3)))),
]


def test_a_sheet_asks_and_does_not_tell() -> None:
    text = paper(PROBLEMS, "sheet")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {n}. {one.problem.wording('en').title} · `{one.name}`" for n, one in enumerate(PROBLEMS, 1)
    ]
    first = text[: text.index("## 2.")]
    assert rf"- $\dfrac{{\partial C}}{{\partial w^{{(1)}}}} =$ {BLANK}" in first
    assert first.count(f"=$ {BLANK}") == 1
    assert "446" not in first
    assert "(1, 2)" in first
    third = text[text.index("## 3.") :]
    assert third.count(f"=$ {BLANK}") == 6
    assert "[!" not in text
    assert "{{" not in text


def test_the_key_has_every_answer() -> None:
    first, second, third = re.split(r"^## ", paper(PROBLEMS, "key"), flags=re.MULTILINE)[1:]
    assert "446" in first
    assert "366" not in first.split("446")[-1]
    for stage in "abcde":
        assert f"**({stage})**" in second
    assert "-43.6" in third


def test_codes_and_languages() -> None:
    assert "bp1:" not in paper(PROBLEMS, "sheet", codes=False)
    assert "drill" not in paper(PROBLEMS, "key", codes=False)
    korean = paper(PROBLEMS, "sheet", "ko")
    assert "이름: ___" in korean
    assert "worksheet." not in korean
    assert "문제지 7번" in korean


@pytest.mark.parametrize("form", ["sheet", "key"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_dollars_are_paired(form: str, lang: Language) -> None:
    for block in paper(PROBLEMS, form, lang).split("\n\n"):
        assert block.replace(r"\$", "").replace("$$", "").count("$") % 2 == 0, block


def test_a_sheet_is_drawn_once_and_for_all() -> None:
    asked: list[tuple[str, int]] = []

    def draw(skill: str, seed: int) -> Problem:
        asked.append((skill, seed))
        return replace(PROBLEMS[0].problem, id=f"{skill}:{seed % 5}")

    drawn = draw_sheet(["count", "gates"], 6, 7, draw)
    assert [one.name.split(":")[0] for one in drawn] == ["count", "gates"] * 3
    assert len({one.name for one in drawn}) == 6
    again = draw_sheet(["count", "gates"], 6, 7, draw)
    assert [one.name for one in again] == [one.name for one in drawn]
    assert len(draw_sheet(["count"], 30, 7, draw)) == 5
    assert (seed_of(7, 0), seed_of(7, 1, 2)) == (0xC937FBF5, 0x96FD896B)  # what a teacher has printed stays


@pytest.mark.parametrize(
    ("skill", "lang"),
    [
        *((skill, LANGUAGES[number % 2]) for number, skill in enumerate(SKILLS)),
        *(also(skill, LANGUAGES[1 - number % 2]) for number, skill in enumerate(SKILLS)),
    ],
)
def test_every_skill_goes_on_paper(skill: str, lang: Language) -> None:
    drawn = draw_sheet([skill], 2, 7, lambda skill, seed: draw(skill, 2, seed, content_folder()))
    wordings, words = Wordings(content_folder(), lang), read_words(content_folder(), lang)
    for form in (sheet, key):
        text = "".join(form(drawn, wordings, words, seed=7, codes=True))
        assert text.count(f"`bp1:{skill}:2") == 2
        assert "{{" not in text
        assert not re.search(r"(?:worksheet|mistake)\.[a-z]", text)
        for block in text.split("\n\n"):
            assert block.replace("$$", "").count("$") % 2 == 0, block


def test_a_worked_mistake_is_asked_for_on_the_sheet_and_named_in_the_key() -> None:
    one = draw("find-step", 2, 7, content_folder())
    found = find_step_of(one)
    wordings, words = Wordings(content_folder(), "en"), read_words(content_folder(), "en")
    asked = "".join(sheet([Named(one.id, one)], wordings, words, seed=7, codes=False))
    told = "".join(key([Named(one.id, one)], wordings, words, seed=7, codes=False))
    assert f"\n{len(found.lines)}. $" in asked
    for name in found.choices:
        assert f"- {words(f'mistake.{name}')}" in asked
    assert f"line {found.first_wrong + 1}" in told
    assert words(f"mistake.{found.mistake}") in told


def test_theta_stands_in_matrices_once() -> None:
    wide = paper([PROBLEMS[1]], "sheet")
    assert wide.count(r"W^{(1)} = \begin{pmatrix} 1 \\ 1 \end{pmatrix}") == 1
    assert wide.count(r"W^{(2)} = \begin{pmatrix} 1 & 1 \end{pmatrix}") == 1
    assert "pmatrix" not in paper([PROBLEMS[0]], "sheet")
    assert "pmatrix" not in wide[: wide.index("**(c)**")]  # their size would tell the count that (a) asks for
    counting = draw("count", 3, 7, content_folder())
    assert "pmatrix" not in "".join(
        sheet(
            [Named(counting.id, counting)],
            Wordings(content_folder(), "en"),
            read_words(content_folder(), "en"),
            seed=7,
            codes=False,
        )
    )
    other = with_other_numbers(PROBLEMS[1].problem, 3)
    given = replace(other, wordings={"en": other.wording("en")._replace(body=Section("Take a step.", 1, 1))})
    assert paper([Named("4.2#3", given)], "sheet").count(r"W^{(2)} = \begin{pmatrix}") == 1


def blocks(text: str) -> list[str]:
    """The code blocks of a sheet or a key."""
    return re.findall(r"^```\n(.*?)\n```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_has_what_is_found_on_the_drawing_point_by_point(lang: Language) -> None:
    one = problem("4.1")
    drawn = blocks(paper([Named("4.1", one)], "key", lang))
    assert len(drawn) == len(one.data)
    for point, text in enumerate(drawn, 1):
        assert text.isascii()
        for name in ("x", "z1", "a3", "y"):
            assert re.search(rf"\|{name} +{re.escape(plain(one.trace.at(name, point)))}\|", text)
        back = [plain(one.trace.slope(name, point)) for name in ("z1", "z2", "z3")]
        assert [line.split() for line in re.findall(r"<( +[-\d.]+)\|", text)] == [[value] for value in back]
        assert "C 366" in text
    gradient_only = blocks(paper([Named("4.1", problem("4.1", "d.w1"))], "key", lang))
    assert "366" not in "".join(gradient_only)
    assert blocks(paper([Named("4.1", problem("4.1", "a"))], "key", lang)) == []


def test_a_shut_gate_is_told_in_the_key() -> None:
    text = paper([Named("relu", problem_of("cs231n-two-layer"))], "key")
    assert ("An `x` in its place" in text) == any("|x" in block for block in blocks(text))
    assert "An `x` in its place" not in paper([Named("4.1", problem("4.1"))], "key"), "all gates are open there"


def test_a_graph_is_drawn_without_values_where_nobody_asks_for_its_tree() -> None:
    graph = problem_of("rnn-bptt")
    assert "b" in asked_stages(graph)
    assert blocks(paper([Named("rnn", graph)], "sheet")) == []
    (drawn,) = blocks(paper([Named("rnn", replace(graph, asked=frozenset({"c"})))], "sheet"))
    assert drawn.isascii()
    assert max(map(len, drawn.splitlines())) <= WIDEST
    assert all(re.search(rf"\|{node.quantity.name} ", drawn) for node in graph.graph.nodes)
    assert not re.search(r"\d\.\d", drawn)
    key_drawn = blocks(paper([Named("rnn", graph)], "key"))
    assert key_drawn
    assert max(len(line) for block in key_drawn for line in block.splitlines()) <= WIDEST


def plain(value: Number) -> str:
    return as_text(value).replace("−", "-")
