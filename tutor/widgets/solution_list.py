"""The list of a search for a wrong step: the numbered lines of the solution, then the mistakes to choose from."""

from textual import events
from textual.message import Message

from tutor.lessons.figures import as_text
from tutor.practice.find_step import WorkedMistake
from tutor.practice.solution_lines import right_value
from tutor.session.find_desk import FindDesk
from tutor.widgets.breakdown_view import PLAIN_SIGNS, SIGNS
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.screen_naming import ScreenNaming


def line_text(found: WorkedMistake, index: int, naming: ScreenNaming) -> str:
    """A line of the solution, from 0, with its number and its data point."""
    line = found.lines[index]
    point = f"  ({naming.math('i')} = {line.point})" if line.point is not None else ""
    return f"{index + 1:2}  {naming.math(line.equation)}{point}"


class SolutionList(ChoiceList):
    """To be chosen from with the arrows and Enter, or by number. Nothing is chosen while nothing is highlighted."""

    DEFAULT_CSS = """
    SolutionList, SolutionList:focus {
        height: 1fr; min-height: 3; width: 1fr; scrollbar-size-vertical: 1;
        background: $background; border: none; padding: 0;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted { background: $primary 25%; color: $foreground; text-style: bold; }
    }
    """

    class NothingChosen(Message):
        """Enter was pressed with nothing highlighted."""

    def __init__(self, search: FindDesk, naming: ScreenNaming, *, is_told: bool) -> None:
        """`is_told`: whether the learner is shown where the mistake is."""
        self._search, self._naming, self._is_told = search, naming, is_told
        self._typed = ""
        super().__init__(*self._choices(), markup=False)

    def on_mount(self) -> None:
        self._begin()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.scroll_to_highlight()

    def show(self, *, is_told: bool) -> None:
        """Show what there is to choose from now."""
        self._is_told = is_told
        self.clear_options()
        self.add_options(self._choices())
        self._begin()

    def show_line(self, index: int) -> None:
        """Highlight a line, and show how it stands now; once the line is found, there are other things to choose."""
        if self._search.has_line or self._is_told:
            return
        self.replace_option_prompt_at_index(index, self._line(index))
        self.highlighted = index

    def action_select(self) -> None:
        """Choose what is highlighted."""
        self._typed = ""
        if self.highlighted is None:
            self.post_message(self.NothingChosen())
        else:
            super().action_select()

    def go_by_digit(self, digit: int) -> None:
        """To the option with the number that is typed, digit by digit."""
        for typed in (f"{self._typed}{digit}", str(digit)):
            if 1 <= int(typed) <= self.option_count:
                self._typed = typed
                self.highlighted = int(typed) - 1
                return
        self._typed = ""

    def _begin(self) -> None:
        self._typed = ""
        self.highlighted = self._search.found.first_wrong if self._is_told else None

    def _choices(self) -> list[str]:
        found, say = self._search.found, self._naming.say
        if self._search.has_line and not self._is_told:
            return [f"{number:2}  {say(f'mistake.{name}')}" for number, name in enumerate(found.choices, 1)]
        return [self._line(index) for index in range(len(found.lines))]

    def _line(self, index: int) -> str:
        """The line, and how it stands."""
        sign = self._sign(index)
        return f"{line_text(self._search.found, index, self._naming)}{sign and f'  {sign}'}"

    def _sign(self, index: int) -> str:
        """An arrow at the first wrong line; while that is sought, how a line compares with the learner's own value."""
        search, plain, found = self._search, self._naming.plain, self._search.found
        if self._is_told:
            arrow = "<-" if plain else "←"
            return arrow if index == found.first_wrong else ""
        if search.answer(index) is None:
            return ""
        if search.agrees(index) is False:
            return f"{'/=' if plain else '≠'} {as_text(right_value(found.problem, found.lines[index]))}"
        return (PLAIN_SIGNS if plain else SIGNS)[search.sitting.status(search.field(index))].strip()
