"""The names of a line of working: which quantity each is, and of which data point."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, lru_cache, partial

from tutor.answers.letters import vocabulary_of
from tutor.answers.spelling import Spelling, spellings
from tutor.lessons.problem import Problem
from tutor.sheet.index_names import indexed
from tutor.sheet.layer_letters import FOR_OTHERS, GATE, POWER, LayerLetters, is_normalizer
from tutor.sheet.own_letters import OwnLetters
from tutor.sheet.slices import sliced
from tutor.sheet.slope_names import Found, SlopeNames
from tutor.sheet.terms import Call, Group, Named, Sum, Term, bare_number, rebuilt

_NEW = re.compile(r"[_^]?\{?(?:new|next)\}?(?![A-Za-z])|⁺|\^\{?\+\}?(?![0-9A-Za-z(])|'|\+(?=\s*=)")
_POINT = re.compile(
    r"(?:\^\{?\((?P<high>[0-9]{1,3})\)\}?|⁽(?P<raised>[⁰¹²³⁴-⁹]{1,3})⁾|_\{?(?P<low>[0-9]{1,3})\}?|(?P<sub>[₀-₉]{1,3})"
    r"|[(\[](?P<round>[0-9]{1,3})[)\]]|,(?P<comma>[0-9]{1,3})(?=\s*=))"
)
_ARGUMENT = re.compile(r"\(\s*(?:θ|theta|w|W|w ?, ?b)('?)\s*\)")
_THETA = re.compile(r"(?:θ|theta)", re.IGNORECASE)
_RATE = re.compile(r"(?:η|eta|lr|α|alpha|learning_?rate|learn_?rate|step_size)(?![A-Za-z0-9_])")
_PENALTY = re.compile(r"(?:λ|lambda|lam)(?![A-Za-z0-9_])")
_ANY_POINT = re.compile(r"\(i\)|\^\{?\(i\)\}?|⁽ⁱ⁾")
"""The index over which is summed."""
_CHANGE = re.compile(r"(?:Δ|[Dd]elta_|∆)(?=[wWbθ])")
_ACTIVATIONS = frozenset(("rho", "f", "relu", "sigmoid", "tanh", "softplus"))
_LONG_RUN = re.compile(r"[A-Za-z]{17}")
"""More letters than anybody writes without a sign between them: each is looked at again from the next."""
NO_LETTERS: OwnLetters = {}
_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


class Names:
    """The names of one problem."""

    def __init__(self, problem: Problem) -> None:
        graph = problem.graph
        self._problem, self._graph = problem, graph
        self._points = len(problem.data)
        self._objective = graph.objective.name
        self._residuals = {r: (a, y) for r, a, y in graph.residuals}
        self._parameters = tuple(one.name for one in graph.asked)
        self._changing = {one.name for one in (*graph.inputs, *graph.targets)} | {
            node.quantity.name for node in graph.nodes
        }
        known = [*graph.named, *self._residuals, *(f"{one.name}'" for one in graph.parameters), "eta"]
        known += [f"{self._objective}'"] if problem.makes_step else []
        self._known = frozenset(known)
        self._vocabulary = vocabulary_of(problem, known)
        self.has_points = self._points > 1
        """Whether there are several data points, so that their number matters."""
        self._of_layers = LayerLetters(problem)
        of_slopes = partial(self._quantity, primed=False)
        self.slopes = SlopeNames(problem, of_slopes, self._with_point, self._of_layers.share)
        """The derivatives, which have names of their own."""
        self._has_penalty = problem.is_layered and problem.network.penalty is not None
        # Of `xxxxxx1` each letter asks about the next ones more than once: the answers double unless they are kept.
        self._has_name = lru_cache(maxsize=512)(lambda text, start: self.at(text, start) is not None)

    def at(self, text: str, start: int, letters: OwnLetters = NO_LETTERS) -> Found | None:
        """The name at a place of a folded text; the longest that can be read there."""
        if rate := _RATE.match(text, start):
            return Named("eta"), rate.end()
        if is_normalizer(text, start):
            return None
        if self._has_penalty and (found := _PENALTY.match(text, start)):
            return Named("lambda"), found.end()
        if (theta := _THETA.match(text, start)) and not self._vocabulary.lettered(text, start):
            everything = Group("\\theta", self._parameters)
            new = _NEW.match(text, theta.end())
            return (everything.updated(), new.end()) if new else (everything, theta.end())
        whole = self._whole(text, start, letters)
        return sliced(text, whole) if whole else None

    def _whole(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        return (
            self.slopes.at(text, start, letters)
            or (indexed(text, start) if self._problem.is_layered else None)
            or self._quantity(text, start)
            or self._short(text, start)
            or self._of_layers.share(text, start)
            or self._change(text, start)
        )

    def _change(self, text: str, start: int) -> Found | None:
        """What a step adds, `Δw12`, where that is what the problem asks for: elsewhere many leave its sign out."""
        delta = _CHANGE.match(text, start) if self._problem.answer == "change" else None
        found = self._quantity(text, delta.end(), primed=False) if delta else None
        new = self.updated(found[0]) if found else None
        if found is None or new is None or found[0] == Named(self._objective):
            return None
        if delta and isinstance(found[0], Group) and text[delta.end()] == "w":  # Δw_1 is that of a weight
            return None
        return Sum(((1, new), (-1, found[0]))), found[1]

    def _quantity(self, text: str, start: int, *, primed: bool = True) -> Found | None:
        """A quantity by its name or its source's letters, with a data point's number where one follows."""
        if word := self._vocabulary.lettered(text, start) or self._of_layers.of_unit(text, start):
            return self._finished(text, word[1], word[0], primed)
        cuts = [cut for cut in spellings(text, start, loose=True) if not POWER.search(text[start : cut.end])]
        for cut in cuts:
            if found := self._cut(text, cut, primed):
                return found
        if letter := self._vocabulary.any_case(text, start):
            return self._finished(text, letter[1], letter[0], primed)
        for other in self._of_layers.meant(text, start):
            if found := self._cut(text, other, primed):
                return found
        if cuts and len(cuts[-1].base) > 1:
            return self._run_together(text, start, cuts[-1].base, primed)
        return None

    def is_name(self, letter: str) -> bool:
        """Whether a letter is the name of a quantity, and of no function."""
        return letter in self._known or letter in self._vocabulary.letters

    def is_short_for_other(self, letter: str, within: str) -> bool:
        """Whether one of several letters is no name by itself: keys of a Korean word are not taken for such."""
        return letter in FOR_OTHERS and len(within) > 1 and not self.is_name(letter)

    def _cut(self, text: str, cut: Spelling, primed: bool) -> Found | None:
        if cut.primes and not primed:
            return None
        strict = next((name for name in cut.names() if name in self._known), None)
        if strict:
            return self._finished(text, cut.end, strict, primed)
        if pointed := self._pointed(cut):
            return pointed, cut.end
        if cut.base.lower() == "c" and len(cut.numbers) == 1 and self._problem.is_layered:
            return None
        if lenient := self._vocabulary.find(cut):
            return self._finished(text, cut.end, lenient, primed)
        group = self._layer(cut)
        return self._whole_layer(text, cut.end, group, primed) if group else None

    def _whole_layer(self, text: str, end: int, group: Group, primed: bool) -> Found:
        new = _NEW.match(text, end) if primed and f"{group.names[0]}'" in self._known else None
        return (group.updated(), new.end()) if new else (group, end)

    def _layer(self, spelling: Spelling) -> Group | None:
        return next((self._of_layers.layers[name] for name in spelling.names() if name in self._of_layers.layers), None)

    def _pointed(self, cut: Spelling) -> Named | None:
        """`r_2`, `z1_2`, `z^{(2)}_1`: the last number is a data point's where the rest is a quantity's name."""
        if not cut.numbers or self._points < 2:
            return None
        for point, rest in ((cut.numbers[-1], cut.numbers[:-1]), (cut.numbers[0], cut.numbers[1:])):
            names = Spelling(cut.end, cut.base, rest).names()
            name = next((name for name in names if name in self._changing or name in self._residuals), None)
            if name and point.isdigit() and 1 <= int(point) <= self._points:
                return Named(name, int(point))
        return None

    def _finished(self, text: str, end: int, name: str, primed: bool) -> Found:
        """The name with what follows it: C(θ), w1_new, r^(2)."""
        if name == self._objective and (argument := _ARGUMENT.match(text, end)):
            return Named(name + argument[1]), argument.end()
        if primed and f"{name}'" in self._known and (new := _NEW.match(text, end)):
            return Named(f"{name}'"), new.end()
        return self._with_point(text, end, Named(name))

    def _with_point(self, text: str, end: int, named: Named) -> Found:
        if any_point := _ANY_POINT.match(text, end):
            return named, any_point.end()
        changes = named.name in self._changing or named.name in self._residuals or named.name.startswith("d")
        if named.point is None and changes and self._points > 1 and (found := _POINT.match(text, end)):
            digits = next(group for group in found.groups() if group).translate(_SMALL)
            if 1 <= int(digits) <= self._points:
                return Named(named.name, int(digits)), found.end()
        return named, end

    def _run_together(self, text: str, start: int, base: str, primed: bool) -> Found | None:
        """A name of fewer letters than stand there, before another: r in `rg3`, but not in `rule`."""
        if _LONG_RUN.match(text, start):
            return None
        for length in range(len(base) - 1, 0, -1):
            piece = text[start : start + length]
            known = piece in self._known or piece in self._vocabulary.letters or piece in self._of_layers.layers
            known = known or (len(base) == 2 and self._of_layers.stands_alone(piece))
            if known and self._has_name(text, start + length):
                return self._quantity(text[: start + length], start, primed=primed)
        return None

    def _short(self, text: str, start: int) -> Found | None:
        """δ3 and g3; dz3, dw2, db1 for the objective's derivatives."""
        if of_unit := self._of_layers.delta_of_unit(text, start):
            if layer := self._of_layers.layers.get(of_unit[0]):  # δ_o of several units
                return self.slopes.by(self._objective, layer), of_unit[1]
            return self._with_point(text, of_unit[1], Named(f"d{self._objective}/d{of_unit[0]}"))
        if text[start] == "d" and (lettered := self._vocabulary.lettered(text, start + 1)):  # w1 of the source
            return Named(f"d{self._objective}/d{lettered[0]}"), lettered[1]
        for cut in self._of_layers.short_cuts(text, start) if text[start] != "Δ" else ():
            base = cut.base if cut.base in self._of_layers.shorthands else cut.base.lower()
            for letter in self._of_layers.shorthands.get(base, ()):
                for name, point in self._meant(cut._replace(base=letter)):
                    named = Named(self._gate(name) if base in GATE else f"d{self._objective}/d{name}", point)
                    if named.name:
                        return self._with_point(text, cut.end, named)
                if group := self._layer(Spelling(cut.end, letter, cut.numbers)):
                    return (self._gates_of(group) if base in GATE else self.slopes.by(self._objective, group)), cut.end
        return None

    def _gates_of(self, layer: Group) -> Group:
        label = f"\\rho'({layer.label})"
        return Group(label, tuple(self._gate(name) for name in layer.names), layer.shape)

    def _meant(self, cut: Spelling) -> Iterator[tuple[str, int | None]]:
        """The names that it can be, first as it is typed, then with a data point's number at its end."""
        if name := self._strict(cut):
            yield name, None
        if cut.numbers and cut.numbers[-1].isdigit() and 1 <= int(cut.numbers[-1]) <= self._points:
            rest = cut._replace(numbers=cut.numbers[:-1])
            if name := self._strict(rest) if self.has_points else None:
                yield name, int(cut.numbers[-1])
        if cut.numbers and (name := self._vocabulary.find(cut)):  # g12 as a12
            yield name, None

    def _strict(self, spelling: Spelling) -> str | None:
        return next((name for name in spelling.names() if name in self._known), None)

    def _gate(self, z: str) -> str:
        return self._of_layers.gates.get(z, "")

    def updated(self, term: Term) -> Named | Group | None:
        """A parameter, a layer's, or the objective, as it is after the step; None for what is none of these."""
        if isinstance(term, Group):
            return term.updated() if f"{term.names[0]}'" in self._known else None
        known = isinstance(term, Named) and f"{term.name}'" in self._known
        return Named(f"{term.name}'") if isinstance(term, Named) and known else None

    def assigned(self, term: Term) -> Term:
        """What an assignment gives a new value: parameters after the step; all else is only said to be so."""
        is_objective = isinstance(term, Named) and term.name == self._objective
        return (None if is_objective else self.updated(term)) or term

    def slope(self, term: Term) -> Named | None:
        """The cost's derivative by a parameter; None for all else."""
        is_asked = isinstance(term, Named) and term.name in self._parameters
        return Named(f"d{self._objective}/d{term.name}") if isinstance(term, Named) and is_asked else None

    def is_total(self, term: Term) -> bool:
        """Whether a term is a parameter's partial, or a parameter after the step."""
        name = term.name if isinstance(term, Named) else ""
        return name.endswith("'") or name.removeprefix(f"d{self._objective}/d") in self._parameters

    def point_with(self, name: str, value: Fraction) -> int | None:
        """The one data point (from 1) at which an input has a value; None where it is none, or several."""
        place = next((k for k, one in enumerate(self._graph.inputs) if one.name == name), None)
        found = [k for k, (x, _) in enumerate(self._problem.data, 1) if place is not None and x[place] == value]
        return found[0] if len(found) == 1 else None

    @cached_property
    def made(self) -> tuple[Term, ...]:
        """The quantities that are worked out, and their layers."""
        made = {node.quantity.name for node in self._graph.nodes}
        layers = (one for one in self._of_layers.layers.values() if one.names[0] in made)
        return (*layers, *(Named(node.quantity.name) for node in self._graph.nodes))

    def output_of(self, term: Term) -> Named | None:
        """The network's output at the data point whose input f is put on: f(1); None where there are several."""
        number = bare_number(term.arguments[0]) if isinstance(term, Call) and term.function == "f" else None
        if number is None or not self._problem.is_layered or len(self._graph.inputs) != 1:
            return None
        point = self.point_with(self._graph.inputs[0].name, number.value)
        name = f"a{self._problem.network.depth}"
        return Named(name, point if self.has_points else None) if point and name in self._known else None

    def with_output(self, term: Term) -> Term:
        """A term with the network's output for f of its input: f(x), f(4) − (−6)."""
        if (of_point := self.output_of(term)) is not None:
            return of_point
        if isinstance(term, Call) and term.function == "f" and not term.primed and self._problem.is_layered:
            argument, output = term.arguments[0], f"a{self._problem.network.depth}"
            is_input = isinstance(argument, Named) and argument.name == "x" and output in self._known
            return Named(output, argument.point) if isinstance(argument, Named) and is_input else term
        return rebuilt(term, self.with_output)

    def made_by(self, term: Term) -> Named | None:
        """The quantity that an activation function makes: a1 of ρ(z1), ∂a1/∂z1 of ρ′(z1)."""
        if not isinstance(term, Call) or term.function not in _ACTIVATIONS:
            return None  # e^z is none
        if not isinstance(term.arguments[0], Named):
            return None
        gate = self._gate(term.arguments[0].name)
        return Named(gate if term.primed else gate[1:].partition("/")[0], term.arguments[0].point) if gate else None

    def is_foreign(self, word: str) -> bool:
        """Whether a word looks like a name of layers that this network does not have: z7."""
        return self._problem.is_layered and word[:1].lower() in "wbaz" and word[1:].isdigit()


@lru_cache(maxsize=32)
def names_of(problem: Problem) -> Names:
    """The names of a problem; those of the last few are kept."""
    return Names(problem)
