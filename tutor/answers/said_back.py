"""How a number was read, as something to say."""

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Message
from tutor.lessons.figures import as_text


def said_back(quantity: Quantity) -> Message:
    """What was read, and what it comes to where there is something to compute."""
    value = as_text(quantity.value)
    if quantity.is_expression and quantity.shown != value:
        return Message("reading.expression", {"shown": quantity.shown, "value": value})
    return Message("reading.number", {"shown": quantity.shown})
