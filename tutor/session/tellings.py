"""What was told of the wrong answers of a sitting, told again where a later answer throws light on it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tutor.lessons.stages import FieldId
from tutor.session.desk import Desk
from tutor.session.sitting import Sitting

if TYPE_CHECKING:
    from tutor.session.told import Told


class Tellings:
    """Explains answers of a desk's sitting, and records what was said of them."""

    def __init__(self, desk: Desk, explain: "Callable[[Sitting, FieldId], Told | None]") -> None:
        self._desk = desk
        self._explain = explain
        self._told: dict[FieldId, Told] = {}

    def of(self, field: FieldId) -> "Told | None":
        """What was told of the answer at a field."""
        return self._told.get(field)

    def explained_by(self, field: FieldId) -> "Told | None":
        """What explains the answer at a field, where that is a rule to be run beside the right one."""
        told = self.of(field)
        return told if told is not None and told.explanations and told.rules() is not None else None

    def tell(self, answered: Iterable[FieldId]) -> "dict[FieldId, Told | None]":
        """What there is to tell of these answers, and of those told of before; None where it is no longer so."""
        found: dict[FieldId, Told | None] = {}
        for field in dict.fromkeys([*answered, *self._told]):
            told = self._explain(self._desk.sitting, field)
            if told is not None:
                found[field] = self._told[field] = told
                detail = told.diagnosis.record()
                self._desk.explained(field, told.named, detail, is_sure=told.is_flat, asked=told.ask)
            elif self._told.pop(field, None) is not None:
                found[field] = None
        return found
