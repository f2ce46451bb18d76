"""What the laboratory says of itself in a line or two."""

from tutor.laboratory.state import Lab
from tutor.session.naming import Naming
from tutor.session.numbers import short


def status_words(lab: Lab, naming: Naming) -> str:
    """How far the laboratory has come: the steps, C now and after the next one, and which units live."""
    say = naming.say
    names = lab.experiment.landscape.gated
    living = [name for name, is_alive in zip(names, lab.alive[lab.at], strict=True) if is_alive]
    dead = [name for name in names if name not in living]
    listed = [", ".join(map(naming.name, some)) for some in (living, dead)]
    parts = [
        say(
            "laboratory.status",
            at=lab.at,
            all=len(lab.path) - 1,
            more=lab.at < len(lab.path) - 1,
            cost=short(lab.cost),
            next=short(lab.next_cost),
        ),
        say("laboratory.units", alive=listed[0] or say("laboratory.none"), dead=listed[1])
        if names
        else say("laboratory.no_units"),
    ]
    if not lab.can_go_on:
        parts.append(say("laboratory.ended"))
    elif lab.is_still:
        parts.append(say("laboratory.still"))
    return "\n".join((parts[0], " · ".join(parts[1:])))
