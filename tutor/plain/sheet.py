"""A sheet in lines: the learner's own working, each line said back with how it stands."""

import re
from collections.abc import Collection, Sequence
from typing import ClassVar

from tutor.plain.commands import Command
from tutor.plain.desk_room import DeskRoom
from tutor.plain.room import InnerRoom, Room
from tutor.plain.spoken import Spoken
from tutor.session.facts import Answered, Fact
from tutor.session.sheet_desk import SheetDesk
from tutor.session.sheet_export import export_sheet
from tutor.session.sheet_lines import MOST_LINES, SheetLine
from tutor.session.sheet_words import explanation, headline, said_below
from tutor.session.status import Status
from tutor.sheet.marking import Sheet

_NUMBERED = re.compile(r"\s*(\d{1,3})\s*:\s*(.*)", re.DOTALL)


class SheetRoom(InnerRoom[DeskRoom]):
    """Takes lines of working; it leads back to the room of its problem."""

    def __init__(self, room: DeskRoom) -> None:
        super().__init__(room)
        self.sheet = SheetDesk(room.desk, room.face.journal, room.face.now, Sheet(room.problem).mark)
        self._was_done = room.sitting.is_done()

    @property
    def _naming(self) -> Spoken:
        return self.face.spoken.of(self.room.problem)

    def names(self) -> Collection[str]:
        return self.room.names()

    def prompt(self) -> str:
        return self.face.words("plain_sheet.prompt", id=self.room.problem.id, number=len(self.sheet.lines) + 1)

    def enter(self) -> None:
        self.sheet.desk.language = self.face.language
        self.face.say("plain_sheet.enter", id=self.room.problem.id)
        self.tell_lines()
        places = {line.number: place for place, line in enumerate(self.sheet.lines, 1)}
        for number, text in sorted(self.sheet.drafts.items()):
            self.face.say("plain_sheet.draft", number=places.get(number, len(places) + 1), text=text)

    # Lines

    def answer(self, line: str) -> Room | None:
        sheet, face, numbered = self.sheet, self.face, _NUMBERED.fullmatch(line)
        if not line.strip():
            face.say("mark.empty")
        elif numbered is not None:
            self._change(int(numbered[1]), numbered[2].strip())
        elif sheet.is_full:
            face.say("sheet.full", most=MOST_LINES)
        else:
            self._write(sheet.new_number(), line)
        return None

    def _change(self, place: int, text: str) -> None:
        lines = self.sheet.lines
        if not 1 <= place <= len(lines):
            self.face.say("plain_sheet.no_line", number=place)
            return
        self._write(lines[place - 1].number, text)
        if not text:
            self.face.say("plain_sheet.removed", number=place)

    def _write(self, number: int, text: str, above: int | None = None) -> None:
        """Take a line, above another or last, and say it back with the others that stand otherwise now."""
        before = self.sheet.marked.verdicts
        facts = self.sheet.write(number, text, above)
        now = self.sheet.marked.verdicts
        for place, line in enumerate(self.sheet.lines, 1):
            was = before.get(line.number)
            if line.number == number or (was is not None and was.mark is not now[line.number].mark):
                self._tell(place, line)
        if found := _answered(facts):
            named = ", ".join(self._naming.field(one.field, self.sheet.desk.sitting) for one in found)
            self.face.say("plain_sheet.found", fields=named)
        first = self.sheet.marked.first_wrong
        if first is not None and first.number == number:
            self._tell_rule(first)

    def tell_lines(self) -> None:
        """All lines, and how they stand."""
        for place, line in enumerate(self.sheet.lines, 1):
            self._tell(place, line)

    def _tell(self, place: int, line: SheetLine) -> None:
        marked, face, naming = self.sheet.marked, self.face, self._naming
        verdict = marked.verdicts[line.number]
        read = naming.math(verdict.latex) if verdict.latex else naming.plainly(line.text)
        said = dict(zip(marked.verdicts, said_below(marked.verdicts.values(), naming), strict=True))
        mark, more = face.words(f"plain_sheet.mark_{verdict.mark}"), naming.plainly(said[line.number])
        face.say("plain_sheet.line", number=place, read=read, said=f"{mark} {more}".strip())

    def _tell_rule(self, first: SheetLine) -> bool:
        """Say which rule makes the first wrong line; whether one is known."""
        place = 1 + [line.number for line in self.sheet.lines].index(first.number)
        rule = headline(self.sheet.marked.verdicts[first.number], self._naming)
        if rule:
            self.face.say("plain_sheet.rule", number=place, rule=rule)
            self.face.say("plain_sheet.why")
        return bool(rule)

    # Commands

    def why(self) -> None:
        """What is known of the first wrong line."""
        face, first = self.face, self.sheet.marked.first_wrong
        if first is None:
            face.say("plain_sheet.nothing_wrong")
            return
        verdict = self.sheet.marked.verdicts[first.number]
        told = face.explainer.explain_line(self.room.problem, verdict, face.language)
        face.read_out(explanation(verdict, told, self._naming))

    def bring_back(self) -> None:
        """The line that was taken away last is there again."""
        last = self.sheet.last_removed
        if last is None:
            self.face.say("plain_sheet.nothing_removed")
        elif self.sheet.is_full:
            self.face.say("sheet.full", most=MOST_LINES)
        else:
            self._write(*last)

    def given(self) -> None:
        """What was found in the fields."""
        lines = [self._naming.math(one.latex) for one in self.sheet.marked.given]
        if lines:
            self.face.say("plain_sheet.given", lines="; ".join(lines))
        else:
            self.face.say("plain_sheet.nothing_given")

    def export(self) -> None:
        """Write the sheet to a Markdown file."""
        told = export_sheet(self.sheet, self.room.title(), self._naming, self.face.data_folder, self.face.now())
        self.face.say(told.key, **told.values)

    def back(self) -> Room:
        """Back to the problem, on from what was found here."""
        room = self.room
        if room.sitting.status(room.field) is Status.RIGHT:
            room.field = room.sitting.next_open(room.field) or room.field
        if room.sitting.is_done() and not self._was_done:
            room.finish()
        return room

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("sheet_lines", lambda room, _: room.tell_lines()),
        Command("sheet_why", lambda room, _: room.why()),
        Command("sheet_given", lambda room, _: room.given()),
        Command("sheet_undo", lambda room, _: room.bring_back()),
        Command("sheet_export", lambda room, _: room.export()),
        Command("sheet_close", lambda room, _: room.back()),
    )


def _answered(facts: Sequence[Fact]) -> list[Answered]:
    return [fact for fact in facts if isinstance(fact, Answered)]
