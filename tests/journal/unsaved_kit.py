"""A sitting on a journal that cannot always write."""

from pathlib import Path

from tutor.journal.journal import Journal
from tutor.journal.records import FieldStanding, Place, Standing

from .journal_kit import at, attempt, texts


def clear(folder: Path) -> None:
    for path in (folder.parent, folder, folder / "journal.db"):
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
            return


def sit(journal: Journal) -> None:
    """A sitting with a bit of everything, all of it seen at once."""
    journal.record(attempt("6", "correct", "a", second=1))
    journal.record(attempt("257", "wrong", second=2))
    journal.record(attempt("", None, kind="reveal", second=3))
    journal.record(attempt("0", "correct", "a", "4.2", second=4))
    for second, text in enumerate(["4", "44", "446"]):
        journal.keep_draft("4.1", "d.b1", text, at(second))
    journal.keep_draft("4.1", "c", "gone", at(5))
    journal.drop_draft("4.1", "c")
    journal.keep_draft("4.2", "a", "kept as a version", at(6))
    journal.keep_draft("4.2", "b", "kept as a version, too", at(6))
    for text in ("모라벡", "모라벡", "모라벡의 역설"):
        journal.keep_version("4.3", "a", text, at(7))
    journal.set_setting("language", "en")
    journal.set_setting("language", "ko")
    journal.start_over("4.2", at(8))
    journal.record(attempt("8", "correct", "b", "4.2", second=9))
    journal.keep_draft("4.2", "a", "new", at(10))
    seen(journal)


def seen(journal: Journal) -> None:
    assert texts(journal.entries("4.1")) == ["6", "257", ""]
    assert texts(journal.entries("4.2")) == ["8"]
    assert journal.drafts("4.1") == {"d.b1": "446"}
    assert journal.drafts("4.2") == {"a": "new"}
    assert journal.versions("4.2", "a") == [(at(6), "kept as a version")]
    assert journal.versions("4.2", "b") == [(at(6), "kept as a version, too")]
    assert [text for _, text in journal.versions("4.3", "a")] == ["모라벡", "모라벡의 역설"]
    assert journal.setting("language") == "ko"
    assert journal.setting("theme") is None
    assert journal.standing(["4.2", "4.9"]) == {"4.2": Standing({"b": FieldStanding("correct", False, at(9))}, at(9))}
    assert journal.standing()["4.1"] == Standing(
        {"a": FieldStanding("correct", False, at(1)), "d.w1": FieldStanding("wrong", True, at(3))}, at(3)
    )
    assert journal.last_place() == Place("4.2", "b", at(9))
