"""`mark` as text: what stands under a wrong number."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tutor.cli.mark import BELOW
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import Words, read_words

from .cli_kit import run, run_json

HALVED = ["d.w1=223", "d.b1=34", "d.w2=257", "d.b2=34", "d.w3=291", "d.b3=34"]


def _below(*arguments: str, lang: str = "en") -> dict[str, str]:
    """What stands under each mark, by field, as one line."""
    found: dict[str, list[str]] = {}
    for line in run("mark", *arguments, lang=lang).stdout.splitlines():
        if line.startswith(BELOW):
            found[list(found)[-1]].append(line.strip())
        else:
            found[line.split()[1]] = []
    return {field: " ".join(lines) for field, lines in found.items()}


def _words(lang: str) -> Words:
    return read_words(content_folder(), "ko" if lang == "ko" else "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_mistake_is_explained_once(lang: str) -> None:
    words, found = _words(lang), _below("4.1", *HALVED, "c=366", lang=lang)
    title = words("mistake.partial.no-factor-2")
    assert found["d.w1"].startswith(title)
    assert "0.223" in found["d.w1"]  # what it predicts
    assert "446" not in found["d.w1"], "what is seen would be the answer"
    assert {found[field.partition("=")[0]] for field in HALVED[1:]} == {
        words("cli.explained_above", titles=title, field="d.w1")
    }
    assert found["c"] == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_only_possible_ends_in_one_question(lang: str) -> None:
    words, asked = _words(lang), "d.w1/dC/da3@1"
    title, doubt = (
        words("mistake.partial.no-factor-2"),
        f"{words('diagnosis.doubt', question=asked)} {words('cli.answer_along')}",
    )
    said = _below("4.1", "d.w1=223", lang=lang)["d.w1"]
    assert title in said
    assert said.endswith(doubt)
    for reply in ("2", "4"):
        assert doubt not in _below("4.1", "d.w1=223", f"{asked}={reply}", lang=lang)["d.w1"]
    assert doubt not in _below("4.1", *HALVED, lang=lang)["d.w1"], "it is sure"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_told_apart_is_told_as_either(lang: str) -> None:
    words, found = _words(lang), _below("4.1", "a=3", "e.w1=45.6", lang=lang)
    assert found["a"].startswith(words("diagnosis.either"))
    for name in ("count.no-biases", "count.neurons", "count.layers"):
        assert words(f"mistake.{name}") in found["a"]
    asked = words("small.count", widths="2-3-1", m=3)
    assert found["a"].endswith(f"{words('small.lead')} {asked}")
    assert words("mistake.partial.sign") in found["e.w1"]
    assert words("mistake.update.ascent") in found["e.w1"]
    asked = next(field for field in ("d.w1", "e.w1/step") if words("diagnosis.ask", question=field) in found["e.w1"])
    decided = _below("4.1", "e.w1=45.6", f"{asked}={'446' if asked == 'd.w1' else '44.6'}", lang=lang)["e.w1"]
    assert words("mistake.update.ascent") in decided


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_explains_it_the_way_back_is_told(lang: str) -> None:
    words = _words(lang)
    products = [f"d.w1/product@{point}={value}" for point, value in ((1, 4), (2, 104), (3, 98), (4, 240))]
    said = _below("4.1", "d.w1=311", "d.b1=7", lang=lang)["d.w1"]
    terms = ", ".join(f"d.w1/product@{point}" for point in (1, 2, 3, 4))
    assert said == f"{words('cli.unexplained')} {words('cli.step_wanted', field=terms)}"
    said = _below("4.1", "d.w1=311", "d.w1/product@1=5000", lang=lang)["d.w1/product@1"]
    assert said == f"{words('cli.unexplained')} {words('cli.step_wanted', field='d.w1/chain')}", "its names are asked"
    said = _below("4.1", "d.w1=311", "d.b1=7", *products, lang=lang)["d.w1"]
    assert said == f"{words('cli.unexplained')} {words('diagnosis.walk_none')}"
    assert _below("4.1", "a=5000", lang=lang)["a"] == words("cli.unexplained")


def test_the_first_wrong_step_is_named() -> None:
    steps = ["d.w1/x@1=1", "d.w1/da1/dz1@1=1", "d.w1/w2@1=1", "d.w1/da2/dz2@1=1", "d.w1/w3@1=1", "d.w1/da3/dz3@1=1"]
    given = ["d.w1=451", "d.b1=7", "d.w1/product@1=9", "d.w1/dC/da3@1=9", "c/r@1=4.5", "c/a3@1=6.5", "c/z3@1=6.5"]
    given += ["c/a2@1=3", "c/z2@1=3", "c/a1@1=2", "c/z1@1=2", *steps]
    fields = {mark["field"]: mark["verdict"] for mark in run_json("mark", "4.1", *given)["marks"]}
    assert fields["c/z3@1"] == "wrong"
    told = _below("4.1", *given)
    assert any("c/z3@1" in said for said in told.values())


def test_of_two_mistakes_each_is_told_where_it_shows() -> None:
    words, found = _words("en"), _below("4.1", "c=183", *HALVED)
    half, factor = words("mistake.cost.half"), words("mistake.partial.no-factor-2")
    assert half in found["c"]
    assert factor not in found["c"]
    assert factor in found["d.w1"]
    assert half not in found["d.w1"]


def test_a_data_point_is_named() -> None:
    found = _below("4.1", *[f"d.{name}={value}" for name, value in zip(
        ("w1", "b1", "w2", "b2", "w3", "b3"), (442, 64, 506, 64, 570, 64), strict=True)])  # fmt: skip
    assert _words("en")("mistake.partial.point-missing") in found["d.w1"]
    assert "(i = 1)" in found["d.b1"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_keep_to_the_terminal(lang: str, columns: int) -> None:
    result = run("mark", "4.1", "a=3", *HALVED, "e.w1=45.6", lang=lang, env={"COLUMNS": str(columns)})
    lines = [line for line in result.stdout.splitlines() if line.startswith(BELOW)]
    assert max(map(cell_len, lines)) <= min(columns, 100)
    assert all(line.strip() for line in lines)


@pytest.mark.parametrize("encoding", ["ascii", "cp949"])
def test_plain_characters_where_the_terminal_has_no_others(encoding: str) -> None:
    result = run("mark", "4.1", "d.w1=223", encoding=encoding)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "?" not in result.stdout.replace("r^2 grow?", "")
    assert "w^(1)" in result.stdout
    assert "w^(1)" in run("mark", "4.1", "d.w1=223", "--plain").stdout


def test_looking_up_what_explains_an_answer_leaves_no_records(tmp_path: Path) -> None:
    assert run("mark", "4.1", "d.w1=223", "--data-dir", str(tmp_path / "new")).exit_code == 1
    assert not (tmp_path / "new").exists()
