"""The line of Home that leads to the drills: what waits there, and today's drill with its reason."""

from textual.content import Content

from tutor.screens.shared import Shared
from tutor.session.drill_places import drill_left, due_in, is_left
from tutor.session.drill_words import reason
from tutor.session.today import Today
from tutor.widgets.lesson_lines import SIGNED, WIDEST, Reach, sign_of

INDENT, MARGIN = "     ", 8
"""What stands before a line under the heading, and the cells of a screen that no line has."""
TODAY_LINES = 2
"""So many lines are left free until today's drill is known: nothing moves then."""


def drills_line(shared: Shared, today: Today | None, width: int) -> Content:
    """The line; under it today's drill, in lines for a screen of this width, 0 where there is no room for them."""
    say, journal, plain = shared.naming.say, shared.journal, shared.naming.plain
    due = due_in(journal, shared.now())
    state = say("drill.home_left") if is_left(journal) else say("drill.home_due", number=due) if due else ""
    here = f"  {'<-' if plain else '←'} {say('home.here')}" if drill_left(journal) else ""
    heading = Content.assemble(
        sign_of(Reach.DRILLS, shared.naming),
        ("F6 ", "bold"),
        (say("practice.heading"), "bold"),
        f"  {state or say('drill.home')}",
        (here, "bold $text-accent"),
    )
    return Content("\n").join([heading, *(_today(shared, today, width) if width else ())])


def _today(shared: Shared, today: Today | None, width: int) -> list[Content]:
    if today is None:
        return [Content("")] * TODAY_LINES
    naming = shared.naming
    skill = naming.say("next.today", skill=naming.say(f"skill.{today.skill}"))
    why = Content.styled(reason(naming, today.reason, today.params), "$foreground 75%")
    room = min(width - MARGIN, WIDEST) - len(INDENT) - SIGNED
    return [Content.assemble(INDENT, one) for one in (Content.styled(skill, "$text-primary"), *why.wrap(room))]
