"""What stands in the fields of a desk unsubmitted."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from tutor.lessons.stages import FieldId


class Drafts:
    """Holds what is typed; `keep`, called every now and then, hands on what changed since."""

    def __init__(self, found: Mapping[FieldId, str], keep: Callable[[FieldId, str], None]) -> None:
        """`found` stood there when the learner came."""
        self._texts = dict(found)
        self._changed: set[FieldId] = set()
        self._keep = keep

    @property
    def texts(self) -> Mapping[FieldId, str]:
        """What stands in each field, as it is at any time."""
        return MappingProxyType(self._texts)

    def typed(self, field: FieldId, text: str) -> None:
        """Something else stands there now."""
        self._texts[field] = text
        self._changed.add(field)

    def submitted(self, places: Iterable[FieldId]) -> None:
        """What stood there was submitted."""
        for field in places:
            self._texts.pop(field, None)
            self._changed.discard(field)

    def keep(self) -> None:
        """Hand on what changed."""
        changed, self._changed = self._changed, set()
        for place in changed:
            self._keep(place, self._texts[place])
