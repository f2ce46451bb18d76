"""One broken problem for each thing that checking looks for."""

from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Section
from tutor.lessons.template import Table
from tutor.lint.check import check
from tutor.lint.findings import Severity, of_content
from tutor.lint.formulas import check_formulas
from tutor.lint.lessons import sound
from tutor.lint.passages import Passage

from .lint_kit import ESSAY, GOOD, findings_of, keys_of, spoiled


@pytest.mark.parametrize("name", ["small.md", "other.md"])
def test_a_good_file_passes_in_one_language_alone_or_with_its_folder(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    for paths in ([path], [tmp_path]):
        report = check(paths, content_folder())
        assert (report.findings, report.files) == ((), 1)


def test_all_faults_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    """Numbers that can't be read keep nobody from hearing of the text, where it can be checked without them."""
    text = spoiled("activation: relu", "activation: logistic", spoiled("0.1", "fast", spoiled("{{L}}", "{{L")))
    found = [(finding.line, finding.key) for finding in findings_of(tmp_path, text)]
    assert found == [(5, "content.not_a_choice"), (8, "content.not_a_number"), (11, "content.malformed")]


def test_what_can_be_read_is_checked_to_the_end(tmp_path: Path) -> None:
    text = spoiled("title:", "epochs: 3\ntitle:", spoiled("{{L}}", "{{l}}", spoiled("Look at", "$\\foo$")))
    found = [(finding.line, finding.key) for finding in findings_of(tmp_path, text)]
    assert found == [(4, "content.unknown_key"), (12, "content.unknown_name"), (16, "lint.formula_unknown_macro")]


def test_whoever_opens_a_file_is_told_what_lint_tells(tmp_path: Path) -> None:
    path = tmp_path / "small.md"
    path.write_text(spoiled("activation: relu", "activation: logistic", spoiled("0.1", "fast")), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        sound(path)
    told = [(of_content(error).line, of_content(error).key, of_content(error).values) for error in refused.value.every]
    assert told == [(found.line, found.key, found.values) for found in check([path], content_folder()).findings]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("{{L}}", "{{l}}", 11, "content.unknown_name"),
        ("{{L}}", "{{L", 11, "content.malformed"),
        ("{{L}}", "{{#relu}}", 11, "content.section_open"),
        ("{{L}}", "{{/relu}}", 11, "content.section_end"),
        ("{{L}}", "{{relu}}", 11, "content.not_a_value"),
        ("{{L}}", "{{L|upper}}", 11, "content.unknown_filter"),
        ("{{L}}", "{{data|paren}}", 11, "content.unknown_filter"),
        ("{{L}}", "{{#tanh}}{{W3}}{{/tanh}}1", 11, "content.unknown_name"),
        ("{{L}}", "{{^relu}}{{#points}}{{q}}{{/points}}{{/relu}}1", 11, "content.unknown_name"),
        ("{{m}}", "{{z9@1}}", 11, "content.unknown_name"),
        ("{{parameter}}", "{{node}}", 15, "content.unknown_name"),
        ("$L =", "$\\frobnicate =", 11, "lint.formula_unknown_macro"),
        ("$L = {{L}}$", "$\\frac{ {{L}}$", 11, "lint.formula_unclosed_group"),
        ("Look at", "$$ a^{(1) $$\n\nLook at", 15, "lint.formula_unclosed_group"),
        ("Look at", "Look at\n\n\n- $x^2^3$", 18, "lint.formula_double_script"),
        ("Look at", "{{#tanh}}$\\foo${{/tanh}}", 15, "lint.formula_unknown_macro"),
        ("Look at", "{{^relu}}$\\foo${{/relu}}", 15, "lint.formula_unknown_macro"),
        ("## d.hint.where", "## d.hint.were", 13, "content.unknown_section"),
        ("Here", f"{{{{#points}}}}{'x' * 101_000}{{{{/points}}}}", 11, "content.too_long"),
        ("Here", "{{#wide}}" * 7 + "{{/wide}}" * 7, 11, "content.section_depth"),
        ("Look at", f"{'>' * 30} deep", 15, "lint.too_much_nesting"),
        ("id: small", "id: &name small", 2, "content.anchor"),
        ("id: small", "id: small\nid: small", 3, "content.twice"),
        ("id: small", "id: []", 2, "content.not_a_text"),
        ("lang: en", "lang: de", 3, "content.not_a_choice"),
        ("[1, 1]", "[1]", 5, "content.widths_count"),
        ("[1, 1], activation: relu", "[24, 24], activation: relu", 5, "content.too_many_parameters"),
        ("relu", "[relu, relu]", 5, "content.activation_count"),
        ("[[1, 2], [3, 4]]", "[]", 6, "content.points_count"),
        ("[[1, 2], [3, 4]]", "[[1, 2, 3]]", 6, "content.not_a_point"),
        ("[[1, 2], [3, 4]]", "3", 6, "content.not_a_list"),
        ("{widths: [1, 1], activation: relu}", "3", 5, "content.not_a_mapping"),
        ("## d.hint.where", "## a.after", 13, "content.unknown_section"),
        ("## d.hint.where", "## d.hint.where\n\nx\n\n## d.hint.where", 17, "content.section_twice"),
        ("Look at {{parameter}}.", "", 13, "lint.empty_section"),
        ("theta: {w1: 2, b1: 1}", "theta: {w1: 2, b1: -2}", 7, "lint.kink"),
        ("theta: {w1: 2, b1: 1}", "theta: {w1: [2, 3], b1: 1}", 7, "content.wrong_shape"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, [4, 5]]]", 6, "content.point_width"),
        ("learning_rate: 0.1", "learning_rate: fast", 8, "content.not_a_number"),
        ("title:", "titel:", 4, "content.unknown_key"),
        ("learning_rate: 0.1\n", "", 2, "content.missing_key"),
        ("relu}", "relu", 6, "content.not_yaml"),
        ("[1, 1]", "[1, 25]", 5, "content.not_a_whole"),
    ],
)
def test_what_is_wrong_is_found_on_its_line(tmp_path: Path, old: str, new: str, line: int, key: str) -> None:
    matching = [finding for finding in findings_of(tmp_path, spoiled(old, new)) if finding.key == key]
    assert [(finding.line, finding.severity) for finding in matching] == [(line, Severity.ERROR)]


MEANT = {
    "w1": "W1",
    "z1[1]": "z1[1]@1",
    "z1[3]@1": "z1[2]@1",
    "z1[1]@9": "z1[1]@1",
    "dC/dW3": "dC/dW1",
    "etta": "eta",
    "learning_rate": "eta",
    "Theta": "theta",
    "zzzzzz": "",
}


def test_the_placeholder_that_was_meant_is_offered(tmp_path: Path) -> None:
    wide = spoiled("[1, 1]", "[2, 2]", spoiled("[[1, 2], [3, 4]]", "[[[1, 2], [3, 4]]]"))
    wide = spoiled("{w1: 2, b1: 1}", "ones", spoiled("{{L}}", "".join(f"{{{{{name}}}}}" for name in MEANT), wide))
    found = findings_of(tmp_path, wide)
    assert {finding.key for finding in found} == {"content.unknown_name"}
    assert {finding.values["name"]: finding.values["near"] for finding in found} == MEANT


def test_numbers_that_would_grow_beyond_all_bounds_are_refused(tmp_path: Path) -> None:
    large, layers = "999999999999", range(1, 10)
    deep = spoiled("[1, 1]", str([1] * 10), spoiled("[[1, 2]", f"[[{large}, 2]"))
    theta = ", ".join(f"w{layer}: {large}, b{layer}: 1" for layer in layers)
    (finding,) = findings_of(tmp_path, spoiled("w1: 2, b1: 1", theta, deep))
    assert (finding.line, finding.key) == (5, "content.too_large")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("theta: {w1: 2, b1: 1}", "theta: {w1: -2, b1: -1}", "lint.dead"),
        ("[[1, 2], [3, 4]]", "[[1, 3], [3, 7]]", "lint.fitted"),
        ("$L = ", "L = ", "lint.stray"),
        ("Look at", "Look at \\frac{1}{2}", "lint.stray"),
        ("theta: {w1: 2, b1: 1}", "theta: {w1: 12345678/987654321, b1: 1/77777777}", "lint.unwieldy"),
        ("Here $L = {{L}}$ and there are {{m}} data points.", "", "lint.no_statement"),
    ],
)
def test_what_may_be_meant_is_a_warning(tmp_path: Path, old: str, new: str, key: str) -> None:
    (finding,) = findings_of(tmp_path, spoiled(old, new))
    assert (finding.key, finding.severity) == (key, Severity.WARNING)


def test_a_wholly_dead_network_is_told_from_one_that_has_met_its_targets(tmp_path: Path) -> None:
    assert keys_of(tmp_path, spoiled("[[1, 2], [3, 4]]", "[[1, 3], [3, 7]]")) == ["lint.fitted"]


def test_a_target_that_relu_cannot_reach_is_no_fault(tmp_path: Path) -> None:
    assert keys_of(tmp_path, spoiled("[3, 4]", "[3, -4]")) == []


def test_a_kink_counts_in_relu_layers_only(tmp_path: Path) -> None:
    kink = spoiled("[3, 4]", "[3, 5]", spoiled("b1: 1", "b1: -2"))
    assert keys_of(tmp_path, kink) == ["lint.kink"]
    assert keys_of(tmp_path, spoiled("relu", "tanh", kink)) == []


@pytest.mark.parametrize("rate", ["0.001", "0.0000001", "0.000000000001"])
def test_an_answer_is_shown_finely_enough_to_be_typed(tmp_path: Path, rate: str) -> None:
    """Where θ′ differs from θ in the ninth digit, it is shown to more than six."""
    fine = spoiled("learning_rate: 0.1", f"learning_rate: {rate}", spoiled("relu", "sigmoid"))
    assert keys_of(tmp_path, fine) == []


def test_a_cost_that_no_float_can_hold_after_the_step_is_an_error(tmp_path: Path) -> None:
    large = spoiled("[1, 1], activation: relu", f"[{', '.join(['1'] * 9)}], activation: identity")
    large = spoiled("theta: {w1: 2, b1: 1}\n", "theta: ones\n", spoiled("[[1, 2]", "[[1, -999999999999]", large))
    large = spoiled("learning_rate: 0.1", f"learning_rate: {'9' * 12}", large)
    assert "lint.overflow" in keys_of(tmp_path, large)


def test_an_essay_is_checked_as_well(tmp_path: Path) -> None:
    assert keys_of(tmp_path, ESSAY) == []
    assert keys_of(tmp_path, spoiled("$x$", "$\\frobnicate$", ESSAY)) == ["lint.formula_unknown_macro"]
    assert keys_of(tmp_path, spoiled("Think", "{{m}}", ESSAY)) == ["content.unknown_name"]
    assert keys_of(tmp_path, spoiled("### checklist", "### list", ESSAY)) == ["content.no_checklist"]
    assert keys_of(tmp_path, spoiled("## prompt.a", "## question", ESSAY)) == ["content.unknown_section"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"no numbers", b"---\n- 1\n---\n", b"---\n" + b"[" * 9999])
def test_what_is_no_problem_at_all_is_told_in_one_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "small.md"
    path.write_bytes(content)
    (finding,) = check([path], content_folder()).findings
    assert finding.key.startswith("content.")


def test_shared_wording_that_grows_too_long_is_cut_and_own_wording_fails(tmp_path: Path) -> None:
    section = Section(f"{{{{#points}}}}\n\n{'x' * 60_000}\n\n{{{{/points}}}}", 1, 1)
    names = Table({"points": [Table({}), Table({})]})
    shared, own = (Passage(tmp_path, section, names, is_shared=is_shared) for is_shared in (True, False))
    assert (shared.is_cut(), own.is_cut()) == (True, False)
    assert "x" * 60_000 in shared.filled()
    assert list(check_formulas(shared)) == []
    assert [finding.key for finding in check_formulas(own)] == ["content.too_long"]
