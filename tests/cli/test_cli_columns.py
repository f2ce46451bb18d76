"""Columns for whatever takes lines: what is in them is text, Hangul takes two cells, no line is too wide."""

import pytest
from rich.cells import cell_len
from tutor.cli.columns import grid, grid_rows, packed, paragraph

MARKUP = "[bold red]not red[/] :smile: [link=x]y[/link]"


@pytest.fixture(params=[20, 40, 80, 300])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """What the terminal says of itself."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def _same(lines: list[str], text: str) -> bool:
    return "".join("".join(lines).split()) == "".join(text.split())


def test_what_looks_like_markup_is_text(width: int) -> None:
    assert _same(grid([[MARKUP]], 0), MARKUP)
    assert _same(packed([MARKUP]), MARKUP)
    assert _same([paragraph(MARKUP)], MARKUP)
    assert all(cell_len(line) <= width for line in grid([[MARKUP]], 0))


def test_columns_stand_under_each_other_whatever_the_letters_width(width: int) -> None:
    rows = [("가나다", "첫째", "x"), ("abcdefg", "second " * 20, "y"), ("ㄱ", "셋째 " * 20, "z")]
    found = grid_rows(rows, 1, right=(2,))
    assert {cell_len(row[0][: row[0].index(second[0])]) for row, (_, second, _) in zip(found, rows, strict=True)} == {9}
    assert len({cell_len(row[0]) for row in found}) == 1
    for row, (first, second, last) in zip(found, rows, strict=True):
        assert (row[0].split()[0], row[0].split()[-1]) == (first, last)
        assert sum(line.count(second.split()[0]) for line in row) == len(second.split())
        assert max(map(cell_len, row)) <= max(min(width, 100), 9 + 20 + 3)


def test_a_paragraph_keeps_its_examples(width: int) -> None:
    lines = paragraph("말 " * 60 + "\n  backprop-tutor mark 4.1 a=4 c=25 d.w1=1/3 e.b3=-2.5").split("\n")
    assert lines[-1] == "  backprop-tutor mark 4.1 a=4 c=25 d.w1=1/3 e.b3=-2.5"
    assert all(cell_len(line) <= min(width, 100) for line in lines[:-1])
    assert len(lines) > 2


def test_nothing_has_no_lines() -> None:
    assert grid([], 1) == []
