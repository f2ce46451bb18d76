"""What is typed in the laboratory: η, values for parameters, or how θ is drawn: `eta = 0.01, w1 = 2`, `he 7`.

It is read sign by sign, and never run.
"""

import re
from math import isfinite
from typing import cast

from tutor.answers.errors import Unreadable
from tutor.answers.hangul_keyboard import latin
from tutor.answers.letters import vocabulary_of
from tutor.answers.reading import read_number, read_values
from tutor.answers.verdicts import Message
from tutor.laboratory.initial import Way, initial, ways
from tutor.laboratory.state import Lab

ETA = "eta"
_DRAWN = re.compile(r"([a-zA-Z]+)(?:\s+(\d{1,9}))?", re.ASCII)


class EntryError(ValueError):
    """What was typed can't be taken; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


def taken(lab: Lab, text: str) -> Lab:
    """The laboratory with what was typed: a number alone is η, a way with a seed draws θ, else values by name.

    Raises EntryError.
    """
    drawn = _DRAWN.fullmatch(latin(text).strip())
    if drawn is not None and drawn[1].lower() in ways(lab.experiment):
        return lab.with_theta(initial(lab.experiment, cast("Way", drawn[1].lower()), int(drawn[2] or 0)))
    values = _read(lab, text)
    rate = values.pop(ETA, None)
    if rate is not None and not rate > 0:
        raise EntryError(Message("laboratory.no_rate"))
    if values:
        lab = lab.with_theta(lab.experiment.changed(lab.theta, values))
    return lab if rate is None else lab.with_rate(rate)


def number(text: str) -> float:
    """A number alone. Raises EntryError."""
    try:
        value = float(read_number(text).value)
    except Unreadable as error:
        raise _unread(error) from error
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        raise EntryError(Message("laboratory.too_large"))
    return value


def _read(lab: Lab, text: str) -> dict[str, float]:
    if "=" not in text:
        return {ETA: number(text)}
    vocabulary = vocabulary_of(lab.experiment.problem, (ETA, *lab.experiment.names))
    try:
        read = read_values(text, vocabulary)
        if not read.assigned:  # θ as a whole
            if len(read.flat) != len(lab.theta):
                raise EntryError(Message("laboratory.wrong_count", {"number": len(lab.theta)}))
            return {name: float(one.value) for name, one in zip(lab.experiment.names, read.flat, strict=True)}
        values = {name: float(one.value) for name, one in read.assigned.items()}
    except Unreadable as error:
        raise _unread(error) from error
    except OverflowError as error:
        raise EntryError(Message("laboratory.too_large")) from error
    for name in values:
        if name != ETA and name not in lab.experiment.names:
            raise EntryError(Message("laboratory.no_parameter", {"name": name}))
    return values


def _unread(error: Unreadable) -> EntryError:
    return EntryError(Message(f"unreadable.{error.key}", {**error.params, "position": error.position + 1}))
