"""The one error of this room."""

REASONS = (
    "too-long",
    "too-deep",
    "unexpected-character",
    "unknown-macro",
    "unknown-environment",
    "unclosed-group",
    "unclosed-fence",
    "unclosed-environment",
    "unexpected-close",
    "missing-argument",
    "missing-delimiter",
    "double-script",
    "misplaced-tab",
    "bad-columns",
)


class TypesetError(ValueError):
    """LaTeX that cannot be typeset.

    `reason` is one of REASONS; `found` is the piece of `source` at `position` that it is about.
    """

    def __init__(self, position: int, reason: str, source: str, found: str = "") -> None:
        super().__init__(f"{reason} at {position}" + (f": {found}" if found else ""))
        self.position = position
        self.reason = reason
        self.source = source
        self.found = found
