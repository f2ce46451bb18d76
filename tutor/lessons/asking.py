"""What a file asks of the learner: `ask`, `answer` and `after` in its front matter."""

from functools import partial
from typing import NamedTuple, cast

from tutor.lessons.errors import Faults
from tutor.lessons.front_matter import Field
from tutor.lessons.problem import Answer
from tutor.lessons.quantity_names import QuantityNames

ANSWERS: tuple[Answer, ...] = ("value", "change")
COST, OUTPUT = "cost", "output"
"""What can be asked for after the step besides quantities by their names."""
STAGE_NAMED = {"count": "a", "tree": "b", "cost": "c", "chain": "chain", "gradient": "d", "update": "e"}
_STAGES = {**STAGE_NAMED, **{letter: letter for letter in STAGE_NAMED.values()}}


class Asking(NamedTuple):
    """What is asked, in this order, where it is not all; how (e) is answered; what is asked after the step."""

    ask: tuple[str, ...] | None = None
    """Stages (`a`), fields (`d.w2[1,1]`) and quantities whose values are asked (`z1`)."""
    answer: Answer = "value"
    after: tuple[str, ...] = ()
    """Quantities by name."""

    @property
    def step(self) -> bool:
        """Whether something is asked for by name that needs a step."""
        return bool(self.after) or (self.ask is not None and any(one.partition(".")[0] == "e" for one in self.ask))


def read_asking(members: dict[str, Field], names: QuantityNames | None, faults: Faults) -> Asking:
    """What the front matter asks for; what is wrong with it is noted."""
    answer, after, ask = ANSWERS[0], tuple[str, ...](), None
    if "answer" in members:
        answer = cast("Answer", faults.read(partial(members["answer"].choice, ANSWERS)) or answer)
    if "after" in members and names is not None:
        found = faults.each(_items(members["after"]), lambda item: _after(item, names))
        after = tuple(dict.fromkeys(name for group in found or () for name in group))
    if "ask" in members and names is not None:
        ask = faults.read(partial(_ask, members["ask"], names, faults))
    return Asking(ask, answer, after)


def _items(field: Field) -> list[Field]:
    return field.list() if field.is_list else [field]


def _after(field: Field, names: QuantityNames) -> tuple[str, ...]:
    """The quantities that one entry of `after` asks for. Raises ContentError."""
    written = field.text()
    if written not in names.computed:
        if written in (COST, names.objective, names.shown.get(names.objective)):
            return (names.objective,)
        if written == OUTPUT:
            return names.outputs
    return names.named(field, names.computed, written, (COST, OUTPUT))


def _ask(field: Field, names: QuantityNames, faults: Faults) -> tuple[str, ...] | None:
    items = _items(field)
    if not items:
        raise field.error("nothing_asked")
    found = faults.each(items, lambda item: _asked(item, names))
    return tuple(dict.fromkeys(name for group in found for name in group)) if found is not None else None


def _below(written: str, names: QuantityNames) -> str:
    """By what `df/dq` differentiates the objective; empty where it is no such derivative."""
    above, slash, below = written.partition("/d")
    is_objective = above[1:] in (names.objective, names.shown.get(names.objective))
    return below if slash and above.startswith("d") and is_objective else ""


def _asked(field: Field, names: QuantityNames) -> tuple[str, ...]:
    """What one entry asks for. Raises ContentError."""
    written = field.text()
    if written == names.objective:
        return ("c",)
    if written in _STAGES and written not in names.computed:
        return (_STAGES[written],)
    slope = _below(written, names)
    stage, dot, name = ("d", ".", slope) if slope else written.partition(".")
    if dot and stage in ("chain", "d", "e"):
        allowed = names.learned if stage != "d" else (*names.learned, *names.inputs, *names.computed)
        return tuple(f"{stage}.{one}" for one in names.named(field, allowed, name))
    extra = (*STAGE_NAMED, *(f"{stage}.{one}" for one in names.learned[:1] for stage in ("chain", "d", "e")))
    return names.named(field, names.computed, written, extra)
