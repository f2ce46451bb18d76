"""The theorem at work in words, for both faces: which function, how near each network comes, and what is promised."""

from typing import TYPE_CHECKING

from tutor.session.naming import Naming
from tutor.session.numbers import short

if TYPE_CHECKING:
    from tutor.laboratory.theorem import Theorem


def status(now: "Theorem", naming: Naming) -> tuple[str, str]:
    """The function with the network that interpolates it, and the trained one."""
    target, bound = now.target, now.bound
    built = naming.say(
        "theorem.built",
        f=target.text,
        low=short(target.low),
        high=short(target.high),
        width=now.width,
        error=short(now.built.greatest_error),
        has_bound=bound is not None,
        bound=short(bound or 0),
        measured=bound is not None and not target.is_known,
    )
    if now.trained is None:
        return built, naming.say("theorem.not_trained")
    error = short(now.trained.now.greatest_error)
    return built, naming.say("theorem.trained", steps=now.trained.steps, error=error, seed=now.seed)
