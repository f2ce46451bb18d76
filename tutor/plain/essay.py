"""An essay in lines: what to read, several lines of writing, and what belongs beside an answer."""

from typing import ClassVar

from tutor.lessons.problem import Essay, heading
from tutor.plain import coming
from tutor.plain.commands import Command, number_typed
from tutor.plain.room import Face, InnerRoom, Room
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.essay_text import Change, count
from tutor.session.standing import written_of

END = "."
"""The line that ends the writing. A text's own line of this kind is typed with another one before it."""


class EssayRoom(Room):
    """Holds what an essay desk holds; what is typed that is no command is not taken for writing."""

    def __init__(self, face: Face, essay: Essay) -> None:
        super().__init__(face)
        self.essay = essay
        self.desk = EssayDesk(essay, face.journal, face.now, face.language)
        self.name = self.desk.last_prompt
        self._insists = False
        self._is_new = True

    def prompt(self) -> str:
        return f"{self.essay.id} ({self.name})"

    def standing(self) -> str:
        done, of = written_of(self.essay, {name: self.desk.text(name) for name in self.essay.prompt_names})
        state = self.face.words("plain.essay_state", done=done, all=of)
        return f"{self.essay.id}: {state}."

    def enter(self) -> None:
        face = self.face
        self.desk.language = face.language
        if self._is_new:
            self._is_new = False
            self.reading()
            face.say("plain.how")
            self.desk.visit(self.name)
        self.ask()

    def reading(self) -> None:
        """What there is to read before the questions."""
        wording = self.essay.wording(self.face.language)
        self.face.tell(self.face.spoken.plainly(heading(self.essay, self.face.language)))
        self.face.read_out(wording.body.text)

    def ask(self) -> None:
        """Say the question, and how long the answer is."""
        face = self.face
        face.tell()
        face.say("essay.question", prompt=self.name)
        face.read_out(self.essay.prompt(self.name, face.language).question)
        face.tell(face.words("essay.count", **count(self.desk.text(self.name))._asdict()))

    def answer(self, line: str) -> Room | None:
        self.face.say("plain.write_first" if line.strip() else "plain.essay_how")
        return None

    def write(self, *, anew: bool = False) -> Room:
        """Write: on from what is there, or anew; what was there stays as a version."""
        if anew:
            self.desk.keep_version(self.name)
            self.desk.keep(self.name, "")
        return WritingRoom(self)

    def theorem(self) -> Room:
        """To the theorem at work, and back again."""
        return self.face.ways.theorem(self.face, self)

    def mine(self) -> None:
        """Read what is written."""
        text = self.desk.text(self.name)
        self.face.tell(text) if text.strip() else self.face.say("plain.nothing_written")
        self.face.tell(self.face.words("essay.count", **count(text)._asdict()))

    def checklist(self) -> None:
        """Read what a good answer covers, each point with its number and whether it is ticked."""
        if self.desk.opened(self.name) is Opened.NOTHING:
            self.desk.open(self.name, Opened.CHECKLIST)
        self.face.say("essay.checklist")
        ticked = self.desk.ticked(self.name)
        for number, point in enumerate(self._points(), 1):
            mark = f" ({self.face.words('plain.ticked')})" if number - 1 in ticked else ""
            self.face.tell(f"{number}. {point}{mark}")

    def _points(self) -> list[str]:
        """The points of the checklist."""
        lines = self.face.prose.lines(self.essay.prompt(self.name, self.face.language).checklist)
        return [line.removeprefix("- ") for line in lines if line.startswith("- ")]

    def tick(self, named: str) -> None:
        """Tick a point of the checklist, or take the tick away."""
        number = number_typed(named)
        if 1 <= number <= len(self._points()):
            self.desk.tick(self.name, number - 1)
            self.checklist()
        else:
            self.face.say("plain.no_number", most=len(self._points()))

    def sample(self) -> None:
        """Read the sample answer, to a learner who wrote something or insists."""
        sample = self.essay.prompt(self.name, self.face.language).sample
        if sample is None:
            self.face.say("plain.no_sample")
            return
        if not self.desk.may_open_sample(self.name, insists=self._insists):
            self._insists = True
            self.face.say("plain.ask_sample")
            return
        self._insists = False
        if self.desk.opened(self.name) is not Opened.SAMPLE:
            self.desk.open(self.name, Opened.SAMPLE)
        self.face.say("essay.sample")
        self.face.read_out(sample)

    def versions(self, named: str) -> None:
        """List the earlier versions with their dates; with a number, read that one."""
        face, versions = self.face, self.desk.versions(self.name)
        if not versions:
            face.say("plain.no_versions")
        elif 1 <= (number := number_typed(named)) <= len(versions):
            face.tell(versions[number - 1][1])
        else:
            for number, (at, text) in enumerate(versions, 1):
                length = face.words("essay.count", **count(text)._asdict())
                face.tell(f"{number}. {at.astimezone():%Y-%m-%d %H:%M}, {length}")

    def changes(self, named: str) -> None:
        """Read what changed since the last version that was kept; with a number, from the version before that one."""
        face, found = self.face, self.desk.states(self.name)
        number, kept = number_typed(named), len(self.desk.versions(self.name))
        if not found:
            face.say("plain.no_versions")
        elif not 1 <= number <= kept and found[0].at is not None:
            face.say("plain.no_changes")
        else:
            state = found[len(found) - number] if 1 <= number <= kept else found[0]
            said = {one.name.lower(): state.words(one) for one in Change}
            face.say("plain.changes", **said)
            face.tell("".join(one.marked for one in state.changes))

    def references(self) -> None:
        """Read what the essay refers to."""
        listed = self.essay.references(self.face.language)
        self.face.read_out(listed) if listed else self.face.say("plain.no_references")

    def export(self) -> None:
        """Write the questions and answers to a Markdown file."""
        face = self.face
        told = self.desk.export(face.data_folder)
        face.say(told.key, **told.values)

    def step(self, by: int) -> None:
        """To another question; what is written so far becomes a version."""
        names = self.essay.prompt_names
        at = names.index(self.name) + by
        if not 0 <= at < len(names):
            self.face.say("plain.no_further")
            if by > 0:
                coming.tell(self.face, self.face.suggested(self.essay))
            return
        self.desk.keep_version(self.name)
        self.name = names[at]
        self.desk.visit(self.name)
        self.ask()

    def leave(self) -> None:
        self.desk.keep_version(self.name)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("write", lambda room, _: room.write()),
        Command("rewrite", lambda room, _: room.write(anew=True)),
        Command("mine", lambda room, _: room.mine()),
        Command("checklist", lambda room, _: room.checklist()),
        Command("tick", lambda room, named: room.tick(named), takes=True),
        Command("sample", lambda room, _: room.sample()),
        Command("versions", lambda room, named: room.versions(named), takes=True),
        Command("changes", lambda room, named: room.changes(named), takes=True),
        Command("references", lambda room, _: room.references()),
        Command("theorem", lambda room, _: room.theorem(), lambda room: room.essay.has_theorem),
        Command("export", lambda room, _: room.export()),
        Command("next", lambda room, _: room.step(1)),
        Command("back", lambda room, _: room.step(-1)),
        coming.go_on(lambda room: room.essay),
        Command("question", lambda room, _: room.ask()),
        Command("problem", lambda room, _: room.reading()),
    )


class WritingRoom(InnerRoom[EssayRoom]):
    """Every line is text, and kept at once, until a line that is a full stop alone."""

    def prompt(self) -> str:
        lines = self._text.split("\n") if self._text else []
        return f"{self.room.prompt()} {len(lines) + 1}"

    @property
    def _text(self) -> str:
        return self.room.desk.text(self.room.name)

    def enter(self) -> None:
        self.face.say("plain.writing")

    def take(self, line: str) -> Room | None:
        """A line of text, or the end of it; nothing here is a command."""
        return self.answer(line)

    def answer(self, line: str) -> Room | None:
        if line.strip() == END:
            self.face.tell(self.face.words("essay.count", **count(self._text)._asdict()))
            return self.room
        line = line[1:] if line.strip(END) == "" and len(line) > 1 else line
        self.room.desk.keep(self.room.name, f"{self._text}\n{line}" if self._text else line)
        return None
