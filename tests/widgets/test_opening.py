"""The beginning of a problem, where the problem itself is out of sight."""

from tutor.widgets.opening import told_first


def test_an_opening_leaves_out_what_is_given_below_it() -> None:
    assert told_first("# Aim\n\nFind f.\n\n## Given\n\n**Given**") == "# Aim\n\nFind f.", "no heading stands alone"
    assert told_first("From a book.\n\n# Aim\n\nFind f.\n\n**Given**\n\n- x = 1") == "# Aim\n\nFind f."
