"""The universal approximation theorem at work, in sentences."""

from typing import ClassVar

from tutor.laboratory.approximation import NARROWEST, WIDEST, bounds
from tutor.laboratory.entry import EntryError
from tutor.laboratory.theorem import WIDTHS, Theorem, errors, typed
from tutor.plain.commands import Command, number_typed
from tutor.plain.room import Face, Room
from tutor.session.numbers import short
from tutor.session.theorem_words import status

SEEDS = 10_000
STEPS = 500
"""Of training, where no number is typed."""
EVERY = 3
"""Of the widths that are plotted, each so many is in the table."""


class TheoremRoom(Room):
    """Takes widths and functions, and trains."""

    def __init__(self, face: Face, came_from: Room | None = None) -> None:
        """`came_from` is where the learner goes back to; home, if they came from nowhere."""
        super().__init__(face)
        self.now = Theorem()
        self._came_from = came_from

    def prompt(self) -> str:
        return self.face.words("plain_theorem.prompt")

    def enter(self) -> None:
        self.face.say("plain_theorem.enter")
        self._tell()

    def answer(self, line: str) -> Room | None:
        text = line.strip()
        if not text:
            self.face.say("laboratory.empty")
        elif text.isascii() and text.isdigit():
            self._take_width(number_typed(text))
        else:
            try:
                self.now = typed(self.now, text)
            except EntryError as error:
                self.face.tell(self.face.spoken.message(error.message))
            else:
                self._tell()
        return None

    def _take_width(self, width: int) -> None:
        if not NARROWEST <= width <= WIDEST:
            self.face.say("plain_theorem.range", least=NARROWEST, most=WIDEST)
            return
        self.now = self.now.with_width(width)
        self._tell()

    def _tell(self) -> None:
        for line in status(self.now, self.face.spoken):
            self.face.tell(line)

    def train(self, count: str) -> None:
        """So many steps of training on."""
        self.now = self.now.train(number_typed(count) or STEPS)
        self._tell()

    def following(self) -> None:
        """The next function on offer."""
        self.now = self.now.following()
        self._tell()

    def draw(self, seed: str) -> None:
        """Another start of the training."""
        self.now = self.now.with_seed(number_typed(seed) if seed else self.face.random.randrange(SEEDS))
        self._tell()

    def table(self) -> None:
        """The errors at several widths, with the bounds."""
        found = list(zip(WIDTHS, errors(self.now.target).tolist(), strict=True))
        for width, error in [*found[::EVERY], found[-1]]:
            bound = min(bounds(self.now.target, width).values(), default=None)
            self.face.say(
                "plain_theorem.row",
                width=width,
                error=short(error),
                has_bound=bound is not None,
                bound=short(bound or 0),
            )

    def leave_lab(self) -> Room:
        """Back to where the learner came from."""
        return self._came_from or self.face.ways.home(self.face)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("uat_train", lambda room, count: room.train(count), takes=True),
        Command("uat_function", lambda room, _: room.following()),
        Command("uat_table", lambda room, _: room.table()),
        Command("uat_draw", lambda room, seed: room.draw(seed), takes=True),
        Command("lab_leave", lambda room, _: room.leave_lab()),
    )
