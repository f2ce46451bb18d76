"""Names that stand together without a sign are read one by one, and each place is looked at a few times only."""

from unittest.mock import patch

import pytest
from tutor.sheet.marking import mark_sheet
from tutor.sheet.slope_names import SlopeNames
from tutor.sheet.verdict import LineMark

from tests.support.course import problem_of


def test_they_are_a_product() -> None:
    assert mark_sheet(problem_of("4.1"), ["dC/dw3 = 2rg3a2"])[-1].mark is LineMark.RIGHT


def test_a_letter_with_a_longer_number_is_another_one() -> None:
    page = ["u1 = a3 - y", "u10 = 2 u1", "dC/da3 = u10"]
    assert [one.mark for one in mark_sheet(problem_of("4.1"), page)] == [LineMark.RIGHT] * 3


@pytest.mark.parametrize("name", ["4.1", "cs231n-graph"])
@pytest.mark.parametrize("letters", ["x" * 14, "xy" * 7])
def test_a_row_of_letters_takes_no_more_looks_for_each_that_is_added(name: str, letters: str) -> None:
    """Each letter asked about the ones behind it twice: fourteen took two seconds."""
    with patch.object(SlopeNames, "at", autospec=True, side_effect=SlopeNames.at) as look:
        mark_sheet(problem_of(name), [f"{letters}1"])
    assert look.call_count < 30 * len(letters)
