"""Lines of prose: as wide as they may be, nothing lost, and broken where a reader would break them."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tutor.lessons.markdown import parse
from tutor.widgets.prose_layout import Page
from tutor.widgets.prose_signs import PLAIN, ROUND, Labels
from tutor.widgets.prose_text import Line, width_of


def laid_out(markdown: str, width: int, *, plain: bool = False, asides: bool = False) -> list[str]:
    lines = Page(parse(markdown), plain).lay_out(width, asides)
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def roles_of(lines: tuple[Line, ...], text: str) -> tuple[str, ...]:
    (found,) = (piece.roles for line in lines for piece in line if piece.text == text)
    return found


def test_korean_breaks_between_words() -> None:
    assert laid_out("가중치와 편향을 학습 가능한 매개변수라고 합니다.", 20) == [
        "가중치와 편향을 학습",
        "가능한 매개변수라고",
        "합니다.",
    ]


def test_formulas_of_one_line_stand_close_and_higher_ones_apart() -> None:
    assert laid_out("$$ a = 1 $$\n\n$$ b = 2 $$", 30) == ["  a = 1", "  b = 2"]
    assert laid_out("$$ a = 1 $$\n\n$$ \\frac{1}{2} $$", 30)[1] == ""


def test_a_word_wider_than_the_line_is_cut_between_syllables() -> None:
    assert laid_out("학습가능한매개변수입니다 끝", 11) == ["학습가능한", "매개변수입", "니다 끝"]


def test_no_line_begins_with_closing_punctuation() -> None:
    assert laid_out("가나다라마)바", 10) == ["가나다라", "마)바"]
    assert laid_out("가나다 라마바 .", 14) == ["가나다", "라마바 ."]


def test_an_address_is_cut_after_a_slash() -> None:
    (first, *rest) = laid_out("<https://example.org/lessons/backpropagation>", 32)
    assert first == "https://example.org/lessons/"
    assert rest == ["backpropagation"]


def test_a_particle_stays_with_its_formula() -> None:
    assert laid_out("이제 함수 $f$를 찾습니다", 12) == ["이제 함수", "f를 찾습니다"]


def test_a_short_formula_stays_whole_and_a_long_one_breaks_after_a_relation() -> None:
    assert laid_out("여기서는 $L = 3$입니다", 12) == ["여기서는", "L = 3입니다"]
    assert laid_out("즉 $a^{(l)} = \\rho(w^{(l)} x + b^{(l)})$", 24) == ["즉 a⁽ˡ⁾ =", "ρ(w⁽ˡ⁾x + b⁽ˡ⁾)"]


def test_a_paragraph_that_is_all_strong_stands_close_above_its_text() -> None:
    assert laid_out("**힌트 1**\n\n글입니다.", 20) == ["힌트 1", "글입니다."]
    assert laid_out("**힌트** 1\n\n글입니다.", 20) == ["힌트 1", "", "글입니다."]
    assert laid_out("**식**\n\n$$ a = 1 $$", 20)[1] == ""


def test_a_list_breaks_between_its_parts_before_it_breaks_within_one() -> None:
    given = "값: $a = 100,\\quad b = 2,\\quad c = (1, 1)$"
    assert laid_out(given, 23) == ["값: a = 100,  b = 2,", "c = (1, 1)"]  # not behind the last =
    long = "$x = 1,\\quad price = apple \\cdot orange$"
    assert laid_out(long, 16)[0] == "x = 1,  price ="  # what is long itself breaks as it does alone


@pytest.mark.parametrize("width", range(24, 60))
def test_no_number_is_cut(width: int) -> None:
    numbers = "0.15, −0.2, 0.25, −0.3, 0.35, −0.35, 0.4, −0.45, 0.5, −0.55, 0.6, −1.6"
    lines = laid_out(f"Let $\\theta = ({numbers})$ be the start.", width)
    assert re.findall(r"−?[\d.]+\d", " ".join(lines)) == re.findall(r"−?[\d.]+\d", numbers)


def test_code_to_type_stays_whole() -> None:
    assert laid_out("이름은 `w3 a2 b3`처럼", 16) == ["이름은", "w3 a2 b3처럼"]
    assert laid_out("`w3 a2`", 16, plain=True) == ["`w3 a2`"]


def test_author_breaks_are_kept() -> None:
    assert laid_out("가  \n나", 40) == ["가", "나"]


def test_lists_hang() -> None:
    markdown = "- 가나다 라마바 사아자\n  - 차카타\n\n1. 가\n10. 나다라마 바사아자"
    assert laid_out(markdown, 18) == [
        " • 가나다 라마바",
        "   사아자",
        "    ◦ 차카타",
        "",
        " 1. 가",
        " 2. 나다라마",
        "    바사아자",
    ]


def test_numbers_of_a_list_line_up() -> None:
    assert laid_out("9. 가\n10. 나", 40) == ["  9. 가", " 10. 나"]


def test_notes_name_their_kind() -> None:
    labels = Labels(note="참고", warning="주의")
    page = Page(parse("> [!NOTE] 제목\n> 본문\n\n> [!WARNING]\n> 글"), labels=labels)
    lines = page.lay_out(40)
    assert ["".join(piece.text for piece in line) for line in lines] == [
        f"{ROUND.bar} {ROUND.note} 참고: 제목",
        f"{ROUND.bar} 본문",
        "",
        f"{ROUND.bar} {ROUND.warning} 주의",
        f"{ROUND.bar} 글",
    ]
    assert roles_of(lines, "제목") == ("strong",)


@pytest.mark.parametrize("plain", [False, True])
def test_asides_are_folded_until_opened(plain: bool) -> None:
    markdown = "> [!ASIDE] 무엇입니까?\n> 본문"
    signs = PLAIN if plain else ROUND
    assert laid_out(markdown, 40, plain=plain) == [f"{signs.folded} 무엇입니까?"]
    assert laid_out(markdown, 40, plain=plain, asides=True) == [f"{signs.opened} 무엇입니까?", f"{signs.bar} 본문"]


def test_an_aside_tells_its_key() -> None:
    page = Page(parse("> [!ASIDE] 무엇?\n> 본문"), labels=Labels(key="F7"))
    assert "".join(piece.text for piece in page.lay_out(40)[0]) == f"{ROUND.folded} 무엇?  F7"


def test_links_carry_their_address_and_show_it() -> None:
    ((first, *_),) = (page.lay_out(80) for page in [Page(parse("[영상](https://a.b/c)을 봅니다"))])
    assert "".join(piece.text for piece in first) == "영상 (https://a.b/c)을 봅니다"
    assert [piece.text for piece in first if piece.url] == ["영상", "https://a.b/c"]
    assert "link" in first[0].roles


def test_a_very_long_address_is_not_shown_but_where_it_must_be() -> None:
    markdown = f"[영상](https://a.b/{'c' * 100})을 봅니다"
    assert laid_out(markdown, 80) == ["영상을 봅니다"]
    assert "https://" in "".join(laid_out(markdown, 80, plain=True))


TABLE = "| i | 값 | 설명 |\n|---|---|---|\n| 1 | 13.5 | 첫째 점은 설명이 깁니다 |\n| 2 | −6 | 둘째 |"


def test_numbers_in_a_table_line_up_by_the_point() -> None:
    assert laid_out(TABLE, 60) == [
        "i     값   설명",
        "─   ────   ───────────────────────",
        "1   13.5   첫째 점은 설명이 깁니다",
        "2   −6     둘째",
    ]


def test_a_narrow_table_wraps_its_widest_column() -> None:
    assert laid_out(TABLE, 30) == [
        "i     값   설명",
        "─   ────   ───────────────────",
        "1   13.5   첫째 점은 설명이",
        "           깁니다",
        "",
        "2   −6     둘째",
    ]


def test_a_table_with_no_room_becomes_a_list() -> None:
    assert laid_out(TABLE, 14) == [
        "i: 1",
        "값: 13.5",
        "설명: 첫째",
        "점은 설명이",
        "깁니다",
        "",
        "i: 2",
        "값: −6",
        "설명: 둘째",
    ]


def test_alignment_given_by_the_author() -> None:
    assert laid_out("| 가나 | 나 |\n|:-:|--:|\n| a | 다라 |", 40)[2] == " a     다라"


def test_displayed_formulas_are_indented_with_air_around() -> None:
    lines = laid_out("앞\n\n$$ x = 1 $$\n\n뒤", 60)
    assert lines == ["앞", "", "    x = 1", "", "뒤"]


def test_a_wide_formula_breaks_and_nothing_of_it_is_lost() -> None:
    wide = "$$ a = " + " + ".join(f"w_{{{n}}}" for n in range(10, 40)) + " $$"
    for width in (20, 40, 80):
        lines = laid_out(wide, width)
        assert max(map(cell_len, lines)) <= width
        assert "".join("".join(lines).split()).count("+") == 29


def test_what_is_no_latex_is_shown_as_it_is() -> None:
    assert laid_out("값 $\\nosuchmacro{x}$ 끝", 60) == ["값 \\nosuchmacro{x} 끝"]


def test_code_keeps_its_lines_and_wraps() -> None:
    assert laid_out("```\nif x:\n    y = 12345678901\n```", 16) == ["  if x:", "      y =", "  12345678901"]


def test_headings_differ_without_colour() -> None:
    lines = laid_out("# 가\n\n## 나\n\n### 다\n글", 20)
    assert lines == ["가", ROUND.heavy_line * 20, "", "나", ROUND.line * 2, "", "다", "글"]


def test_plain_pages_are_made_of_ascii() -> None:
    notes = "> [!NOTE] d\n> e\n\n> [!ASIDE] f\n> g\n\n> h"
    markdown = f"# a\n\n- b\n  - c\n\n{notes}\n\n---\n\n| i |\n|--|\n| $\\sum_i \\theta'$ |"
    assert "".join(laid_out(markdown, 40, plain=True, asides=True)).isascii()


WORD = st.text("가나다라()[]“”.,!ab01⁽", min_size=1, max_size=14)
WORDS = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
FORMULA = st.sampled_from(["L = 3", "a^{(l)} = \\rho(z^{(l)})", "\\frac{a}{b + c}", "\\sum_{i=1}^N x_i", "\\bad{x}"])
BLOCK = st.one_of(
    WORDS,
    FORMULA.map(lambda latex: f"$${latex}$$"),
    st.tuples(WORDS, FORMULA, WORDS).map(lambda parts: f"{parts[0]} ${parts[1]}$를 **{parts[2]}**"),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(WORDS, min_size=2, max_size=2).map(lambda pair: f"- {pair[0]}\n  - {pair[1]}\n    1. {pair[0]}"),
    st.tuples(WORDS, WORDS).map(lambda pair: f"> [!NOTE] {pair[0]}\n> {pair[1]}"),
    st.tuples(WORDS, WORDS).map(lambda pair: f"> [!ASIDE] {pair[0]}\n>\n> > - {pair[1]}"),
    st.tuples(WORDS, WORDS, WORDS, WORDS).map(lambda c: f"| {c[0]} | {c[1]} |\n|--|:-:|\n| {c[2]} | {c[3]} |"),
    WORDS.map(lambda words: f"```\n  {words}\n```"),
    WORDS.map(lambda words: f"## {words}"),
    WORDS.map(lambda words: f"[{words}](https://example.org/a/b?c=1)"),
)
PAGE = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


@example("$$\\sum_{i=1}^N x_i$$", 2, False)
@given(PAGE, st.integers(10, 200) | st.integers(2, 12), st.booleans())
@settings(max_examples=150)
def test_no_line_is_too_wide_and_no_word_is_lost(markdown: str, width: int, plain: bool) -> None:
    page = Page(parse(markdown), plain)
    for line in page.lay_out(width, open_asides=True):
        assert width_of(line) <= width
        assert not any("\n" in piece.text for piece in line)
        assert all(one[1:] != other[1:] for one, other in pairwise(line)), "what looks alike is drawn at once"
    narrow, wide = _letters(page, width), _letters(page, 1000)
    # A table without room repeats its header's words.
    assert narrow >= wide if "|" in markdown else narrow == wide


def _letters(page: Page, width: int) -> Counter[str]:
    """How often each character stands there, but for spaces and what the page draws by itself."""
    text = "".join(piece.text for line in page.lay_out(width, open_asides=True) for piece in line)
    plain = unicodedata.normalize("NFKC", text)  # in one line, what stood under a sum is a subscript
    return Counter(re.sub(r"[^가-힣a-z01\[\]“”]", "", plain))


@given(st.text(max_size=60), st.integers(2, 30))
@settings(max_examples=150)
def test_any_text_can_be_laid_out(markdown: str, width: int) -> None:
    for line in Page(parse(markdown)).lay_out(width):
        assert width_of(line) <= width


def test_deep_nesting_still_fits() -> None:
    deep = "".join("  " * level + f"- 단계{level}\n" for level in range(10))
    for width in (10, 16, 24):
        lines = laid_out(deep, width)
        assert max(map(cell_len, lines)) <= width
        assert all(f"단계{level}" in " ".join(lines) for level in range(10))


TOGETHER = ["(i = 1)", "(k = 12)", "뉴런 2", "층 12", "layer 1", "unit 2", "problem 4.1", "−43.6", "0.125", "1234567"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*TOGETHER, "가중치와", "편향을", "the", "weights", "of"])), st.integers(20, 60))
@example(["가중치와", "뉴런 2"], 20)
def test_a_number_stays_with_what_it_belongs_to(words: list[str], width: int) -> None:
    lines = laid_out(" ".join(words), width)
    for text in set(words) & set(TOGETHER):
        assert sum(line.count(text) for line in lines) >= words.count(text), f"{text} is parted: {lines}"


def test_a_number_in_a_formula_stays_with_its_name_too() -> None:
    assert laid_out("가중치 가운데 뉴런 $2$의 것", 20) == ["가중치 가운데", "뉴런 2의 것"]
    assert laid_out("여기서 값($i = 1$)을 씁니다", 12) == ["여기서", "값(i = 1)을", "씁니다"]
