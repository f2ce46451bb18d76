"""The page that greets who opens the tutor for the first time, until they open something."""

from pathlib import Path

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language

_SETTING = "welcomed"


def welcome(journal: Journal, content: Path, language: Language) -> str:
    """The page, a template that may name keys; empty for who was here before, or came by a problem that was named."""
    if journal.setting(_SETTING) is not None or journal.last_place() is not None:
        return ""
    return (content / f"welcome.{language}.md").read_text(encoding="utf-8")


def was_welcomed(journal: Journal) -> None:
    """From now on there is no such page."""
    journal.set_setting(_SETTING, "yes")
