"""A sheet as Markdown with LaTeX, and as a file in the learner's folder."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from tutor.answers.verdicts import Message
from tutor.journal.files import export
from tutor.lessons.clean import clean
from tutor.session.naming import Naming
from tutor.session.sheet_desk import Marked, SheetDesk
from tutor.session.sheet_words import headline, mark_shown, said_below
from tutor.sheet.verdict import LineVerdict

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$|!~]")


def as_markdown(title: str, marked: Marked, naming: Naming) -> str:
    """The sheet as a Markdown document: each line as it was read, its mark, and as it was typed."""
    parts = [f"# {as_text(title)}"]
    if marked.given:
        parts.append(f"## {naming.say('sheet.given_heading')}")
        parts.append("\n".join(f"- ${one.latex}$" for one in marked.given))
    if marked.lines:
        parts.append(f"## {naming.say('sheet.heading')}")
        first, verdicts = marked.first_wrong, marked.verdicts
        said = said_below((verdicts[one.number] for one in marked.lines), naming)
        lines = [
            _line(place, verdicts[one.number], naming, (more, headline(verdicts[one.number], naming) * (one == first)))
            for place, (one, more) in enumerate(zip(marked.lines, said, strict=True), 1)
        ]
        parts.append("\n".join(lines))
    else:
        parts.append(naming.say("sheet.nothing"))
    return "\n\n".join(parts) + "\n"


def _line(place: int, verdict: LineVerdict, naming: Naming, more: Iterable[str]) -> str:
    typed = code(verdict.text)
    read = f"${verdict.latex}$" if verdict.latex else typed
    said = (mark_shown(verdict.mark, naming), *more)
    below = [*([typed] if verdict.latex else []), *(as_text(part) for part in said if part)]
    return f"{place}. {read}  \n   {' · '.join(below)}"


def as_text(text: str) -> str:
    """Text in which nothing is Markdown's own."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(clean(text).split()))


def code(text: str) -> str:
    """What somebody typed as it stands, with nothing in it that Markdown would take for its own."""
    shown, fence = " ".join(clean(text).split()), "`"
    while fence in shown:
        fence += "`"
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def export_sheet(sheet: SheetDesk, title: str, naming: Naming, folder: Path, at: datetime) -> Message:
    """Write the sheet to a file in the learner's folder: where it is, or why it is not."""
    stem = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in sheet.desk.problem.id)
    try:
        file = export(folder, f"sheet-{stem}", as_markdown(title, sheet.marked, naming), at)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Message("sheet.not_exported", {"file": str(error.filename or folder), "reason": reason})
    return Message("sheet.exported", {"file": str(file)})
