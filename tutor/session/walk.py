"""The walk back from a wrong answer to the first step that differs, as a value: what to ask next, and what was found.

A question asks for as many steps as decide together: the terms of all points, then all factors of one wrong term, then
what the forward pass gives at that point. What is answered already, anywhere in the problem, is not asked again. Where
the ∂C/∂z of the layer after stand at hand, the factors begin there, unless the learner types the whole chain.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tutor.answers.factors import starts_at_delta
from tutor.diagnosis.blame import depends_on
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, step_parts
from tutor.lessons.chain import CHAIN, chain_place, has_chain
from tutor.lessons.delta import ONLY
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId
from tutor.network.paths import path_count
from tutor.session.at_hand import deltas_for
from tutor.session.deltas import found_deltas
from tutor.session.sitting import Sitting
from tutor.session.status import Status

MOST_AT_ONCE = 8
"""How many steps a question asks for at most."""
OWN = (PRODUCT, STEP, SQUARES, CHAIN, "1")
"""Sub-steps that mean something in one field's break-down only; others are the same wherever they stand."""

Standing: TypeAlias = Callable[[FieldId], bool | None]
"""Whether a step is right; None where it was not answered."""
Begins: TypeAlias = Callable[[FieldId], bool]
"""Whether a partial derivative is worked out from the ∂C/∂z of the layer after."""


def from_the_cost(field: FieldId) -> bool:  # noqa: ARG001  # whichever it is
    """Never: every chain is the whole one."""
    return False


@dataclass(frozen=True)
class Question:
    """Steps that are asked for together; `kind` names the words that ask for them."""

    kind: str
    steps: tuple[FieldId, ...]


@dataclass(frozen=True)
class Walk:
    """How far a walk has come: the questions so far, the last of them open, or the first step that differs, if found.

    Where all that goes into the answer is right, the answer itself is the first that differs.
    """

    problem: Problem
    field: FieldId
    asked: tuple[Question, ...] = ()
    found: FieldId | None = None

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self.asked[-1] if self.asked and self.found is None else None

    def after(self, standing: Standing, begins: Begins = from_the_cost) -> "Walk":
        """The walk once something was answered; an answer that could not be read leaves the question open."""
        question = self.question
        if question is not None and any(standing(step) is None for step in question.steps):
            return self
        node = self.field
        while True:
            following = _ask(self.problem, node, standing, begins)
            if isinstance(following, Question):
                return replace(self, asked=(*self.asked, following))
            if following is None:
                return replace(self, found=node)
            node = following


def begin(problem: Problem, field: FieldId, standing: Standing, begins: Begins = from_the_cost) -> Walk:
    """The walk from a wrong answer of (c), (d) or (e), or from a sub-step."""
    return Walk(problem, field).after(standing, begins)


def begins_in(sitting: Sitting) -> Begins:
    """What a sitting has at hand, unless the chain that was typed is the whole one."""

    def begins(field: FieldId) -> bool:
        if not has_chain(field):
            return False
        chain = sitting.answers.get(chain_place(field))
        if chain is not None and chain.mark.is_right:
            return starts_at_delta(sitting.problem, chain.text)
        return bool(deltas_for(sitting, field))

    return begins


def standing_in(sitting: Sitting, walked: FieldId) -> Standing:
    """How steps stand in a sitting for a walk back from an answer, under whatever field they were answered.

    Once the cost is right, the forward pass stands on the page with its true values: no step of it differs. So do the
    ∂C/∂z of layers that are found; but what was typed for one is what the learner went on with. A step that was wrong
    before the answer was given is open again: it may have been mended on paper, unless the answer follows from it.
    """
    forward_is_known = sitting.stage_status("c") is Status.RIGHT
    at_hand = {f"d{sitting.problem.graph.objective}/d{one}" for one in found_deltas(sitting)}

    def of_answer(field: FieldId) -> bool | None:
        if field.step and field.stage == "c" and forward_is_known:
            return True
        status = sitting.status(field)
        if status is Status.OPEN or sitting.is_left_behind(field) or is_of_before(field):
            is_at_hand = field.stage == "d" and field.step.partition("@")[0] in at_hand
            return True if is_at_hand else None
        return status is Status.RIGHT

    def is_of_before(step: FieldId) -> bool:
        source = FieldId("d", walked.name)
        led_to = source if walked.stage == "e" != step.stage and source in sitting.answers else walked
        given = sitting.answers.get(led_to)
        if not step.step or step == led_to or given is None or sitting.status(step) is Status.RIGHT:
            return False
        return given.mark.look_at is None and sitting.answers[step].tries[-1].number < given.since

    return standing_of(sitting.answers, of_answer, sitting.has_table)


def standing_of(
    answered: Iterable[FieldId], of_answer: Standing, is_open: Callable[[FieldId], bool] = lambda _: False
) -> Standing:
    """How steps stand, by how the answers do; `is_open` says where the chain is no question any more."""
    same: dict[str, FieldId] = {}
    for field in answered:
        key = _quantity(field)
        if key and of_answer(field) is not None:
            same[key] = field

    def standing(field: FieldId) -> bool | None:
        if field.step == CHAIN and is_open(field.parent):
            return True
        own = of_answer(field)
        other = same.get(_quantity(field))
        return own if own is not None or other is None else of_answer(other)

    return standing


def _quantity(field: FieldId) -> str:
    """What a sub-step asks for and where, whichever field's it is; empty for what is a field's own."""
    if not field.step or field.step == CHAIN:
        return ""
    name, point, path = step_parts(field)
    if name == PRODUCT and path in (None, ONLY):  # what the point gives, wherever the chain begins
        return str(FieldId(field.stage, field.name, f"{name}@{point}"))
    return "" if name in OWN else f"{name}{PRIME if field.is_after else ''}@{point}"


def _ask(problem: Problem, node: FieldId, standing: Standing, begins: Begins) -> "Question | FieldId | None":
    """What to ask to get on from a wrong node, or the wrong node to go on from; None where nothing before differs."""
    if node.step == CHAIN:
        return None
    chain = _chain(problem, node)
    if chain is not None and standing(chain) is not True:
        return Question("chain", (chain,)) if standing(chain) is None else chain
    below = depends_on(problem, node, from_delta=begins(node))
    unknown = tuple(step for step in below if standing(step) is None)
    if len(below) == 1 and unknown and _is_product(below[0]):
        return below[0]  # it is all there is in the sum
    wrong = next((step for step in below if standing(step) is False), None)
    return wrong if wrong is not None or not unknown else _question(problem, unknown, standing)


def _chain(problem: Problem, node: FieldId) -> FieldId | None:
    """The chain that must be known before what a node is made of is asked: its names are what the chain asks for."""
    whole = node.parent
    if not has_chain(whole) or not (_is_product(node) or (node == whole and path_count(problem.graph, node.name) > 1)):
        return None
    return chain_place(whole)


def _question(problem: Problem, unknown: tuple[FieldId, ...], standing: Standing) -> Question:
    """What to ask where these were not answered."""
    first = unknown[0]
    if not first.step:
        return Question("gradient", (first,))  # or a component of θ′
    if first.step == STEP:
        return Question("step", (first,))
    if _is_product(first):
        return Question("terms", unknown[:MOST_AT_ONCE])
    if first.stage == "c" or first.is_after:
        return Question("forward", _forward(problem, unknown, standing))
    return Question("factors", unknown[:MOST_AT_ONCE])


def _forward(problem: Problem, unknown: Iterable[FieldId], standing: Standing) -> tuple[FieldId, ...]:
    """Of all steps of the forward pass that lead to some: all, else those half-way.

    Half-way are the activations of a layer; where there are no layers, nodes that stand equally far apart.
    """
    found = _unknown_before(problem, unknown, standing)
    if len(found) <= MOST_AT_ONCE:
        return found
    if not problem.is_layered:
        return tuple(found[len(found) * k // MOST_AT_ONCE] for k in range(MOST_AT_ONCE))
    named = problem.graph.named
    units = {step: named.get(step_parts(step)[0]) for step in found}
    layer_of = {step: one.layer for step, one in units.items() if one is not None and one.kind == "activation"}
    layers = sorted(set(layer_of.values()))
    half = layers[len(layers) // 2] if layers else 0
    chosen = tuple(step for step, layer in layer_of.items() if layer == half)
    return (chosen or found)[:MOST_AT_ONCE]


def _unknown_before(problem: Problem, steps: Iterable[FieldId], standing: Standing) -> tuple[FieldId, ...]:
    """The unanswered steps that lead to some, these among them, in the order of the computation."""
    found: dict[FieldId, None] = {}

    def visit(step: FieldId) -> None:
        if step in found or standing(step) is not None:
            return
        for before in depends_on(problem, step):
            visit(before)
        found[step] = None

    for step in steps:
        visit(step)
    return tuple(found)


def _is_product(node: FieldId) -> bool:
    """Whether a step is what a point gives to the sum."""
    return node.step.partition("@")[0] in (PRODUCT, SQUARES)
