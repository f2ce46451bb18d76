"""The form of a drill's code, such as `bp1:weight-deep:37f3a2c`, for who asks before any drill is there."""

import re

CODE = re.compile(r"([a-z0-9]{1,8}):([a-z-]{1,24}):([0-9])([0-9a-f]{1,8})\Z")
"""Version, skill, level, and a number in hexadecimal."""


def is_code(text: str) -> bool:
    """Whether a text has the form of a code."""
    return CODE.match(text) is not None
