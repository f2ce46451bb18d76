"""What is said of a line, and the sheet as a document: nothing typed in it is taken for Markdown's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.answers.verdicts import Message
from tutor.lessons.blocks import Heading, Listing
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.markdown import parse
from tutor.lessons.template import Latex
from tutor.lessons.words import read_words
from tutor.session.naming import Naming
from tutor.session.sheet_desk import Marked
from tutor.session.sheet_export import as_markdown
from tutor.session.sheet_lines import SheetLine
from tutor.session.sheet_words import LOOKS, broken_side, explanation, headline, mark_shown, said_below, said_of
from tutor.sheet.verdict import LineMark, LineVerdict

MISTAKE, OTHER = "partial.no-factor-2", "partial.square-kept"


def naming(language: Language = "en", *, plain: bool = False) -> Naming:
    return Naming(read_words(content_folder(), language), plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mark_has_a_word_and_no_two_the_same(language: Language) -> None:
    words = [mark_shown(mark, naming(language)) for mark in LineMark]
    assert len(set(words)) == len(words) == len(LOOKS)
    assert all(word.split(" ", 1)[-1].isprintable() and len(word) > 1 for word in words)


def test_the_equality_that_does_not_hold_is_shown() -> None:
    chain = LineVerdict("", LineMark.NOT_YET, "w' = r a^{(1)} = 257", breaks=2, made_by=((MISTAKE,),))
    assert "r a⁽¹⁾ = 257" in said_of(chain, naming()).replace("ra", "r a")
    assert said_of(chain._replace(latex="w = 257", breaks=1), naming()) == "", "there is but one"
    assert said_of(chain._replace(latex="w = 257", breaks=1, made_by=()), naming()) == naming().say("sheet.no_rule")
    unread = LineVerdict("?", LineMark.UNREAD, message=Message("unreadable.unexpected", {"position": 1, "found": "?"}))
    assert "1" in said_of(unread, naming())


def test_what_a_mark_means_is_said_once() -> None:
    here = LineVerdict("", LineMark.HERE)
    unread = LineVerdict("", LineMark.UNREAD, message=Message("sheet.no_value"))
    first, again, *others = said_below([here, here, unread, unread], naming())
    assert (first, again) == (naming().say("sheet.here"), "")
    assert others == [naming().say("sheet.no_value")] * 2


def test_one_rule_is_named_and_several_are_offered() -> None:
    one = LineVerdict("", LineMark.NOT_YET, made_by=((MISTAKE,),))
    assert headline(one, naming()) == naming().title(MISTAKE)
    either = one._replace(made_by=((MISTAKE,), (OTHER,)))
    assert naming().title(MISTAKE) in headline(either, naming()) != headline(one, naming())
    assert headline(one._replace(made_by=()), naming()) == ""
    possible = one._replace(is_sure=False)
    assert headline(possible, naming()) == naming().say("diagnosis.may_be", what=headline(one, naming()))
    assert explanation(possible, None, naming()).startswith(naming().say("diagnosis.possible"))
    assert headline(possible._replace(made_by=()), naming()) == ""
    assert naming().title(MISTAKE) in explanation(one, None, naming()), "where there are no more words for it"
    assert explanation(either, None, naming()).count("\n- ") == 2
    assert explanation(one._replace(made_by=()), None, naming()) == naming().say("sheet.no_rule")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_rules_at_once_are_told_from_one_of_two(language: Language) -> None:
    words = naming(language)
    titles = [words.title(name) for name in (MISTAKE, OTHER)]
    both = LineVerdict("", LineMark.NOT_YET, made_by=((MISTAKE, OTHER),))
    either = LineVerdict("", LineMark.NOT_YET, made_by=((MISTAKE,), (OTHER,)))
    mixed = LineVerdict("", LineMark.NOT_YET, made_by=((MISTAKE,), (MISTAKE, OTHER)))
    assert (both.rule, either.rule, mixed.rule) == ("", "", "")
    at_once = " + ".join(titles)
    assert headline(both, words) == words.say("sheet.two", what=at_once)
    assert headline(either, words) == words.say("sheet.one_of", what=" / ".join(titles))
    assert headline(mixed, words) == words.say("sheet.one_or_two", what=f"{titles[0]} / {at_once}")
    said = [explanation(one, None, words).split("\n\n")[0] for one in (both, either, mixed)]
    assert said == [words.say(f"sheet.{key}") for key in ("both", "several", "several_or_two")]


def test_mathematics_in_a_message_is_shown_as_such() -> None:
    message = Message(
        "sheet.misfit", {"left": Latex("W^{(2)}"), "left_shape": "1×2", "right": "r", "right_shape": "2×1"}
    )
    said = said_of(LineVerdict("", LineMark.UNREAD, message=message), naming())
    assert "W⁽²⁾ is 1×2" in said
    assert "$" not in said


@pytest.mark.parametrize(
    ("latex", "breaks", "side"),
    [
        (r"\frac{\partial C}{\partial w} = \sum r = 300", 1, r"\sum r"),
        (r"\frac{\partial C}{\partial w} = \sum r = 300", 2, "300"),
        (r"C = \sum_{i=1}^{4} r_i^2", 1, r"\sum_{i=1}^{4} r_i^2"),
        (r"z = 2, \; a = z = 3", 3, "3"),
        ("= 366", 1, "366"),
        ("366", None, "366"),
        ("", 7, ""),
    ],
)
def test_what_is_said_first_that_is_not_so(latex: str, breaks: int | None, side: str) -> None:
    assert broken_side(LineVerdict("", LineMark.NOT_YET, latex, breaks=breaks)) == side


@given(st.lists(st.text(max_size=40), max_size=6), st.sampled_from(list(LineMark)))
def test_any_text_stays_text_in_the_document(lines: list[str], mark: LineMark) -> None:
    typed = [line for line in lines if line.strip()]
    marked = Marked(
        tuple(SheetLine(number, line) for number, line in enumerate(typed)),
        {number: LineVerdict(line, mark, made_by=((MISTAKE,),)) for number, line in enumerate(typed)},
    )
    blocks = parse(as_markdown("4.1 *x*", marked, naming("ko")))
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert len(headings) == (2 if typed else 1)
    listings = [block for block in blocks if isinstance(block, Listing)]
    assert [len(block.items) for block in listings] == ([len(typed)] if typed else [])
    assert len(blocks) == len(headings) + (len(listings) or 1), "no line breaks out of its place"
