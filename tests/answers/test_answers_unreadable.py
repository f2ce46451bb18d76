"""What can't be read: which key, where, and what is quoted; caps; and that every key has its words."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import tutor
from tutor.answers.errors import KEYS, Unreadable
from tutor.answers.names import read_names, read_tree
from tutor.answers.reading import looks_like_many, read_number, read_values
from tutor.network.architecture import Network
from tutor.network.graph import dependencies
from tutor.network.layered_graph import graph_of

CONTENT = Path(tutor.__file__).parents[1] / "content" / "interface"


@pytest.mark.parametrize(
    ("text", "key", "position", "found"),
    [
        ("", "empty", 0, None),
        (" \n\u200b", "empty", 0, None),
        ("1/0", "division_by_zero", 1, "/"),
        ("3 ÷ (2−2)", "division_by_zero", 2, "÷"),
        ("0⁻¹", "division_by_zero", 1, "⁻¹"),
        ("2^0.5", "exponent_not_whole", 1, "^"),
        ("9**9**9", "too_large", 1, "**"),
        ("2^1000", "too_large", 1, "^"),
        ("10^100*10^100", "too_large", 6, "*"),
        ("1e400", "too_large", 0, "1e400"),
        ("1.2.3", "not_a_number", 3, "1.2.3"),
        ("2+", "missing_operand", 1, "+"),
        ("*3", "missing_operand", 0, "*"),
        ("2×÷3", "missing_operand", 1, "×"),
        ("()", "missing_operand", 0, "("),
        ("w1 =", "missing_operand", 0, "w1 ="),
        ("(1+1)2", "missing_operator", 5, "2"),
        ("(2", "unclosed", 0, "("),
        ("1+(2*(3)", "unclosed", 2, "("),
        ("2)", "unopened", 1, ")"),
        ("(2]", "unopened", 2, "]"),
        ("5%", "percent", 1, "%"),
        ("10 ％", "percent", 3, "％"),
        ("2*3=6", "equation", 3, "="),
        ("a3 - y = 5", "letter", 0, "a3"),
        ("abc", "unknown_name", 0, "abc"),
        ("w3ρ′(z2)", "letter", 0, "w3"),
        ("2r·a1", "letter", 1, "r"),
        ("dC/da3·a2", "letter", 0, "dC"),
        ("2*w9", "letter", 2, "w9"),
        ("2 rr", "unit", 2, "rr"),
        ("5kg", "unit", 1, "kg"),
        ("7개", "unit", 1, "개"),
        ("298점", "unit", 3, "점"),
        ("3 units", "unit", 2, "units"),
        ("3² data points", "unit", 3, "data"),
        ("(1 + 2) 개", "unit", 8, "개"),
        ("4 q", "letter", 2, "q"),
        ("모름", "unknown_name", 0, "모름"),
        ("1,23", "decimal_comma", 1, ","),
        ("0,5", "decimal_comma", 1, ","),
        ("01,234", "decimal_comma", 2, ","),
        ("1,2,3", "many_values", 1, ","),
        ("446,68,514", "many_values", 3, ","),
        ("1, 2", "many_values", 1, ","),
        ("(1,234)", "many_values", 2, ","),
        ("(1, 2)", "many_values", 2, ","),
        ("1 234", "many_values", 2, "234"),
        ("1;2", "many_values", 1, ";"),
        ("1/2(3+4)", "ambiguous_division", 3, "("),
        ("2²^3", "ambiguous_power", 2, "^"),
        ("2 & 3", "many_values", 2, "&"),
        ("\\foo 2", "unexpected", 0, "\\foo"),
        ("2 ? 3", "unexpected", 2, "?"),
        ("²", "missing_operand", 0, "²"),
        ("\u200b２＋", "missing_operand", 2, "＋"),
    ],
)
def test_error_says_what_and_where(text: str, key: str, position: int, found: str | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_number(text)
    assert (caught.value.key, caught.value.position, caught.value.params.get("found")) == (key, position, found)


@pytest.mark.parametrize("text", ["b1 = 446", "w1' = 446", "∂C/∂b1 = 446"])
def test_value_of_something_else_is_not_taken(text: str) -> None:
    with pytest.raises(Unreadable, match="other_label") as caught:
        read_number(text, ("w1", "dC/dw1", "∂C/∂w1"))
    assert caught.value.params["expected"] == "w1"


@pytest.mark.parametrize(
    "text", ["\x1b[31m5", "\x00", "5\x07", "w\x1b]0;x\x07", "\u202e5\u202e \u202ex", "\ud800", "a\x9b2J = 3", "\\\x1b"]
)
def test_control_characters_never_come_back(text: str) -> None:
    readers: list[Callable[[], str]] = [
        lambda: read_number(text).shown,
        lambda: read_values(text).shown,
        lambda: " ".join(read_names(text, {"w1", "x"})),
        lambda: " ".join(read_tree(text, {"w1", "x"})),
    ]
    for read in readers:
        try:
            shown = read()
        except Unreadable as error:
            shown = "".join(map(str, error.params.values()))
        assert shown.isprintable()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1+" * 500_000, "too_long"),
        ("(" * 400, "too_deep"),
        ("-" * 400 + "1", "too_deep"),
        ("2^" * 240 + "1", "too_deep"),
        ("9" * 499, "too_large"),
        ("*".join(["9" * 30] * 16), "too_large"),
        ("(1e150)^1000", "too_large"),
    ],
)
def test_number_is_bounded(text: str, key: str) -> None:
    with pytest.raises(Unreadable, match=key):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1 " * 500_000, "too_long"),
        ("[" * 2500 + "]" * 2500, "too_deep"),
        ("1 " * 400, "too_many_values"),
        ("[1]," * 300, "too_complex"),
        ("1;" * 400, "too_many_values"),
        ("1 " * 2000, "too_complex"),
        ("x=" * 2000, "too_complex"),
        ("(1 (1 " * 100, "too_deep"),
    ],
)
def test_values_are_bounded(text: str, key: str) -> None:
    with pytest.raises(Unreadable, match=key):
        read_values(text)
    looks_like_many(text)


def test_names_are_bounded() -> None:
    for text, key in (("w1 " * 500_000, "too_long"), ("x" * 1000, "too_complex")):
        with pytest.raises(Unreadable, match=key):
            read_names(text, {"x"})
    with pytest.raises(Unreadable, match="too_complex"):
        read_tree("C:" + "x " * 1000, {"x"})


def test_largest_problem_fits() -> None:
    assert len(read_values(", ".join(["-1234.5678"] * 300)).flat) == 300
    tree = dependencies(graph_of(Network((12, 13, 9, 1), ("relu",) * 3)))
    names = {*tree, *(name for children in tree.values() for name in children)}
    assert read_tree("; ".join(f"{node}: {' '.join(children)}" for node, children in tree.items()), names) == tree


def test_error_takes_only_what_its_message_names() -> None:
    with pytest.raises(TypeError):
        Unreadable("empty", found="x")
    with pytest.raises(KeyError):
        Unreadable("no such key")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_key_has_its_words(language: str) -> None:
    words = tomllib.loads((CONTENT / f"unreadable.{language}.toml").read_text(encoding="utf-8"))["unreadable"]
    assert list(words) == list(KEYS)
    for key, message in words.items():
        named = {name.partition("|")[0] for name in re.findall(r"\{\{(.*?)\}\}", message)}
        assert named <= KEYS[key] | {"position"}


def test_reading_needs_neither_numpy_nor_a_screen() -> None:
    code = "import sys, tutor.answers.reading, tutor.answers.names; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "textual", "rich", "yaml"} & set(loaded)
