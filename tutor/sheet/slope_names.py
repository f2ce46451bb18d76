"""The names of derivatives: `∂C/∂w1`, `da3/dz3`, `C'(w3)`, `d/dw3 C`, `w1.grad`, ∇C, by the learner's letters."""

import re
from collections.abc import Callable, Iterator

from tutor.lessons.problem import Problem
from tutor.sheet.index_names import indexed
from tutor.sheet.own_letters import OwnLetters, own_letter
from tutor.sheet.terms import Group, Indexed, Letter, Named, Product, Slope, Term

Found = tuple[Term, int]
"""What a name is, and where it ends."""
_BAR = re.compile(r"\s*/\s*[d∂]\s*")
_FRACTION = re.compile(r"\\\s*\{\s*[d∂]")
_BETWEEN = re.compile(r"\s*\}\s*\{\s*[d∂]\s*")
_CLOSE = re.compile(r"\s*\}")
_COST = re.compile(
    r"(?:[CELJ]|[Ll]oss|[Cc]ost|MSE)(?:_(?:\{[ikn]\}|[ikn])(?![A-Za-z0-9])|ᵢ|ₖ|\^\{?\(i\)\}?|⁽ⁱ⁾)?(?![A-Za-z0-9_])"
)
"""What books call what is differentiated, also as one data point's share of it."""
_OF_THETA = re.compile(r"[CELJ]\(\s*(?:θ|theta|[wW]\s*,\s*b|[wW])\s*\)")
_COST_PRIMED = re.compile(r"[CELJ]'\(\s*")
_CLOSED = re.compile(r"\s*\)")
_OPERATOR = re.compile(r"[d∂]\s*/\s*[d∂]\s*(?=[A-Za-z])|\\\s*\{\s*[d∂]\s*\}\s*\{\s*[d∂]\s*")
_COST_BEHIND = re.compile(r"\s*\}?\s*[(\[]?\s*[CELJ](?![A-Za-z0-9_'(])\s*[)\]]?")
_ALL = re.compile(
    r"(?<!local )(?<!stream )(?<!coming )(?:∇ ?C|grad(?:ient)?(?: ?C)?|∂C/∂θ|dC/dθ)(?:\((?:θ|theta)\))?", re.IGNORECASE
)
_BY = re.compile(r"∇\s?_\s?(?P<brace>\{?)\s?")
_BY_OUTPUT = re.compile(r"[aŷ](?=\s?\}?\s*[CLEJ])")
"""The outputs without their layer's number."""
_WITH_BAR = re.compile(r"d[A-Za-z]+_[A-Za-z]|d[A-Za-z]{4}")
_PROGRAM = re.compile(r"d(?=[A-Za-z])[A-Za-z0-9_]{3,24}")
_GRADIENT = re.compile(r"\.grad(?![A-Za-z0-9_])")
_VALUE = re.compile(r"\.(?:data|item\(\)|value)(?![A-Za-z0-9_])")


class SlopeNames:
    """The derivatives of one problem."""

    def __init__(
        self,
        problem: Problem,
        quantity: Callable[[str, int], Found | None],
        with_point: Callable[[str, int, Named], Found],
        share: Callable[[str, int], Found | None],
    ) -> None:
        """`quantity` finds a quantity's name, `with_point` a data point's number behind a name, `share` E_o1."""
        self._objective = problem.graph.objective.name
        self._parameters = tuple(one.name for one in problem.graph.asked)
        self._depth = problem.network.depth if problem.is_layered else 0
        self._quantity, self._with_point, self._share = quantity, with_point, share
        of_objective = "[ELJ]" if self._depth else re.escape(self._objective)
        self._nabla = re.compile(rf"∇ ?(?:_θ ?)?{of_objective}(?![A-Za-z0-9_])(?:\((?:θ|theta)\))?")

    def at(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """The derivative at a place of a folded text."""
        if found := _ALL.match(text, start) or self._nabla.match(text, start):
            return self._everything(text, found)
        return (
            self._gradient_by(text, start, letters)
            or self._derivative(text, start, letters)
            or self._run_together(text, start, letters)
            or self._of_cost(text, start, letters)
            or self._attribute(text, start)
            or self._of_word(text, start)
        )

    def operator(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """What `d/dw3` before an expression differentiates by, and where it ends."""
        before = _OPERATOR.match(text, start)
        below = next(iter(self._names(text, before.end(), letters)), None) if before else None
        if before is None or below is None or not isinstance(below[0], Named | Letter):
            return None
        close = _CLOSE.match(text, below[1]) if "{" in before[0] else None
        return below[0], close.end() if close else below[1]

    def by(self, above: str, below: Term) -> Term:
        """The objective, or a quantity, differentiated by what one name stands for."""
        if isinstance(below, Group):
            label = f"\\frac{{\\partial {above}}}{{\\partial {below.label}}}"
            return Group(label, tuple(f"d{above}/d{name}" for name in below.names), below.shape)
        if isinstance(below, Indexed):
            return below._replace(above=above)
        if isinstance(below, Named):
            return Named(f"d{above}/d{below.name}", below.point)
        return Slope(Named(above), below) if isinstance(below, Letter) else below

    def _of_cost(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """The cost's derivative as a function or with an operator before it: `C'(w3)`, `d/dw3 C`."""
        if whole := _OF_THETA.match(text, start):
            return Named(self._objective), whole.end()
        operator = _OPERATOR.match(text, start)
        before = operator or _COST_PRIMED.match(text, start)
        below = next(iter(self._names(text, before.end(), letters)), None) if before else None
        after = (_COST_BEHIND if operator else _CLOSED).match(text, below[1]) if below else None
        return (self.by(self._objective, below[0]), after.end()) if below and after else None

    def _everything(self, text: str, found: re.Match[str]) -> Found | None:
        end = found.end()
        if found.group().lower().startswith("grad") and text[end : end + 1].isalnum():
            return None
        partials = tuple(f"d{self._objective}/d{name}" for name in self._parameters)
        return Group(f"\\nabla {self._objective}", partials), end

    def _derivative(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """`∂C/∂w1`, `da3/dz3`, or as a fraction of LaTeX."""
        fraction = _FRACTION.match(text, start)
        if fraction is None and text[start] not in "d∂":
            return None
        begin = fraction.end() if fraction else start + 1
        begin += len(text[begin:]) - len(text[begin:].lstrip(" "))
        for above, after in self._names(text, begin, letters):
            bar = (_BETWEEN if fraction else _BAR).match(text, after)
            below = next(iter(self._names(text, bar.end(), letters)), None) if bar else None
            close = _CLOSE.match(text, below[1]) if below and fraction else None
            if below is None or (fraction and close is None):
                continue
            found = self._of(above, below[0])
            if found is not None:
                end = close.end() if close else below[1]
                return self._with_point(text, end, found) if isinstance(found, Named) else (found, end)
        return None

    def _gradient_by(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """`∇_W C`, `∇_a C`."""
        nabla = _BY.match(text, start)
        if nabla is None:
            return None
        below = next(iter(self._names(text, nabla.end(), letters)), None)
        if (output := _BY_OUTPUT.match(text, nabla.end())) and (named := self._quantity(f"a{self._depth}", 0)):
            below = named[0], output.end()
        close = re.compile(r"\s?\}" if nabla["brace"] else "").match(text, below[1]) if below else None
        cost = (
            _COST.match(text, close.end() + len(text[close.end() :]) - len(text[close.end() :].lstrip()))
            if close
            else None
        )
        return (self.by(self._objective, below[0]), cost.end()) if below and cost else None

    def _run_together(self, text: str, start: int, letters: OwnLetters) -> Found | None:
        """As programs have it: `dfdq`, `dL_dw1`."""
        word = _PROGRAM.match(text, start)
        for bar in re.finditer("_?d", word[0][2:]) if word else ():
            above = text[start + 1 : start + 2 + bar.start()]
            is_name = next((one for one, end in self._names(above, 0, letters) if end == len(above)), None)
            below = next(iter(self._names(text, start + 2 + bar.end(), letters)), None) if is_name else None
            found = self._of(is_name, below[0]) if is_name and below and word and below[1] >= word.end() else None
            if found is not None and below:
                return found, below[1]
        return None

    def _of(self, above: Term, below: Term) -> Term | None:
        if isinstance(above, Letter | Product) and isinstance(below, Named | Letter):
            return Slope(above, below)
        if isinstance(above, Indexed) and isinstance(below, Indexed):
            return below._replace(above=above)
        if not isinstance(above, Named):
            return None
        found = self.by(above.name, below)
        return found._replace(point=above.point or found.point) if isinstance(found, Named) else found

    def _attribute(self, text: str, start: int) -> Found | None:
        """`w1.grad`, and `w1.data` for w1 itself."""
        found = self._quantity(text, start)
        if found is None or not text.startswith(".", found[1]):
            return None
        if value := _VALUE.match(text, found[1]):
            return found[0], value.end()
        gradient = _GRADIENT.match(text, found[1])
        return (self.by(self._objective, found[0]), gradient.end()) if gradient else None

    def _of_word(self, text: str, start: int) -> Found | None:
        """`dapple_num`, as programs have it for what a word names in a computation graph."""
        if self._depth or text[start] != "d" or not _WITH_BAR.match(text, start):
            return None
        found = self._quantity(text, start + 1)
        return (self.by(self._objective, found[0]), found[1]) if found else None

    def _names(self, text: str, start: int, letters: OwnLetters) -> Iterator[Found]:
        if share := self._share(text, start):
            yield share
        cost = _COST.match(text, start)
        own = None if cost else own_letter(text, start, letters)
        found = None if own is not None and not text[own[1] : own[1] + 1].isdigit() else self._named(text, start)
        if own is not None and (found is None or found[1] <= own[1]):
            meant = letters[own[0].letter]
            yield (meant if isinstance(meant, Named | Group) else own[0]), own[1]
            return
        if cost and (found is None or found[1] < cost.end()):
            yield Named(self._objective), cost.end()
        elif found is not None and isinstance(found[0], Named | Group | Indexed):
            yield found

    def _named(self, text: str, start: int) -> Found | None:
        return indexed(text, start) or self._quantity(text, start)
