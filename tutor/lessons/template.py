"""Placeholders in content: `{{name}}`, `{{name|filter}}`, `{{#flag-or-list}}…{{/…}}`, `{{^flag}}…{{/…}}`.

A file from a stranger can ask for names that the tutor offers and nothing else: there are no attributes, no calls,
no expressions, and what comes out is bounded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

from tutor.lessons import figures
from tutor.lessons.particles import ORDINAL, PAIRS, fitting, ordinal

LONGEST_RESULT = 100_000
"""Characters, and steps that write none: loops in loops must end as well."""
CUT_SHORT = "\n\n⋯"
DEEPEST_SECTION = 6
_TAG = re.compile(
    # A section tag alone on its line leaves no empty line behind.
    # Spaces around a name are taken off later: a pattern that does it could try a long run of them in countless ways.
    r"^[ \t]*\{\{(?P<line_sign>[#^/])(?P<line_name>[^{}|\n]+)\}\}[ \t]*\n"
    r"|\{\{(?P<sign>[#^/]?)(?P<name>[^{}|\n]+)(?:\|(?P<filter>[^{}|\n]+))?\}\}",
    re.MULTILINE,
)
_NUMBER_FILTERS = {"paren": figures.bracketed, "signed": figures.signed}


class Latex(str):
    """A value that is mathematics: outside of `$…$` it brings its own dollars."""

    __slots__ = ()


Scalar: TypeAlias = "Fraction | float | int | str"
Value: TypeAlias = "Scalar | bool | Sequence[Names]"


class Names(Protocol):
    """Where placeholders find their values. `lookup` raises KeyError for a name that is not offered."""

    def lookup(self, name: str) -> Value:
        """The value of a name."""


def offered(names: Names) -> Iterator[str]:
    """The names that are offered, where that can be told."""
    if isinstance(names, Table):
        yield from names.values
    elif isinstance(names, Within):
        yield from offered(names.inner)
        yield from offered(names.outer)
    elif hasattr(names, "offered"):
        yield from names.offered()


class TemplateError(ValueError):
    """A template that can't be filled: `key` names the message, `line` counts from 1 within the template."""

    def __init__(self, key: str, line: int, **params: str) -> None:
        super().__init__(f"line {line}: {key} {params}")
        self.key, self.line, self.params = key, line, params


class Table:
    """Names from a mapping."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values

    def lookup(self, name: str) -> Value:
        """The value of a name."""
        return self.values[name]


class Within:
    """Names of a list's item, before those around it."""

    __slots__ = ("inner", "outer")

    def __init__(self, inner: Names, outer: Names) -> None:
        self.inner, self.outer = inner, outer

    def lookup(self, name: str) -> Value:
        """The value of a name, the item's own first."""
        try:
            return self.inner.lookup(name)
        except KeyError:
            return self.outer.lookup(name)


class Mention(NamedTuple):
    """A placeholder where it stands, with its filter (None: it begins a section) and the sections around it."""

    name: str
    filter: str | None
    line: int
    within: tuple[str, ...]
    """Outermost first."""


class _Text(NamedTuple):
    text: str


class _Put(NamedTuple):
    name: str
    filter: str
    line: int


class _Section(NamedTuple):
    name: str
    negated: bool
    line: int
    parts: tuple["_Part", ...]


_Part: TypeAlias = "_Text | _Put | _Section"


def fill(template: str, names: Names, *, cut: bool = False) -> str:
    """The text with every placeholder filled. Raises TemplateError.

    With `cut`, a text that grows too long ends after a paragraph, with dots.
    """
    if "{{" not in template:
        return template
    out = _Output()
    try:
        _write(_parsed(template), names, out)
    except TemplateError as error:
        if not cut or error.key != "too_long":
            raise
        return "".join(out.pieces).rpartition("\n\n")[0] + CUT_SHORT
    return "".join(out.pieces)


@lru_cache(maxsize=512)
def mentions(template: str) -> tuple[Mention, ...]:
    """Every placeholder of the template, in all of its branches. Raises TemplateError if its sections do not match."""
    return tuple(_mentions(_parsed(template), ()))


def error_of(mention: Mention, names: Names) -> TemplateError | None:
    """What is wrong with a placeholder by itself, whatever branch it stands in."""
    try:
        value = names.lookup(mention.name)
        if mention.filter is not None:
            _shown(_Put(mention.name, mention.filter, mention.line), value, False)
    except KeyError:
        return TemplateError("unknown_name", mention.line, name=mention.name, near="")
    except TemplateError as error:
        return error
    return None


def _mentions(parts: Sequence[_Part], within: tuple[str, ...]) -> Iterator[Mention]:
    for part in parts:
        if isinstance(part, _Put):
            yield Mention(part.name, part.filter, part.line, within)
        elif isinstance(part, _Section):
            yield Mention(part.name, None, part.line, within)
            # What a negated section is about is false or empty: it has nothing to give.
            yield from _mentions(part.parts, within if part.negated else (*within, part.name))


@lru_cache(maxsize=512)
def _parsed(template: str) -> tuple[_Part, ...]:
    stack: list[tuple[_Put, bool, list[_Part]]] = []
    parts: list[_Part] = []
    end, start, line = 0, 0, 1
    for tag in _TAG.finditer(template):
        sign, name = tag["line_sign"] or tag["sign"], (tag["line_name"] or tag["name"]).strip()
        line += template.count("\n", start, tag.start())
        start = tag.start()
        parts.append(_text(template, end, tag.start()))
        end = tag.end()
        if not sign:
            parts.append(_Put(name, (tag["filter"] or "").strip(), line))
        elif sign == "/":
            if not stack or stack[-1][0].name != name:
                raise TemplateError("section_end", line, name=name)
            opening, negated, outer = stack.pop()
            outer.append(_Section(name, negated, opening.line, tuple(parts)))
            parts = outer
        else:
            if len(stack) >= DEEPEST_SECTION:
                raise TemplateError("section_depth", line, name=name)
            stack.append((_Put(name, "", line), sign == "^", parts))
            parts = []
    if stack:
        raise TemplateError("section_open", stack[-1][0].line, name=stack[-1][0].name)
    return (*parts, _text(template, end, len(template)))


def _text(template: str, start: int, end: int) -> _Text:
    stray = template.find("{{", start, end)
    if stray >= 0:
        raise TemplateError("malformed", template.count("\n", 0, stray) + 1, name="{{")
    return _Text(template[start:end])


class _Output:
    """What was written so far, and whether its end stands inside `$…$`."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.in_mathematics = False

    def write(self, text: str, line: int = 1) -> None:
        self.length += len(text) + 1
        if self.length > LONGEST_RESULT:
            raise TemplateError("too_long", line, limit=str(LONGEST_RESULT))
        self.pieces.append(text)
        if "$" not in text:
            return
        dollars = re.sub(r"\\.|\$\$", lambda found: "$" if found[0] == "$$" else "", text).count("$")
        self.in_mathematics ^= bool(dollars % 2)


def _write(parts: Sequence[_Part], names: Names, out: _Output) -> None:
    for part in parts:
        if isinstance(part, _Text):
            out.write(part.text)
            continue
        try:
            value = names.lookup(part.name)
        except KeyError:
            raise TemplateError("unknown_name", part.line, name=part.name, near="") from None
        if isinstance(part, _Put):
            out.write(_shown(part, value, out.in_mathematics), part.line)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if part.negated:
                if not value:
                    _write(part.parts, names, out)
                continue
            for item in value:
                _write(part.parts, Within(item, names), out)
        elif bool(value) != part.negated:
            _write(part.parts, names, out)


def _shown(put: _Put, value: Value, in_mathematics: bool) -> str:
    if isinstance(value, bool) or (isinstance(value, Sequence) and not isinstance(value, str)):
        raise TemplateError("not_a_value", put.line, name=put.name)
    number = Fraction(value) if isinstance(value, int) else value
    if put.filter in PAIRS:
        particle = fitting(put.filter, number)
        return _plain(number, in_mathematics) + particle
    if put.filter == ORDINAL:
        return ordinal(_plain(number, in_mathematics))
    if put.filter:
        write = _NUMBER_FILTERS.get(put.filter)
        if write is None or isinstance(number, str):
            raise TemplateError("unknown_filter", put.line, name=put.filter)
        written = write(number)
        return written if in_mathematics else f"${written}$"
    return _plain(number, in_mathematics)


def _plain(value: Fraction | float | str, in_mathematics: bool) -> str:
    if isinstance(value, Latex):
        return str(value) if in_mathematics else f"${value}$"
    if isinstance(value, str):
        return value
    return figures.as_latex(value) if in_mathematics else figures.as_text(value)
