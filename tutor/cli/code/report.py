"""What is said of a checked program: for people as a page, for programs as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tutor.cli.code.networks import DIGITS, cost_told, form_as_json, shown_as_json, side_by_side, told_form
from tutor.cli.columns import line_width, paragraph
from tutor.cli.output import draws_formulas
from tutor.cli.page import plain_page
from tutor.code_check.checking import Checked
from tutor.code_check.drills import drill_for
from tutor.code_check.finding import Way
from tutor.code_check.judging import Judged
from tutor.code_check.leaves import Key
from tutor.code_check.naming import Named
from tutor.code_check.narrowing import layers_of, original
from tutor.code_check.objects import MOVED, MOVED_BY, STATE
from tutor.code_check.showing import Shown
from tutor.code_check.telling import explanation
from tutor.lessons.content import content_folder
from tutor.lessons.words import Words
from tutor.mistakes.code import MANNERS
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake


@dataclass(frozen=True)
class Report:
    """One file's result."""

    file: str
    judged: Judged
    shown: Shown | None
    function: str = ""
    checked: Checked | None = None
    """Where a function was run."""
    is_cost_given: bool = False
    layer: str = ""
    """The class of a single layer, where that alone was checked."""
    inside: tuple[str, ...] = ()
    """The classes of the file that such a layer belongs to."""
    beside: tuple[str, ...] = ()
    """Other classes of the file that go backward."""

    @property
    def is_right(self) -> bool:
        """Whether the gradients are right, where widths differ as well, and each time anew."""
        judged, checked = self.judged, self.checked
        return judged.is_right and (checked is None or (checked.repeatable and not self.only_square))

    @property
    def _own_names(self) -> Mapping[str, str]:
        """The program's own names of parameters, where each is a number of its own."""
        return {} if self.checked is None else self.checked.own_names

    @property
    def only_square(self) -> bool:
        """Whether it runs only where all layers are of one width."""
        return self.checked is not None and self.checked.way.only_square

    @property
    def manners(self) -> tuple[str, ...]:
        """The ids of what is wrong in the manner."""
        found = [] if self.judged.manner is None else [self.judged.manner.id]
        if self.only_square and self.judged.right:
            found.append(MANNERS["square-only"].id)
        if self.checked is not None and not self.checked.repeatable and not found and self.judged.finite:
            found.append(MANNERS["not-repeatable"].id)
        return tuple(found)

    @property
    def members(self) -> tuple[Mistake, ...]:
        """The mistakes of the likeliest explanation."""
        return tuple(map(original, self.judged.named[0].members)) if self.judged.named else ()

    @property
    def component(self) -> Component | None:
        """Where in the chain rule it is wrong."""
        if self.members:
            return self.members[0].component
        manner = next((one for one in MANNERS.values() if one.id in self.manners), None)
        return manner.component if manner is not None else None

    @property
    def drill(self) -> str | None:
        """The code of the drill that would make it plain; None where all is right, or nothing is known."""
        component = self.component
        if component is None or self.is_right:
            return None
        return drill_for(self.members, component, self.judged.form, content_folder())

    def as_json(self) -> dict[str, Any]:
        """The result as plain values."""
        judged, checked = self.judged, self.checked
        return {
            "file": self.file,
            "function": self.function or None,
            "verdict": "right" if self.is_right else "wrong",
            "networks": 1 if checked is None else checked.networks,
            "not_finite": int(not judged.finite) if checked is None else checked.not_finite,
            "failed": 0 if checked is None else checked.failed,
            "network": None if judged.form is None or judged.of_own_cost else form_as_json(judged.form),
            "costs": [form.cost for form in judged.right],
            "of_own_cost": judged.of_own_cost,
            "mistakes": [list(one.ids) for one in judged.named],
            "layers": [[list(layers_of(part)) for part in one.members] for one in judged.named],
            "only": [[_array(key) for key in one.only] for one in judged.named],
            "entries": [list(one.entries) for one in judged.named],
            "manner": list(self.manners),
            "only_square": self.only_square,
            "called": [] if checked is None else list(called(checked)),
            "factors": list(judged.factors),
            "component": self.component.value if self.component is not None and not self.is_right else None,
            "right": [] if checked is None else [_array(key) for key in checked.right_arrays],
            "wrong": [] if checked is None else [_array(key) for key in checked.wrong_arrays],
            "missing": [] if checked is None else [_array(key) for key in checked.missing_arrays],
            "alone": self.layer or None,
            "own_names": dict(self._own_names),
            "shown": None if self.shown is None else shown_as_json(self.shown),
            "drill": self.drill,
        }

    def told(self, words: Words, *, plain: bool) -> str:
        """The result as a page."""
        ascii_signs = plain or not draws_formulas()
        parts = [self._right(words) if self.is_right else self._wrong(words)]
        pieces = [plain_page(part, words, line_width(), ascii_signs=ascii_signs) for part in parts]
        if self.shown is not None and not self.is_right:
            pieces.append(side_by_side(self.shown, self._own_names, words))
        code = self.drill
        if code is not None:
            pieces.append(paragraph(words("check.drill", code=code)))
        return "\n\n".join(piece.strip("\n") for piece in pieces if piece)

    def _right(self, words: Words) -> str:
        number = 1 if self.checked is None else self.checked.networks
        if self.judged.of_own_cost:
            return "\n\n".join([words("check.right_own"), *self._called(words)])
        said = [words("check.right", number=number, **told_form(self.judged.right[0])), *self._called(words)]
        if not self.is_cost_given:
            said.append(words("check.right_for", costs=", ".join(dict.fromkeys(map(cost_told, self.judged.right)))))
        return "\n\n".join(said)

    def _wrong(self, words: Words) -> str:
        number = 1 if self.checked is None else self.checked.networks
        judged = self.judged
        if not judged.finite:
            return words("check.not_finite")
        form = told_form(judged.form) if judged.form else {}
        said = [words("check.wrong", number=number, **form), *self._called(words)]
        names = [_titles(one, self._own_names, words) for one in judged.named]
        names += [words(f"mistake.{name}") for name in self.manners]
        if len(judged.named) > 1:
            said.append(words("check.one_of"))
        said += [f"- **{name}**" for name in names]
        if not names:
            said.append(words("check.unexplained"))
        if judged.cost_unknown:
            said.append(words("check.cost_unknown"))
        said += self._arrays(words)
        if self.component is not None:
            said.append(words("check.line", formula=words(f"check_line.{self.component.value}")))
        causes: tuple[Mistake | str, ...] = (*self.members, *self.manners)
        for cause in causes:
            found = explanation(cause, self.shown, content_folder(), words.language)
            said += [part for part in (found.what, found.why, found.nudge) if part]
        if self.only_square and not judged.right:
            said.append(words("check.only_square"))
        if judged.factors:
            said.append(words("check.factors", factors=", ".join(f"{one:.{DIGITS}g}" for one in judged.factors)))
        return "\n\n".join(said)

    def _called(self, words: Words) -> list[str]:
        """How the function was called, in words, and what did not come back, or not everywhere."""
        if self.checked is None:
            return []
        rate = f"{self.checked.way.rate:g}"
        how = ", ".join(words(f"check_called.{one}", rate=rate) for one in called(self.checked))
        missing = ", ".join(map(_array, self.checked.missing_arrays))
        left_out = {"left_out": self.checked.not_finite, "left_out_failed": self.checked.failed}
        said = [words(f"check.{key}", number=number) for key, number in left_out.items() if number]
        said.append(words("check.called", how=how))
        if self.layer and not self.inside:
            said.append(words("check.alone_beside", layer=self.layer, others=", ".join(self.beside)))
        elif self.layer:
            said.append(words("check.alone", layer=self.layer, others=", ".join(self.inside)))
        if missing:
            said.append(words("check.missing", missing=missing))
        if self.checked.way.differs_at_once:
            said.append(words("check.differs_at_once"))
        return said

    def _arrays(self, words: Words) -> list[str]:
        checked = self.checked
        if checked is None or not checked.right_arrays or not checked.wrong_arrays:
            return []
        right, wrong = (", ".join(map(_array, keys)) for keys in (checked.right_arrays, checked.wrong_arrays))
        return [words("check.arrays", right=right, wrong=wrong)]


def _titles(named: Named, own: Mapping[str, str], words: Words) -> str:
    """The titles of what is named together, and the arrays in which alone it shows."""
    title = " + ".join(_title(part, words) for part in named.members)
    only = ", ".join(map(_array, named.only)) or ", ".join(own.get(name, name) for name in named.entries)
    return words("check.in_arrays", title=title, arrays=only) if only else title


def _title(mistake: Mistake, words: Words) -> str:
    """A mistake's title, and the layers in which alone it is made."""
    title, layers = words(f"mistake.{mistake.id}"), layers_of(mistake)
    return words("check.in_layers", title=title, layers=", ".join(map(str, layers))) if layers else title


def called(checked: Checked) -> tuple[str, ...]:
    """How a function was called, by keys of [check_called]."""
    layout = checked.way.layout
    weights = ("numbers",) if layout.numbers or layout.scalars else ("from_to" if layout.transposed else "to_from",)
    points = "one_by_one" if layout.point_by_point else layout.batch.partition("-")[0]
    kinds = {"list": ("lists",), "tensor": ("tensors",), "grad": ("autograd",)}.get(layout.kind, ())
    targets = ("labels",) if layout.y == "labels" else ()
    return (*weights, points, *kinds, *targets, *_how_read(checked.way))


def _how_read(way: Way) -> Iterator[str]:
    """Where the gradients were found, unless they came back as such."""
    if way.is_step:
        yield "step"
    if way.by.startswith(STATE):
        yield "attributes"
    if way.by in (MOVED, MOVED_BY):
        yield "moved" if way.by == MOVED else "own_rate"
    if way.in_turn:
        yield "in_turn"


def _array(key: Key) -> str:
    return f"{'W' if key[0] == 'weight' else 'b'}{key[1]}"
