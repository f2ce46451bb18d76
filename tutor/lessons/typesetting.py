"""Formulas for the terminal. What was typeset before is looked up where readings are.

What typesets (`tutor.typeset.render`) is imported for a formula that was not typeset before.
"""

from tutor.lessons.readings import once


def inline(latex: str, plain: bool = False) -> str:
    """The formula on one line, or its source where it cannot be typeset. `plain`: in ASCII."""

    def typeset(latex: str) -> str:
        from tutor.typeset.render import inline_or_source

        return inline_or_source(latex, plain)

    return once(f"inline {plain:d}", latex, typeset)


def display(latex: str, plain: bool = False, width: int | None = None) -> tuple[str, ...]:
    """The formula in two dimensions, in lines of equal width, of at most `width` cells if one is given; or its source.

    `plain`: in ASCII.
    """

    def typeset(latex: str) -> tuple[str, ...]:
        from tutor.typeset.render import display_or_source

        return display_or_source(latex, plain, width)

    return once(f"display {plain:d} {width}", latex, typeset)
