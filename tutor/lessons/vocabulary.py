"""Names for templates, each with the way to its value, computed when it is asked for."""

from collections.abc import Callable, Iterator, Mapping

from tutor.lessons.template import Names, Value, offered

Offer = Callable[[], Value]


class Vocabulary:
    """Names for templates, each with the way to its value. Looking one up computes that one, once."""

    def __init__(self, offers: Mapping[str, Offer], outer: Names | None = None) -> None:
        self._offers = offers
        self._outer = outer
        self._known: dict[str, Value] = {}

    def offered(self) -> Iterator[str]:
        """The names."""
        yield from self._offers
        yield from offered(self._outer) if self._outer is not None else ()

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        if name not in self._known:
            if name in self._offers:
                self._known[name] = self._offers[name]()
            elif self._outer is not None:
                self._known[name] = self._outer.lookup(name)
            else:
                raise KeyError(name)
        return self._known[name]


def constant(value: Value) -> Offer:
    """The offer of a value that is known already."""
    return lambda: value
