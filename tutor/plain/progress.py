"""What was learnt so far, in sentences."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from tutor.journal.records import MistakeTally
from tutor.plain.commands import Command
from tutor.plain.room import Room
from tutor.practice.order import BUILDS_ON
from tutor.practice.progress_figures import Progress, progress_in
from tutor.session.drill_words import due_words


class ProgressRoom(Room):
    """Reads what the records come to."""

    def prompt(self) -> str:
        return self.face.words("progress.heading")

    def enter(self) -> None:
        face = self.face
        found = progress_in(face.journal, face.now())
        face.tell(face.words("progress.heading"))
        if not (found.skills or found.days):
            face.say("plain.no_records")
            return
        self._part("mastery", list(self._mastery(found)))
        self._part("components", [self._line(f"component.{one}", p) for one, p in found.components.items()])
        shares = (("unaided", found.unaided), ("hinted", found.hinted))
        said = [f"{face.words(f'progress.{name}')}: {face.words('progress.share', right=right, of=of)}"
                for name, (right, of) in shares]  # fmt: skip
        self._part("accuracy", said)
        self._part("mistakes", self._mistakes(found.present))
        self._part("mistakes_gone", self._mistakes(found.gone))

    def answer(self, line: str) -> Room | None:
        del line
        return self.face.ways.home(self.face)

    def _part(self, name: str, lines: Sequence[str]) -> None:
        if lines:
            self.face.tell()
            self.face.tell(self.face.words(f"progress.{name}"))
            self.face.list_lines(f"- {line}" for line in lines)

    def _mastery(self, found: Progress) -> Iterator[str]:
        words, now = self.face.words, self.face.now()
        for skill in BUILDS_ON:
            state, seen = found.skills.get(skill), found.seen.get(skill)
            if state is not None:
                level = words("progress.mastered") if state.is_mastered else words("practice.level", level=state.level)
                due = due_words(self.face.spoken, state.due, now)
                yield f"{self._line(f'skill.{skill}', state.p)}, {level}, {words('plain.due', due=due)}"
            elif seen is not None:
                yield f"{self._line(f'skill.{skill}', seen)}, {words('progress.seen')}"
            else:
                yield f"{words(f'skill.{skill}')}: {words('progress.not_met')}"

    def _line(self, key: str, share: float) -> str:
        return f"{self.face.words(key)}: {round(100 * share)}%"

    def _mistakes(self, tallies: Sequence[MistakeTally]) -> list[str]:
        return [
            f"{self.face.spoken.title(one.name)}: {self.face.words('progress.times', times=one.times)}"
            for one in tallies
        ]

    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("drills", lambda room, _: room.face.ways.drills(room.face)),)
