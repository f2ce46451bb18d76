"""What the step did: first it is asked what one more would do, then it is drawn and told."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from tutor.answers.verdicts import Verdict
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.looking import along
from tutor.laboratory.state import Lab
from tutor.lessons.markdown import parse
from tutor.lessons.primer_plans import WAYS
from tutor.session.laboratory_desk import FINALE, LaboratoryDesk
from tutor.session.numbers import short
from tutor.session.verdict_look import sign_of
from tutor.widgets import laboratory_pictures as pictures
from tutor.widgets.options import Options
from tutor.widgets.plot import Plot
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.verdict_colours import coloured

SIDE_BY_SIDE = 90
"""With so many cells, the two plots stand side by side."""


class FinaleView(Vertical):
    """Asks once; what was answered is in the journal."""

    DEFAULT_CSS = f"""
    FinaleView {{
        height: auto; width: 1fr; margin: 1 0 0 0; padding: 0 1; border-left: outer $success 60%;
        & > .finale--ask {{ height: auto; width: 1fr; text-style: bold; color: $text-primary; }}
        & > .finale--verdict {{ height: auto; width: 1fr; text-style: bold; }}
        & > .finale--line {{ height: auto; width: 1fr; }}
        & > Options {{ height: auto; min-height: 3; }}
        & > Prose {{ margin: 1 0; }}
        & > Horizontal {{ height: 12; width: 1fr; margin: 1 0; }}
        &.-narrow > Horizontal {{ layout: vertical; height: 22; }}
        {coloured("& > .finale--verdict.VERDICT")}
    }}
    """

    class Answered(Message):
        """It was said what one more step does."""

    class Entered(Message):
        """The options have the cursor."""

    def __init__(self, desk: LaboratoryDesk, told: str, naming: ScreenNaming) -> None:
        """`told` is what there is to read once it was answered."""
        super().__init__(classes="stage--solution")
        self._desk, self._told, self._naming = desk, told, naming

    def compose(self) -> ComposeResult:
        if FINALE in self._desk.answered:
            yield from self._shown()
            return
        say = self._naming.say
        yield Static(self._naming.line(say("finale.question")), classes="finale--ask", markup=False)
        yield Options([f"{k} {say(f'finale.{way}')}" for k, way in enumerate(WAYS, 1)], None)
        yield Static("", classes="finale--verdict", markup=False)

    def on_mount(self) -> None:
        self._fit()
        self.call_after_refresh(self.call_after_refresh, self._take_cursor)
        self._draw()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.set_class(self.size.width < SIDE_BY_SIDE, "-narrow")

    def _take_cursor(self) -> None:
        for options in self.query(Options):
            options.focus()

    def on_descendant_focus(self) -> None:
        self.post_message(self.Entered())

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if FINALE not in self._desk.answered:
            self._desk.predict(WAYS[event.option_index])
            await self.recompose()
            self._draw()
            self.post_message(self.Answered())

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()
        self.query_one(".finale--verdict", Static).update(self._naming.say("drill.choose_first"))

    def on_options_highlighted(self, event: Options.Highlighted) -> None:
        event.stop()
        self.query_one(".finale--verdict", Static).update("")

    def _shown(self) -> ComposeResult:
        """What was answered, and what happens."""
        naming, is_right = self._naming, self._desk.answered[FINALE]
        verdict = Verdict.CORRECT if is_right else Verdict.WRONG
        said = naming.say("finale.right" if is_right else "finale.wrong")
        classes = f"finale--verdict -{verdict}"
        yield Static(f"{sign_of(verdict, plain=naming.plain)} {said}", classes=classes, markup=False)
        with Horizontal():
            if self._lab.experiment.has_curve:
                yield Plot(plain=naming.plain, id="before-after")
            yield Plot(plain=naming.plain, id="along-step")
        yield Static("\n".join(self._deaths()), classes="finale--line", markup=False)
        yield Prose(parse(self._told), naming)
        yield Static(naming.say("finale.to_laboratory"), classes="finale--line", markup=False)

    def _deaths(self) -> list[str]:
        naming = self._naming
        found = along(self._lab).deaths.items()
        return [naming.say("finale.dies", unit=naming.name(unit), rate=short(rate)) for unit, rate in found]

    def _draw(self) -> None:
        lab, naming = self._lab, self._naming
        for plot in self.query("#before-after").results(Plot):
            plot.show(pictures.curve(lab, naming, "finale.curve"))
        for plot in self.query("#along-step").results(Plot):
            plot.show(pictures.along_rates(lab, along(lab), naming, "finale.along"))

    @property
    def _lab(self) -> Lab:
        return Lab.begin(Experiment(self._desk.problem))
