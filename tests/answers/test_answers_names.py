"""Names: what a node of the tree depends on, whole trees, and the Hangul keyboard."""

import unicodedata

import pytest
from tutor.answers.errors import Unreadable
from tutor.answers.hangul_keyboard import keys, latin
from tutor.answers.names import read_names, read_tree
from tutor.network.architecture import Network
from tutor.network.graph import dependencies
from tutor.network.layered_graph import graph_of


def vocabulary(*widths: int) -> frozenset[str]:
    tree = dependencies(graph_of(Network(widths, ("relu",) * (len(widths) - 1))))
    return frozenset(tree) | {name for names in tree.values() for name in names}


CHAIN = vocabulary(1, 1, 1, 1)
WIDE = vocabulary(1, 2, 1)
VERY_WIDE = vocabulary(2, 2, 12, 1)


@pytest.mark.parametrize("text", ["a3 y", "a3 yi", "a3, y_i", "a3i yi", "a⁽³⁾ᵢ − yᵢ", "(a3_i - y_i)"])
def test_the_number_of_a_data_point_is_passed_over(text: str) -> None:
    """The problem writes yᵢ and a⁽³⁾ᵢ where the tree has y and a⁽³⁾."""
    assert read_names(text, CHAIN) == ("a3", "y")
    assert read_names("xi w1 b1", CHAIN) == ("x", "w1", "b1")


@pytest.mark.parametrize("text", ["in y", "y in", "yin", "i"])
def test_a_word_that_begins_like_it_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        read_names(text, CHAIN)


@pytest.mark.parametrize(
    "text",
    [
        "w3 a2 b3",
        "W3 A2 B3",
        "w3, a2, b3",
        "w3;a2\nb3",
        "(w3, a2, b3)",
        "w3a2b3",
        "w3*a2 + b3",
        "w3×a2＋b3",
        "= w3 a2 + b3",
        "w_3 a_2 b_3",
        "w^(3) a^(2) b^(3)",
        "w^{(3)}a^{(2)}+b^{(3)}",
        "w⁽³⁾ a⁽²⁾ b⁽³⁾",
        "w³ a² b³",
        "w₃ a₂ b₃",
        "w[3] a(2) b{}3".replace("b{}3", "b[3]"),
        "𝑤3 𝑎2 𝑏3",
        "w3 a2 b3 w3",
        "ㅈ3 ㅁ2 ㅠ3",
        "ㅈ_3, ㅁ_2, ㅠ_3",
        "w3 a2,i b3",
        "w^{(3)} a^{(2)}_i b^{(3)}",
    ],
)
def test_names_are_read_in_any_spelling(text: str) -> None:
    assert read_names(text, CHAIN) == ("w3", "a2", "b3")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a0", "x"),
        ("a⁽⁰⁾", "x"),
        ("ρ(z3)", "z3"),
        ("ReLU(z3)", "z3"),
        ("rho z3", "z3"),
        ("a3 - y", "a3 y"),
        ("C(θ)", "C"),
        ("c", "C"),
        ("xy", "x y"),
        ("w1xb1", "w1 x b1"),
        ("w1 x_i b1", "w1 x b1"),
        ("a1[1] w1[1,1] w^{(3)}_{11}", "a1 w1 w3"),
        ("w7 z9 a4[2] a1[5]", "w7 z9 a4[2] a1[5]"),
    ],
)
def test_names_of_a_chain(text: str, names: str) -> None:
    assert read_names(text, CHAIN) == tuple(names.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((text, "w1[2,1]") for text in ("w1[2,1]", "W1[2,1]", "w1(2,1)", "w1[2][1]", "w1_21", "w1_{21}", "w1_{2,1}")),
        *((text, "w1[2,1]") for text in ("w⁽¹⁾₂₁", "w^(1)_21", "w^{(1)}_{2,1}", "w_{21}^{(1)}", "w1_2_1")),
        *((text, "w1[2,1]") for text in ("w1[2]", "w1_2", "w121", "w12")),  # W1 has one column
        *((text, "w2[1,2]") for text in ("w2[1,2]", "w2_2", "w2[2]", "w2_12")),
        *((text, "a1[2]") for text in ("a1[2]", "a1_2", "a1(2)", "a⁽¹⁾₂", "a_2^(1)", "a12", "ㅁ1_2")),
        ("a0[1]", "x"),
        ("a1[3]", "a1[3]"),
    ],
)
def test_units_and_components_are_read_in_any_spelling(text: str, name: str) -> None:
    assert read_names(text, WIDE) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("w2_112", "w2[11,2]"),
        ("w2_121", "w2[12,1]"),
        ("w2_1202", "w2[12,2]"),
        ("w1_12", "w1[1,2]"),
        ("x2", "x[2]"),
        ("a0_2", "x[2]"),
    ],
)
def test_indices_run_together_are_parted_where_one_way_fits(text: str, name: str) -> None:
    assert read_names(text, VERY_WIDE) == (name,)


def test_deep_chains_and_wide_layers_are_not_mixed_up() -> None:
    deep = vocabulary(*[1] * 13)
    assert read_names("a12 w11 a1[2] w1[1,2]", deep) == ("a12", "w11", "a1[2]", "w1[1,2]")
    assert read_names("a12 w11 a0[3]", VERY_WIDE) == ("a1[2]", "w11", "x[3]")


@pytest.mark.parametrize(
    ("text", "key", "position", "found"),
    [
        ("", "empty", 0, None),
        ("w", "missing_layer", 0, "w"),
        ("w3 a b3", "missing_layer", 3, "a"),
        ("w3 q5", "no_such_name", 3, "q5"),
        ("hello", "no_such_name", 0, "hello"),
        ("max(0, z3)", "number", 4, "0"),
        ("안녕", "no_such_name", 0, "안녕"),
        ("w3 2.5 a", "number", 3, "2.5"),
        ("w3: a2", "unexpected", 2, ":"),
        (" + ", "unexpected", 1, "+"),
        ("w3 \x1b", "unexpected", 3, "U+001B"),
    ],
)
def test_error_says_what_and_where(text: str, key: str, position: int, found: str | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_names(text, CHAIN)
    assert (caught.value.key, caught.value.position, caught.value.params.get("found")) == (key, position, found)


TREE = {"C": ("a3", "y"), "a3": ("z3",), "z3": ("w3", "a2", "b3")}


@pytest.mark.parametrize(
    "text",
    [
        "C: a3 y; a3: z3; z3: w3 a2 b3",
        "C -> a3, y\na3->z3\nz3 -> w3 a2 b3",
        "C → a3 y; a3 → z3; z3 → w3, a2, b3;",
        "C(θ) = a3 y\na3 = ρ(z3)\nz3 = w3 a2 + b3",
        "C: a3 y a3: z3 z3: w3 a2 b3",
        "ㅊ: ㅁ3 ㅛ; ㅁ3: ㅋ3; ㅋ3: ㅈ3 ㅁ2 ㅠ3",
        "C: a3; a3: z3; z3: w3 a2 b3; C: y a3",
    ],
)
def test_tree_is_read_in_any_layout(text: str) -> None:
    assert read_tree(text, CHAIN) == TREE


def test_every_tree_reads_back_as_it_was_written() -> None:
    for widths in ((1, 1, 1, 1), (1, 2, 1), (2, 3, 2), (3, 2, 2, 2)):
        tree = dependencies(graph_of(Network(widths, ("tanh",) * (len(widths) - 1))))
        written = "; ".join(f"{node}: {' '.join(reversed(names))}" for node, names in tree.items())
        read = read_tree(written, vocabulary(*widths))
        assert {node: set(names) for node, names in read.items()} == {node: set(names) for node, names in tree.items()}


def test_branches_need_the_node_they_belong_to() -> None:
    with pytest.raises(Unreadable, match="missing_parent at 0"):
        read_tree("a3 y; a3: z3", CHAIN)


@pytest.mark.parametrize(
    ("hangul", "latin_keys"),
    [
        ("안녕", "dkssud"),
        ("한글", "gksrmf"),
        ("닭값", "ekfrrkqt"),
        ("빵", "Qkd"),
        ("왜의", "dhodml"),
        ("쥬", "wb"),
        ("ㅋㅌㅊ ㅛ1", "zxc y1"),
        ("ㄳㅝ", "rtnj"),
    ],
)
def test_hangul_gives_the_keys_that_were_pressed(hangul: str, latin_keys: str) -> None:
    assert latin(hangul) == latin_keys
    assert latin(unicodedata.normalize("NFD", hangul)) == latin_keys


def test_every_syllable_is_its_letters_one_after_another() -> None:
    for code in range(0xAC00, 0xD7A4):
        parts = [unicodedata.name(part).split(" ", 2)[2] for part in unicodedata.normalize("NFD", chr(code))]
        assert keys(chr(code)) == "".join(keys(unicodedata.lookup(f"HANGUL LETTER {part}")) for part in parts)


def test_letters_that_stand_alone_have_all_the_keys() -> None:
    letters = "".join(keys(chr(code)) for code in range(0x3131, 0x3164))
    assert set(letters) == set("qwertyuiopasdfghjklzxcvbnmQWERTOP")
