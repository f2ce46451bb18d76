"""Tables of what is at hand, as wide as there is room."""

from tutor.widgets.at_hand import table_parts

ROWS = [["", *(f"w{k}" for k in range(1, 9))], ["v", *("12345678" for _ in range(8))]]


def test_what_does_not_fit_beside_goes_on_below_in_parts_of_about_one_length() -> None:
    assert [len(part) for part in table_parts(ROWS, 200)] == [2]
    for width, columns in ((75, [4, 4]), (45, [4, 4]), (35, [3, 3, 2]), (12, [1] * 8)):
        parts = table_parts(ROWS, width)
        assert [len(part[0].split()) for part in parts] == columns
        assert max(len(line) for part in parts for line in part) <= width
        assert " ".join(part[0].strip() for part in parts).split() == ROWS[0][1:]


def test_columns_that_do_not_fit_evenly_stand_as_many_beside_as_do() -> None:
    rows = [["", "a", "b", "c", "d"], ["v", "1", "1", "1" * 20, "2" * 20]]
    assert [part[0].split() for part in table_parts(rows, 33)] == [["a", "b", "c"], ["d"]]


def test_numbers_stand_below_one_another_by_their_decimal_point() -> None:
    rows = [["", "w1", "i"], ["z", "16", "1/3"], ["a", "−0.68", "·"], ["r", "2.5", "−3.25"]]
    assert table_parts(rows, 40) == [["      w1       i", "z  16     1/3", "a  −0.68    ·", "r   2.5    −3.25"]]
