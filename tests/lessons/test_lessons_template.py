"""Placeholders: what they put in, where, and that a stranger's can neither reach anything nor go on for ever."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.lessons.template import LONGEST_RESULT, Latex, Mention, Table, TemplateError, Value, fill, mentions
from tutor.lessons.vocabulary_problem import of_problem

from ..support.problems import make

ROWS = [Table({"i": 1, "word": "one"}), Table({"i": 2, "word": "two"})]
NAMES: dict[str, Value] = {
    "whole": 366,
    "third": Fraction(1, 3),
    "less": Fraction(-6),
    "decimal": Fraction(-436, 10),
    "float": 0.7310585786300049,
    "tiny": 1.5e-7,
    "word": "around",
    "latex": Latex("w^{(1)}"),
    "yes": True,
    "no": False,
    "zero": Fraction(0),
    "rows": ROWS,
    "none": [],
}


def filled(template: str) -> str:
    return fill(template, Table(NAMES))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("no placeholders, {one} brace, }} ends", "no placeholders, {one} brace, }} ends"),
        ("{{whole}} {{ whole }}", "366 366"),
        ("{{third}} and ${{third}}$", "1/3 and $\\frac{1}{3}$"),
        ("{{less}} and $x = {{less}}$", "−6 and $x = -6$"),
        ("{{decimal}}", "−43.6"),
        ("{{float}} ${{tiny}}$", "0.731059 $1.5 \\times 10^{-7}$"),
        ("{{latex}} is ${{latex}}$", "$w^{(1)}$ is $w^{(1)}$"),
        ("$$\n{{less}}\n$$\n{{less}}", "$$\n-6\n$$\n−6"),
        ("costs \\$5: {{less}}", "costs \\$5: −6"),
        ("$2 \\cdot {{less|paren}}$, {{less|paren}}", "$2 \\cdot \\left(-6\\right)$, $\\left(-6\\right)$"),
        ("$2 \\cdot {{third|paren}} {{whole|paren}}$", "$2 \\cdot \\left(\\frac{1}{3}\\right) 366$"),
        ("$1 {{less|signed}} {{ whole | signed }}$", "$1 - 6 + 366$"),
        ("$a^{({{whole}})}$ and $x^{{{whole}}}$", "$a^{(366)}$ and $x^{366}$"),
        ("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{^no}}c{{/no}}{{^yes}}d{{/yes}}", "ac"),
        ("{{#zero}}a{{/zero}}{{^zero}}b{{/zero}}{{#whole}}c{{/whole}}", "bc"),
        ("{{#rows}}{{i}}{{word}} {{/rows}}{{word}}", "1one 2two around"),
        ("{{#rows}}{{whole}} {{/rows}}", "366 366 "),
        ("{{#rows}}{{#rows}}{{i}}{{/rows}},{{/rows}}", "12,12,"),
        ("{{#none}}a{{/none}}{{^none}}empty{{/none}}{{^rows}}b{{/rows}}", "empty"),
        ("${{#yes}}{{less}}{{/yes}}$ {{less}}", "$-6$ −6"),
        ("a\n{{#yes}}\nb\n{{/yes}}\nc", "a\nb\nc"),
        ("a\n  {{#no}}\nb\n  {{/no}}  \nc", "a\nc"),
        ("{{whole|은/는}} {{less|으로/로}} {{third|이/가}} {{latex|을/를}}", "366은 −6으로 1/3이 $w^{(1)}$을"),
        ("{{#rows}}{{i|번째}} {{/rows}}{{whole|번째}}", "첫 번째 두 번째 366번째"),
    ],
)
def test_puts_values_in(template: str, text: str) -> None:
    assert filled(template) == text


@pytest.mark.parametrize(
    ("template", "key", "line", "name"),
    [
        ("\n{{nothing}}", "unknown_name", 2, "nothing"),
        ("{{C.__class__}}", "unknown_name", 1, "C.__class__"),
        ("{{whole.real}}", "unknown_name", 1, "whole.real"),
        ("{{__import__('os')}}", "unknown_name", 1, "__import__('os')"),
        ("{{rows[0]}}", "unknown_name", 1, "rows[0]"),
        ("{{#nothing}}{{/nothing}}", "unknown_name", 1, "nothing"),
        ("{{ }}", "unknown_name", 1, ""),
        ("{{yes}}", "not_a_value", 1, "yes"),
        ("\n\n{{rows}}", "not_a_value", 3, "rows"),
        ("{{whole|upper}}", "unknown_filter", 1, "upper"),
        ("{{word|paren}}", "unknown_filter", 1, "paren"),
        ("{{latex|signed}}", "unknown_filter", 1, "signed"),
        ("{{whole", "malformed", 1, "{{"),
        ("a\n{{}}", "malformed", 2, "{{"),
        ("{{whole|은/는|이/가}}", "malformed", 1, "{{"),
        ("{{whole\n}}", "malformed", 1, "{{"),
        ("\n{{#yes}}a", "section_open", 2, "yes"),
        ("a{{/yes}}", "section_end", 1, "yes"),
        ("{{#yes}}{{#no}}{{/yes}}{{/no}}", "section_end", 1, "yes"),
        ("{{#yes}}" * 7 + "{{/yes}}" * 7, "section_depth", 1, "yes"),
    ],
)
def test_says_what_is_wrong_and_where(template: str, key: str, line: int, name: str) -> None:
    with pytest.raises(TemplateError) as error:
        filled(template)
    assert (error.value.key, error.value.line, error.value.params["name"]) == (key, line, name)


def test_six_sections_can_be_nested() -> None:
    assert filled("{{#yes}}" * 6 + "x" + "{{/yes}}" * 6) == "x"


def test_what_is_not_taken_is_not_looked_up() -> None:
    assert filled("{{#no}}{{nothing}}{{/no}}{{^yes}}{{yes}}{{/yes}}") == ""


@pytest.mark.parametrize("inside", ["", "{{i}}", "all work and no play " * 40])
def test_loops_in_loops_end(inside: str) -> None:
    names = Table({"rows": [Table({"i": i}) for i in range(64)]})
    start = time.process_time()
    with pytest.raises(TemplateError) as error:
        fill("{{#rows}}" * 6 + inside + "{{/rows}}" * 6, names)
    assert error.value.key == "too_long"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "template",
    [
        "{{" + " " * 100_000,
        "{{#" + " " * 100_000 + "\n" + "}}",
        "{{a" * 60_000,
        "{{yes" + "|" * 100_000 + "}}",
        " " * 100_000 + "{{#yes}}" + " " * 100_000,
        "{{no}}" * 30_000,
        "$" * 200_000 + "{{whole}}",
        "{{#yes}}\n" * 50_000,
    ],
)
def test_no_template_takes_long(template: str) -> None:
    start = time.process_time()  # of this process alone, however busy the machine is
    with pytest.raises(TemplateError):
        fill(template, Table({"yes": True, "whole": "-" * LONGEST_RESULT}))
    assert time.process_time() - start < 10


def test_a_long_text_can_be_cut_after_a_paragraph() -> None:
    rows = [Table({"i": i}) for i in range(30_000)]
    text = fill("start\n\n{{#rows}}\nline {{i}}\n\n{{/rows}}\nend", Table({"rows": rows}), cut=True)
    assert len(text) <= LONGEST_RESULT
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "start"
    assert paragraphs[-1] == "⋯"
    assert paragraphs[1:-1] == [f"line {i}" for i in range(len(paragraphs) - 2)]


def test_other_faults_are_not_cut_away() -> None:
    with pytest.raises(TemplateError):
        fill("{{nothing}}", Table({}), cut=True)


@pytest.mark.parametrize(
    "name", ["z1@0", "z1@5", "z1@" + "9" * 5000, "z1@²", "z1@-1", "z1@", "@1", "C@1", "w9", "z9@1", "trace", "theta'"]
)
def test_names_that_a_problem_does_not_offer(name: str) -> None:
    with pytest.raises(TemplateError) as error:
        fill(f"{{{{{name}}}}}", of_problem(make()))
    assert error.value.key == "unknown_name"


def test_names_that_a_problem_offers() -> None:
    template = (
        "{{z1@2}} {{r@3}} {{dC/dw1}} {{w1'}} {{C}} {{C'}} {{eta}} {{w2}} {{da3/dz3@1}} {{P}} {{m}} {{L}} {{widths}}"
    )
    assert fill(template, of_problem(make())) == "5 7 446 −43.6 366 50 0.1 1 1 6 4 3 1-1-1-1"


def test_tells_its_mentions_with_what_is_around_them() -> None:
    found = list(mentions("{{a}}\n{{#b}}{{c|paren}}{{^d}}{{e}}{{/d}}{{/b}}"))
    assert found == [
        Mention("a", "", 1, ()),
        Mention("b", None, 2, ()),
        Mention("c", "paren", 2, ("b",)),
        Mention("d", None, 2, ("b",)),
        Mention("e", "", 2, ("b",)),
    ]


VALUES = st.one_of(
    st.integers(-(10**6), 10**6).map(Fraction), st.fractions(), st.floats(allow_nan=False), st.text(max_size=20)
)


@settings(max_examples=150)
@given(st.text(alphabet="ab{}#^/|$\\ \n은는", max_size=60), VALUES, st.booleans())
def test_any_text_is_filled_or_refused(template: str, value: Value, flag: bool) -> None:
    try:
        text = fill(template, Table({"a": value, "b": flag, "ab": [Table({"a": value})]}))
    except TemplateError as error:
        assert error.line >= 1
        return
    assert isinstance(text, str)
    if "{{" not in template:
        assert text == template


@settings(max_examples=150)
@given(st.one_of(st.fractions(), st.floats(allow_nan=False, allow_infinity=False)))
def test_every_number_has_a_text_and_a_latex_form(number: Fraction | float) -> None:
    text = fill("{{n}}", Table({"n": number}))
    assert "-" not in text
    latex = fill("${{n}}$", Table({"n": number})).strip("$")
    assert "−" not in latex
    assert ("\\frac" in latex) == ("/" in text)
    signed = fill("${{n|signed}}$", Table({"n": number})).strip("$")
    assert signed.startswith("- " if number < 0 else "+ ")
    bracketed = fill("${{n|paren}}$", Table({"n": number})).strip("$")
    assert bracketed in (latex, f"\\left({latex}\\right)")
