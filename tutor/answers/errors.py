"""What stopped a reading: one error, its keys, and how what was found is quoted safely."""

from collections.abc import Mapping

# Every key, with the names that its message may use beside `position`. The messages are content: interface/unreadable.
KEYS: Mapping[str, frozenset[str]] = {
    "empty": frozenset(),
    "too_long": frozenset({"limit"}),
    "too_deep": frozenset({"limit"}),
    "too_complex": frozenset(),
    "too_many_values": frozenset({"limit"}),
    "too_large": frozenset({"found"}),
    "division_by_zero": frozenset({"found"}),
    "exponent_not_whole": frozenset({"found"}),
    "not_a_number": frozenset({"found"}),
    "unexpected": frozenset({"found"}),
    "percent": frozenset({"found"}),
    "equation": frozenset({"found"}),
    "unknown_name": frozenset({"found"}),
    "no_such_name": frozenset({"found"}),
    "letter": frozenset({"found"}),
    "number": frozenset({"found"}),
    "unit": frozenset({"found"}),
    "theta_part": frozenset({"found"}),
    "missing_layer": frozenset({"found"}),
    "missing_operand": frozenset({"found"}),
    "missing_operator": frozenset({"found"}),
    "unclosed": frozenset({"found"}),
    "unopened": frozenset({"found"}),
    "decimal_comma": frozenset({"found"}),
    "decimal_or_values": frozenset({"found"}),
    "ambiguous_comma": frozenset({"found"}),
    "ambiguous_division": frozenset({"found"}),
    "ambiguous_power": frozenset({"found"}),
    "many_values": frozenset({"found"}),
    "other_label": frozenset({"found", "expected"}),
    "missing_name": frozenset({"found"}),
    "assigned_twice": frozenset({"found"}),
    "wrong_count": frozenset({"found", "expected", "given"}),
    "missing_parent": frozenset({"found"}),
}

_QUOTED = 24


class Unreadable(ValueError):
    """What was typed could not be read; nothing is marked.

    `key` is one of KEYS, `position` the 0-based index in the typed text where reading stopped, and `params` holds what
    the message of that key may name. `params` never carry a control character.
    """

    def __init__(self, key: str, position: int = 0, **params: str | int) -> None:
        if params.keys() != KEYS[key]:
            raise TypeError(f"{key} takes {sorted(KEYS[key])}, not {sorted(params)}")
        super().__init__(f"{key} at {position}")
        self.key = key
        self.position = position
        self.params: dict[str, str | int] = {
            name: quoted(value) if isinstance(value, str) else value for name, value in params.items()
        }


def quoted(text: str) -> str:
    """`text` as it may be shown: short, and what does not print as its code point, so that no escape gets through."""
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in short)
