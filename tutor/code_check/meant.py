"""What else is known of a function that was chosen: for how many points it is meant, and what stands beside it."""

import re

from tutor.code_check.roles import plain
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source

BACKWARD = re.compile("back|grad|prime|deriv|delta")
"""What stands in the names of functions that go backward."""


def alone(signature: Signature, source: Source) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The class of a single layer that is checked alone, the classes that use it, and those that stand beside it.

    Those beside it go backward as well: the file puts them together in some way that nobody can call.
    """
    subject = signature.subject
    if subject is None or not subject.is_layer or signature.through:
        return "", (), ()
    own = subject.of.name
    inside = tuple(one.name for one in source.classes if own in one.makes and one.name != own)
    others = (one for one in source.classes if one.name != own and one.name not in (*subject.of.bases, *inside))
    beside = tuple(one.name for one in others if any("back" in plain(method.name) for method in one.methods))
    return (own, inside, beside) if inside or beside else ("", (), ())


def counts_points(signature: Signature, source: Source) -> bool:
    """Whether a function is meant for several points: it asks how many there are, or what goes back divides by that."""
    asks = any(name in signature.function.sized for name, role, _ in signature.roles if role.kind in ("x", "y", "data"))
    every = (*source.functions, *(method for one in source.classes for method in one.methods))
    return asks or any(one.averages and BACKWARD.search(plain(one.name)) for one in every)


def without_steps(signature: Signature) -> Signature | None:
    """The same without the forward pass before it, where it is handed inputs and targets itself; else None."""
    subject = signature.subject
    takes_all = signature.has("data") or (signature.has("x") and signature.has("y"))
    if subject is None or not subject.steps or not takes_all or signature.through:
        return None
    return signature._replace(subject=subject._replace(steps=()))
