"""Named tuples that are made late: to their users they are those of the standard library."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest
from tutor.named_tuples import NamedTuple


class Standard(typing.NamedTuple):
    """What is compared with."""

    first: int
    second: str = "two"

    def __str__(self) -> str:
        return f"{self.first} {self.second}"


class Lean(NamedTuple):
    """What is compared with."""

    first: int
    second: str = "two"

    def __str__(self) -> str:
        return f"{self.first} {self.second}"


def fresh() -> Any:
    """A class of which there is no value yet."""

    class Fresh(NamedTuple):
        first: int
        second: str = "two"

        @property
        def doubled(self) -> int:
            return 2 * self.first

    return Fresh


USES: dict[str, Callable[[Any], Any]] = {
    "shown": lambda kind: repr(kind(1)).removeprefix(kind.__name__),
    "said": lambda kind: str(kind(1, second="zwei")),
    "compared": lambda kind: (kind(1) == (1, "two"), kind(1) < kind(2), hash(kind(1))),
    "replaced": lambda kind: kind(1)._replace(first=3).first,
    "listed": lambda kind: (kind(1)._asdict(), kind._fields, kind._field_defaults, kind.__doc__),
    "made": lambda kind: (kind._make((4, "four")).second, type(kind._make((4, "four"))) is kind),
    "copied": lambda kind: (copy.copy(kind(5)), pickle.loads(pickle.dumps(kind(5)))),
}


@pytest.mark.parametrize("use", USES)
def test_they_are_used_as_those_of_the_standard_library(use: str) -> None:
    assert USES[use](Lean) == USES[use](Standard)


def test_the_first_value_may_be_made_in_any_way() -> None:
    assert fresh()._make((3, "three")).doubled == 6
    assert fresh()(3).second == "two"
    below = type("Below", (fresh(),), {})
    assert (type(below(1)).__name__, below(1).doubled) == ("Below", 2)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
        fresh()()


def test_a_value_is_taken_apart_by_its_fields() -> None:
    match fresh()(1):
        case object(first=first, second=second):
            assert (first, second) == (1, "two")
    assert fresh().__match_args__ == ("first", "second")
