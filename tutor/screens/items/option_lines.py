"""What an item's lists say: an option with how it stands, and the hints that are open."""

from tutor.lessons.figures import as_text
from tutor.practice.item import Option
from tutor.practice.item_words import ItemWords
from tutor.session.item_desk import ItemDesk
from tutor.session.naming import Naming
from tutor.session.verdict_look import sign_of


def option_line(desk: ItemDesk, naming: Naming, index: int, option: Option, right: int | None) -> str:
    """An option with its number and its data point, and how it stands; `right` is where the right one is, once told."""
    point = f"  {naming.at(str(option.point))}" if option.point is not None else ""
    sign = _sign(desk, naming, option) if right is None else _arrow(naming, is_right=index == right)
    return f"{index + 1:2}  {naming.line(option.text)}{point}  {sign}".rstrip()


def _arrow(naming: Naming, *, is_right: bool) -> str:
    return ("<-" if naming.plain else "←") if is_right else ""


def _sign(desk: ItemDesk, naming: Naming, option: Option) -> str:
    """How an option compares with the learner's own value."""
    if option.field is None or option.field not in desk.sitting.answers:
        return ""
    if desk.agrees(option) is False and option.right is not None:
        return f"{'/=' if naming.plain else '≠'} {as_text(option.right)}"
    return sign_of(desk.sitting.status(option.field), plain=naming.plain)


def all_told(desk: ItemDesk, words: ItemWords) -> str:
    """What is right, and what more there is to tell, as Markdown."""
    parts = (desk.item.told(words, desk.found), desk.item.explanation(words))
    return "\n\n".join(part for part in parts if part)


def open_hints(desk: ItemDesk, naming: Naming, words: ItemWords) -> str:
    """The hints that are open, the newest first, as Markdown."""
    return "\n\n".join(
        f"**{naming.say('hint.heading', number=level + 1)}**\n\n{desk.item.hint(desk.found, level, words)}"
        for level in reversed(range(desk.hints))
    )
