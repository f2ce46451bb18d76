"""A partial derivative written in letters, as (d′) asks for it: read as a line of the sheet is, and marked so.

It has to hold at all places, not only at the problem's numbers: where these are ones, much that is wrong comes to the
same. What could not be read, has numbers put in or goes in a circle is no attempt.
"""

from tutor.answers.errors import Unreadable
from tutor.answers.marking import unreadable
from tutor.answers.marking_chain import mark_chain
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.chain import chain_place
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.sheet.checking import Checker
from tutor.sheet.comparing import agree
from tutor.sheet.evaluating import Evaluator
from tutor.sheet.kinds import Kind, Kinds, Unknown
from tutor.sheet.latex import latex_of
from tutor.sheet.names import names_of
from tutor.sheet.page import Page
from tutor.sheet.reading import read_line
from tutor.sheet.statements import statements_of
from tutor.sheet.terms import Group, Named, Statement, Term, walk
from tutor.sheet.tidying import tidied
from tutor.sheet.tracing import as_typed
from tutor.sheet.typed import typed
from tutor.sheet.verdict import LineMark


class _Refused(Exception):
    """What was typed is no formula for what is asked: a message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


_FAULTS = (_Refused, Unreadable, ValueError, ArithmeticError, LookupError)
"""Of what was typed; the last three as the sheet has them: a list of another size, 1/0, ρ of no layer."""


def mark_formula(problem: Problem, field: FieldId, text: str) -> Mark:
    """Mark a formula for the partial derivative that a field of (d′) asks for. Never raises for what was typed."""
    try:
        statement = _read(problem, field, text)
        reading = latex_of(problem, statement._replace(sides=statement.sides[1:]))
        symbols = _in_letters(problem, statement)
        if symbols is None:
            return Mark(Verdict.CORRECT, reading)
        marked = statements_of(problem).mark(symbols, Page())
    except _FAULTS as error:
        return Mark(Verdict.UNREADABLE, "", _said_of(error))
    if marked.mark.is_right:
        return Mark(Verdict.CORRECT, reading)
    made_by = marked.made_by if marked.is_sure else ()
    if marked.mark is LineMark.HERE:
        message = Message("formula.here")
    else:
        message = (None if made_by else _counted(problem, field, text)) or Message("mark.wrong")
    return Mark(Verdict.WRONG, reading, message, made_by=made_by)


def _counted(problem: Problem, field: FieldId, text: str) -> Message | None:
    """Of a product of names, how many factors are missing and how many do not belong; None for another formula."""
    try:
        return mark_chain(problem, chain_place(FieldId("d", field.name)), text).message
    except Unreadable:
        return None


def preview_formula(problem: Problem, field: FieldId, text: str) -> Message:
    """How a formula is read while it is typed, or why it is not."""
    try:
        statement = _read(problem, field, text)
    except _FAULTS as error:
        return _said_of(error)
    return Message("formula.read", {"formula": Latex(latex_of(problem, statement))})


def formula_line(problem: Problem, field: FieldId, text: str) -> str:
    """A right formula of (d′) as a line of the sheet says it: `dC/dw2 = 2·r·g3·w3·g2·a1`."""
    sides = _read(problem, field, text).sides
    try:
        return " = ".join(typed(problem, side, {}) for side in sides)
    except Unknown:  # of layers as wholes: what it states is found by what it comes to
        return text


def _said_of(error: Exception) -> Message:
    """What is said of a fault."""
    if isinstance(error, _Refused):
        return error.message
    return unreadable(error) if isinstance(error, Unreadable) else Message("sheet.no_value")


def _read(problem: Problem, field: FieldId, text: str) -> Statement:
    """What was typed as a statement about the partial derivative: it is the first side, formulas are the others.

    Raises Unreadable, ValueError and _Refused.
    """
    statements, heading = read_line(tidied(as_typed(text)), names_of(problem), {}, len(problem.data))
    partial = Named(f"d{problem.graph.objective}/d{field.name}")
    if len(statements) != 1 or statements[0].defines or heading is not None:
        raise _Refused(Message("formula.several" if statements else "formula.none"))
    first, *rest = statements[0].sides
    if isinstance(first, Named) and rest:
        if _is_other(problem, first, partial):
            raise _Refused(Message("formula.other", {"other": _latex(problem, first)}))
        sides = rest if first.name in (partial.name, field.name) else [first, *rest]
    else:
        sides = [first, *rest]
    back = [one for side in sides for one in walk(side) if _leads_back(one, partial)]
    if any(isinstance(one, Group) and one.shape for one in back):  # dw1, where layer 1 has several
        raise _Refused(Message("formula.whole", {"first": field.name}))
    if back:
        raise _Refused(Message("formula.itself"))
    kinds = Kinds(problem, {})
    formulas = [side for side in sides if kinds.of(side) is not Kind.NUMBERS]
    if not formulas:
        raise _Refused(Message("formula.numbers"))
    return Statement((partial, *formulas), statements[0].point)


def _is_other(problem: Problem, named: Named, partial: Named) -> bool:
    """Whether it is the objective's derivative by another parameter."""
    asked = {f"d{problem.graph.objective}/d{one}" for one in problem.graph.parameters}
    return named.name in asked and named.name != partial.name


def _in_letters(problem: Problem, statement: Statement) -> Statement | None:
    """The statement with its sides in letters alone; None where there are none, and those with numbers hold everywhere.

    A number in a formula may belong to it, as a 6 in the derivative of 3x². Where it stands for a letter, it holds
    nowhere else. Raises ValueError, and _Refused where the numbers were put in for letters.
    """
    partial, *sides = statement.sides
    kinds = Kinds(problem, {})
    symbols = [side for side in sides if kinds.of(side) is Kind.SYMBOLS]
    if symbols:
        return statement._replace(sides=(partial, *symbols))
    checker, right = Checker(problem, Evaluator(problem, {})), statements_of(problem).right
    first, *others = (checker.value(one, right, own=False, summed=True, point=None) for one in (partial, *sides))
    if not all(agree(first, other).at.all() for other in others):
        raise _Refused(Message("formula.numbers"))
    return None


def _leads_back(term: Term, partial: Named) -> bool:
    """Whether a name in a formula is what is asked for, or is worked out from it: θ′, ∇C."""
    if isinstance(term, Group):
        return partial.name in term.names or any(name.endswith("'") for name in term.names)
    return isinstance(term, Named) and (term.name == partial.name or term.name.endswith("'"))


def _latex(problem: Problem, term: Term) -> Latex:
    return Latex(latex_of(problem, Statement((term,))))
