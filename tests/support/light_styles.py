"""The styles that Textual finds for a part of an app are those of the same part in another app."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from textual.css.model import CombinatorType, RuleSet, SelectorType
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_apply: Any = Stylesheet.apply
_replace: Any = Stylesheet.replace_rules.__func__  # type: ignore[attr-defined]
_FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")


def find_styles_once() -> None:
    """From now on. Rules ask for types, names, classes and states of a node and of those that hold it, and no more."""
    Stylesheet.apply = _apply_found  # type: ignore[method-assign]
    Stylesheet.replace_rules = classmethod(_noted)  # type: ignore[assignment,method-assign]


class _Asked(NamedTuple):
    """What the rules of a kind of node ask for: states of itself, and states and names of those that hold it."""

    own: tuple[str, ...]
    above: tuple[str, ...]
    names: frozenset[str]
    """Classes and names."""
    kind: int
    """A number that it shares with nodes that are called the same and may have the same rules."""
    rules: tuple[list[RuleSet], tuple[RuleSet, ...]]
    """All rules there are, and those that may be the node's: kept, so that no others come to stand for them."""


@dataclass
class _Found:
    """What a node is given, None where it is nothing, the flags, and how its styles stand once they have it."""

    rules: Any
    flags: tuple[Any, ...]
    settled: dict[str, Any] | None = None


_ASKED: dict[tuple[Any, ...], _Asked] = {}
_KINDS: dict[tuple[Any, ...], int] = {}
_FOUND: dict[tuple[Any, ...], _Found] = {}
_NOTED: dict[int, Any] = {}


def _noted(cls: type[Stylesheet], node: DOMNode, rules: Any, animate: bool = False) -> None:
    """As Textual has it; what was found is noted."""
    _NOTED[id(node)] = rules
    _replace(cls, node, rules, animate)


def _apply_found(self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
    key = _key(self, node)
    found = _FOUND.get(key)
    if found is None:
        _apply(self, node, animate=animate)
        _FOUND[key] = _Found(_NOTED.pop(id(node), None), tuple(getattr(node, flag) for flag in _FLAGS))
        return
    for flag, value in zip(_FLAGS, found.flags, strict=True):
        setattr(node, flag, value)
    if found.rules is not None:
        _give(node, found, animate)
    self._process_component_classes(node)


def _give(node: DOMNode, found: _Found, animate: bool) -> None:
    """Put what was found in the place of a node's styles, as Textual does it where they are others."""
    base: Any = node.styles.base
    if not base._rules and not node._is_mounted:
        if found.settled is None:
            _replace(Stylesheet, node, found.rules)
            found.settled = dict(base._rules)
            return
        base._rules.update(found.settled)
        base._updates += 1
        node._nodes.updated()
        node.notify_style_update()
    elif base._rules == found.settled and not (animate and node.app.animator._animations):
        node.notify_style_update()
    else:
        _replace(Stylesheet, node, found.rules, animate)


def _key(sheet: Stylesheet, node: DOMNode) -> tuple[Any, ...]:
    rules = sheet.rules
    named = (id(rules), type(node), frozenset(node._classes), node._id)
    asked = _ASKED.get(named)
    if asked is None:
        asked = _ASKED[named] = _asked(sheet, node, named[1:])
    key: list[Any] = [asked.kind, tuple(_is_in(node, state) for state in asked.own)]
    names, above = asked.names, node._parent
    while isinstance(above, DOMNode):
        key += (type(above), names & above._classes, above._id if above._id in names else None)
        if asked.above:
            key.append(tuple(_is_in(above, state) for state in asked.above))
        above = above._parent
    return tuple(key)


def _is_in(node: Any, state: str) -> bool:
    check = node._PSEUDO_CLASSES.get(state)
    return check is not None and bool(check(node))


def _asked(sheet: Stylesheet, node: DOMNode, named: tuple[Any, ...]) -> _Asked:
    """What is asked for by the rules that may be those of a node, by what it is called."""
    own: set[str] = set()
    above: set[str] = set()
    names: set[str] = set()
    rules = {rule for name in sheet.rules_map.keys() & node._selector_names for rule in sheet.rules_map[name]}
    for selectors in (one.selectors for rule in rules for one in rule.selector_set):
        is_own = True
        for selector in reversed(selectors):
            (own if is_own else above).update(selector.pseudo_classes)
            if selector.type in (SelectorType.CLASS, SelectorType.ID):
                names.add(selector.name)
            is_own = is_own and selector.combinator is CombinatorType.SAME
    theirs = tuple(filter(rules.__contains__, sheet.rules))
    kind = _KINDS.setdefault((*named, *map(id, theirs)), len(_KINDS))
    return _Asked(tuple(sorted(own | above)), tuple(sorted(above)), frozenset(names), kind, (sheet.rules, theirs))
