"""Somebody at a sheet: the steps of a plan written down line by line in a hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.support.sheets.formulas import Formulas
from tests.support.sheets.keyboard import TYPED
from tests.support.sheets.planning import Step, plan
from tests.support.sheets.stating import Side, Statement, Stating
from tests.support.sheets.terms import Num, Quantity, Var, inside, times
from tests.support.sheets.truth import LET, SAID

SHARE_OF_WORDS = 0.6
LETTERS = {"let e": "e", "e :=": "e", "e를": "e", "u =": "u", "여기서 v": "v"}


@dataclass(frozen=True)
class Written:
    """A line with what it states (nothing: a heading or a letter that is introduced, of which `marks` are true)."""

    text: str
    statements: tuple[Statement, ...] = ()
    marks: frozenset[str] = SAID


class Writer(Stating):
    """Writes down what a worker worked out."""

    def lines(self, steps: Sequence[Step] | None = None) -> Iterator[Written]:
        """The page."""
        steps = list(steps if steps is not None else self.steps())
        yield from self._letters()
        waiting: list[Statement] = []
        for step in steps:
            if step.of is None:
                yield from self._joined(waiting)
                waiting = []
                yield Written(self._typed(self._heading(step.heading or 0)))
                continue
            statement = self.statement(step)
            joins = self.hand.together and len(statement.sides) == 1 and statement.form == "value"
            if joins and (not waiting or waiting[0].points == statement.points) and len(waiting) < 3:
                waiting.append(statement)
                continue
            yield from self._joined(waiting)
            waiting = [statement] if joins else []
            if not joins:
                yield from self._of_one(statement)
        yield from self._joined(waiting)
        yield from self._whole()

    def steps(self) -> list[Step]:
        """The plan of the page; who has no gate in a formula writes of none."""
        layers = range(1, self.shape.depth + 1)
        gates = (Quantity("gate", layer, 1) for layer in layers if not self.formulas.is_open(layer))
        deltas = {one for k in layers for one in inside(self.formulas.of(Quantity("delta", k, 1)))}
        return plan(self.shape, self.hand, self.random, sees_gates=all(Var(one) in deltas for one in gates))

    def _whole(self) -> Iterator[Written]:
        """The gradient and the new parameters once more, each in one line."""
        if self.hand.totals not in ("∇C", "gradient"):
            return
        latex = self.hand.script == "latex"
        names = {"g": r"\nabla C" if latex else self.hand.totals, "new": r"\theta'" if latex else "θ'"}
        for kind, name in names.items():
            own = [replace(one, kind=kind) for one in self.shape.parameters]
            values = [self.worker.value(one) for one in own]
            text = ", ".join(map(self.printer.number, values))
            stated = (Statement(q, (), (Side("value", Num(v), (v,)),)) for q, v in zip(own, values, strict=True))
            yield Written(self._typed(f"{self.hand.bullet}{name} = ({text})"), tuple(stated))

    def _joined(self, statements: list[Statement]) -> Iterator[Written]:
        if statements:
            body = self.hand.together.join(self._stated(one)[0] for one in statements)
            yield Written(self._typed(self._dressed(body, statements[0])), tuple(statements))

    def _of_one(self, one: Statement) -> Iterator[Written]:
        parts = self._stated(one)
        if self.hand.continued and len(parts) > 1:
            for k, part in enumerate(parts):
                text = self._dressed(part, one) if k == 0 else f"{self.hand.continued} {part}"
                sides = one.sides[: k + 1] if k == 0 else one.sides[k : k + 1]
                yield Written(self._typed(text), (replace(one, sides=sides),))
            return
        yield Written(self._typed(self._dressed(self._equated(parts), one)), (one,))

    def _equated(self, parts: Sequence[str]) -> str:
        if self.hand.last and len(parts) > 1:
            return self.hand.equals.join(parts[:-1]) + self.hand.last + parts[-1]
        return self.hand.equals.join(parts)

    def _typed(self, text: str) -> str:
        return TYPED[self.hand.typing](text)

    def _index(self, one: Statement) -> str:
        if self.hand.points in ("(2)", "^(2)", "_2") and len(self.shape.x) > 1 and len(one.points) == 1:
            return str(one.points[0])
        return ""

    def _stated(self, one: Statement) -> list[str]:
        """The sides as written, the first one after the name; where equalities are split, by the hand's sign."""
        if one.form == "list":
            return self._listed(one)
        name = self.printer.notation.name(one.of, self._index(one))
        sides = [self._side(side, self._index(one)) for side in one.sides]
        if one.form == "unnamed" and len(sides) > 1:
            return sides
        if one.form == "words":
            return [self._in_words(name, sides[-1])]
        if one.form == "reversed":
            return [*sides, name.removesuffix(" ←").removesuffix(" :=") + ("'" if name.endswith((" ←", " :=")) else "")]
        sign = self.hand.first or self.hand.equals
        if one.of.kind == "new" and self.hand.update in (" ←", " :=") and self.hand.script == "plain":
            sign = " "
        return [f"{name}{sign}{sides[0]}", *sides[1:]]

    def _in_words(self, name: str, value: str) -> str:
        if self.hand.language == "ko":
            return self.random.choice((f"{name}의 값은 {value}", f"{name} 값은 {value}", f"{name}는 {value}"))
        return self.random.choice((f"{name} is {value}", f"the value of {name} is {value}", f"{name} equals {value}"))

    def _side(self, side: Side, index: str = "") -> str:
        return self.printer.text(side.term, index=index if side.kind in ("symbols", "half") else "")

    def _listed(self, one: Statement) -> list[str]:
        *symbols, listed = one.sides
        name, style = self.printer.notation.name(one.of), self.hand.points
        values = [self.printer.number(value) for value in listed.values]
        sign = self.hand.first or self.hand.equals
        if style == "glued":
            is_plain = one.of.kind in "xyr" and not self.printer.notation._units(one.of)
            names = [f"{name}{k}" if is_plain else f"{name}({k})" for k in one.points]
            return [", ".join(f"{own}{sign}{value}" for own, value in zip(names, values, strict=True))]
        if style == "labelled":
            point = "점 {}" if self.hand.language == "ko" else "point {}"
            text = ", ".join(f"{value} ({point.format(k)})" for k, value in zip(one.points, values, strict=True))
        else:
            text = ", ".join(values)
            text = {"vector ()": f"({text})", "vector []": f"[{text}]"}.get(style, text)
        return [f"{name}{sign}{self._side(symbols[0])}", text] if symbols else [f"{name}{sign}{text}"]

    def _heading(self, point: int) -> str:
        if not point:
            return self.random.choice(
                ("합:", "합계", "모든 점:") if self.hand.language == "ko" else ("sum:", "Total", "all points:")
            )
        x = self.printer.number(self.shape.x[point - 1][0])
        return self.hand.heading.format(i=point, x=x)

    def _dressed(self, body: str, one: Statement) -> str:
        """With the words, bullets and the point that go with it."""
        hand, point = self.hand, one.points[0] if len(one.points) == 1 else 0
        alone = len(self.shape.x) == 1
        by_quantity = hand.points == "heading" and hand.order != "points"
        if point and not alone and (hand.points == "prefix" or by_quantity):
            heading = self._heading(point).removeprefix("# ")
            body = heading + ("" if heading.endswith(":") else ":") + f" {body}"
        elif point and not alone and hand.points == "suffix":
            body += f" (점 {point})" if hand.language == "ko" else f" (point {point})"
        if self.random.random() < SHARE_OF_WORDS:
            body = hand.before + body + hand.after
        return hand.bullet + body

    def _letters(self) -> Iterator[Written]:
        """The letters of one's own, introduced."""
        way = self.hand.own
        if not way or self.shape.widths[-1] > 1:
            return
        letter, depth = LETTERS[way], self.shape.depth
        residual = Formulas(self.shape).residual(Quantity("r", depth, 1))
        of_residual = letter == "e"
        meant = residual if of_residual else times(Num(2), Var(Quantity("r", depth, 1)))
        text = self.printer.text(meant)
        said = {
            "let e": f"let e = {text}",
            "e :=": f"e := {text}",
            "e를": self.random.choice((f"e를 {text}라 하자", f"e = {text}라 두자", f"e = {text}로 놓으면")),
            "u =": f"u = {text}",
            "여기서 v": f"여기서 v = {text}",
        }[way]
        yield Written(self._typed(said), (), LET)
        self.printer.own[meant] = letter
        if of_residual:
            self.printer.own[Var(Quantity("r", depth, 1))] = letter
