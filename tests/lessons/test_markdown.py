"""Markdown of content: which blocks and spans come out, and that nothing harmful does."""

import dataclasses
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.lessons.blocks import (
    Block,
    Code,
    Formula,
    Heading,
    Link,
    Listing,
    Math,
    Note,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Text,
    plain_text,
)
from tutor.lessons.errors import NESTING_LIMIT, ContentTooLargeError
from tutor.lessons.markdown import LENGTH_LIMIT, parse


def spans_of(markdown: str) -> tuple[Span, ...]:
    (block,) = parse(markdown)
    assert isinstance(block, Paragraph)
    return block.spans


def strings(value: object) -> Iterator[str]:
    """Every string anywhere inside `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))


@pytest.mark.parametrize(
    ("markdown", "strong"),
    [
        ("**손실(loss)**를 봅니다", "손실(loss)"),
        ("**강조!**입니다", "강조!"),
        ("**“인용”**이라고", "“인용”"),
        ("값은**(가)**입니다", "(가)"),
        ("여기는**[가](https://a.b)**입니다", "가"),
        ("**가(나)**를 **다**로", "가(나)다"),
        ("**日本(にほん)**は", "日本(にほん)"),
        ("**비용**은", "비용"),
    ],
)
def test_strong_closes_before_a_particle(markdown: str, strong: str) -> None:
    found = [inner for span in spans_of(markdown) for inner in (span.spans if isinstance(span, Link) else (span,))]
    assert "".join(inner.text for inner in found if isinstance(inner, Text) and inner.strong) == strong
    assert "*" not in plain_text(spans_of(markdown))


def test_a_formula_can_be_strong_before_a_particle() -> None:
    assert spans_of("**$C$**를") == (Math("C", strong=True), Text("를"))


def test_emphasis_inside_a_word() -> None:
    assert spans_of("*가*나") == (Text("가", emphasis=True), Text("나"))
    assert spans_of("***가***는") == (Text("가", strong=True, emphasis=True), Text("는"))


@pytest.mark.parametrize("markdown", ["2 * 3 * 4", "가 * 나 * 다", "w_1 과 w_2", "** 가 **"])
def test_what_is_no_emphasis_stays_as_typed(markdown: str) -> None:
    assert spans_of(markdown) == (Text(markdown),)


def test_latin_text_follows_commonmark() -> None:
    assert spans_of("**a(b)**c") == (Text("**a(b)**c"),)


def test_inline_formulas() -> None:
    assert spans_of("함수 $f_{\\text{true}}$를 $L=3$으로") == (
        Text("함수 "),
        Math("f_{\\text{true}}"),
        Text("를 "),
        Math("L=3"),
        Text("으로"),
    )
    assert spans_of("$a$ 는 5") == (Math("a"), Text(" 는 5"))
    assert spans_of("$a_1 * b_1$ 와 *c*")[0] == Math("a_1 * b_1")
    assert spans_of("$5 또는 10$ 아님") == (Math("5 또는 10"), Text(" 아님"))
    assert spans_of("price: $5 and $ 10") == (Text("price: $5 and $ 10"),)
    assert spans_of(r"\$5") == (Text("$5"),)


@pytest.mark.parametrize(
    "markdown", ["$$ x + 1 $$", "$$\nx + 1\n$$", "$$\n\nx + 1\n\n$$", "$$x + 1\n$$", "   $$ x + 1 $$  "]
)
def test_displayed_formulas(markdown: str) -> None:
    assert parse(markdown) == (Formula("x + 1"),)


def test_a_displayed_formula_parts_its_paragraph() -> None:
    expected = (Paragraph((Text("앞"),)), Formula("x"), Paragraph((Text("뒤"),)))
    assert parse("앞 $$x$$ 뒤") == parse("앞\n$$\nx\n$$\n뒤") == parse("앞\n$$x$$ 뒤") == expected


def test_a_displayed_formula_stays_in_its_item() -> None:
    (listing,) = parse("- 가\n\n  $$\n  x\n  $$\n- $$ y\n- $$z$$")
    assert isinstance(listing, Listing)
    assert listing.items == (
        (Paragraph((Text("가"),)), Formula("x")),
        (Paragraph((Text("$$ y"),)),),
        (Formula("z"),),
    )


def test_an_unclosed_formula_is_text() -> None:
    assert plain_text(spans_of("$$ x + 1\n\n".strip())) == "$$ x + 1"


@pytest.mark.parametrize(
    ("marker", "kind"),
    [("NOTE", "note"), ("ASIDE", "aside"), ("TIP", "tip"), ("warning", "warning"), ("CAUTION", "warning")],
)
def test_alerts(marker: str, kind: str) -> None:
    (note,) = parse(f"> [!{marker}] 제목 $C$\n> 본문\n>\n> - 가")
    assert isinstance(note, Note)
    assert (note.kind, note.title) == (kind, (Text("제목 "), Math("C")))
    assert note.blocks == (Paragraph((Text("본문"),)), Listing(False, 1, ((Paragraph((Text("가"),)),),)))


def test_an_alert_needs_no_title_and_no_body() -> None:
    assert parse("> [!NOTE]\n> 본문") == (Note("note", (), (Paragraph((Text("본문"),)),)),)
    assert parse("> [!NOTE]") == (Note("note", (), ()),)


@pytest.mark.parametrize("quote", ["> 말", "> [!UNKNOWN] 말", "> 말 [!NOTE]", "> `[!NOTE]` 말"])
def test_other_quotations(quote: str) -> None:
    (block,) = parse(quote)
    assert isinstance(block, Quote)
    assert "말" in "".join(strings(block))


def test_lists_and_headings() -> None:
    one, two = (Paragraph((Text("가"),)),), (Paragraph((Text("나"),)),)
    assert parse("3. 가\n4. 나") == (Listing(True, 3, (one, two), tight=True),)
    assert parse("- 가\n\n- 나") == (Listing(False, 1, (one, two), tight=False),)
    assert parse("- 가\n  - 나") == (Listing(False, 1, ((*one, Listing(False, 1, (two,))),)),)
    assert parse("### 물음 $C$") == (Heading(3, (Text("물음 "), Math("C"))),)
    assert parse("***") == (Rule(),)


def test_tables() -> None:
    (table,) = parse("| $i$ | **값** |\n|--:|:-:|\n| 1 | `a\\|b` |\n| 2 |")
    assert table == Table(
        header=((Math("i"),), (Text("값", strong=True),)),
        rows=(((Text("1"),), (Text("a|b", code=True),)), ((Text("2"),), ())),
        alignment=("right", "center"),
    )


def test_code() -> None:
    assert parse("```py 3\nx\n\ty\n```") == (Code("x\n    y", "py"),)
    assert spans_of("`w3 a2` 를") == (Text("w3 a2", code=True), Text(" 를"))


def test_line_breaks() -> None:
    assert spans_of("가  \n나\n다") == (Text("가\n나 다"),)


def test_links() -> None:
    assert spans_of("[영상 $C$](https://a.b/가)을") == (
        Link((Text("영상 "), Math("C")), "https://a.b/%EA%B0%80"),
        Text("을"),
    )
    assert spans_of("<mailto:a@b.c>") == (Link((Text("mailto:a@b.c"),), "mailto:a@b.c"),)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ssh://a.b", "/etc"])
def test_no_link_to_other_schemes(url: str) -> None:
    assert not any(isinstance(span, Link) for span in spans_of(f"[가]({url})"))
    assert "가" in plain_text(spans_of(f"[가]({url})"))


def test_html_is_text_and_a_picture_its_alternative() -> None:
    assert spans_of("<b>굵게</b>") == (Text("<b>굵게</b>"),)
    assert parse("<div>\n글\n</div>") == (Paragraph((Text("<div> 글 </div>"),)),)
    assert spans_of("![트리 **다이어그램**](a.png)") == (Text("트리 다이어그램"),)


def test_escape_sequences_go_whole() -> None:
    text = "\x1b[31m빨강\x1b[0m \x1b]8;;http://a.b\x07링크\x1b]8;;\x1b\\ \x9b1m끝\u202e\u200b"
    assert spans_of(text) == (Text("빨강 링크 끝"),)
    assert "".join(strings(parse("&#x202e;&#27;가"))).strip("\ufffd") == "가"


def test_hangul_is_composed() -> None:
    assert spans_of(unicodedata.normalize("NFD", "손실")) == (Text("손실"),)


def test_too_much_is_refused() -> None:
    with pytest.raises(ContentTooLargeError, match="length"):
        parse("가" * (LENGTH_LIMIT + 1))
    for deep in ("> " * 200 + "가", "".join("  " * level + "- 가\n" for level in range(100))):
        with pytest.raises(ContentTooLargeError) as caught:
            parse(deep)
        assert (caught.value.what, caught.value.limit) == ("nesting", NESTING_LIMIT)


def test_nothing_below_the_limit_is_left_out() -> None:
    for depth in range(1, 200):
        try:
            blocks = parse("> " * depth + "가")
        except ContentTooLargeError:
            assert depth > NESTING_LIMIT // 2
            break
        assert "".join(strings(blocks)) == "가"


@pytest.mark.parametrize("piece", ["- $$a\n", "$$a\n\n", "$a ", "[a](", "**가(", "> a\n", "`` ` "])
def test_reading_takes_time_in_proportion(piece: str) -> None:
    """8,000 characters of what a rule could look for in vain: seconds each if it began anew every time."""
    parse(piece * (8_000 // len(piece)))


STARTS = ("\n", "\n\n", "> ", "- ", "1. ", "# ", "|", "|-|-|\n", "[!NOTE] ", "[!ASIDE]", "```\n", "---\n", "$$\n", "\t")
MARKS = ("*", "**", "_", "`", "$", "$$", "[", "](", "https://a.b/", ")", "![", "<b>", "<https://", ">", "\\", "~", "|")
UNSAFE = ("&#27;", "&#x202e;", "\x1b[1m", "\x9b", "\u202e", "\r", "\u2028", "&amp;", "\x00", "\x1b]8;;")
WORDS = ("손실", "(loss)", "를", "\u1112\u1161", " ", "x_1")
MARKUP = st.sampled_from(STARTS + MARKS + UNSAFE + WORDS)
BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKDOWN = st.lists(MARKUP | st.text(max_size=3), max_size=30).map("".join)


@given(MARKDOWN)
@settings(max_examples=400)
def test_any_text_is_read_and_made_harmless(markdown: str) -> None:
    for text in strings(parse(markdown)):
        assert unicodedata.is_normalized("NFC", text)
        for character in text:
            assert unicodedata.category(character) not in ("Cc", "Cs") or character == "\n"
            assert unicodedata.bidirectional(character) not in BIDI_CONTROLS


@given(st.lists(st.text("가나다abc0123", min_size=1, max_size=6), min_size=1, max_size=30))
@settings(max_examples=60)
def test_plain_words_survive(words: list[str]) -> None:
    blocks: tuple[Block, ...] = parse(" ".join(words))
    assert " ".join(strings(blocks)).split() == words
