"""The walk back from a wrong answer as a dialogue: what it asks, in words, what an answer does, and what was found.

Where something is told of the answer that a question could decide, that question comes first.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tutor.answers.errors import Unreadable
from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.breakdown import step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.stages import FieldId
from tutor.session.at_hand import chain_asked
from tutor.session.desk import Desk
from tutor.session.facts import Answered, Fact
from tutor.session.naming import Naming
from tutor.session.sitting import Sitting
from tutor.session.status import Status

if TYPE_CHECKING:
    from tutor.session.told import Told
    from tutor.session.walk import Question, Standing, Walk

DECIDES, DOUBTS, OWN_NUMBERS = "decide", "doubt", "small"
"""The questions that decide between explanations: a step of the problem, or numbers of their own.

A step of the problem may also tell whether the one that is possible is it.
"""
OF_EXPLANATIONS = (DECIDES, DOUBTS, OWN_NUMBERS)
SMALL = "small"
"""The name of the sub-step under which the reply to a question with numbers of its own is typed."""
NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_MARKED = (Verdict.UNREADABLE, Verdict.SHORT)


class Prompt(NamedTuple):
    """What the dialogue asks: the words, the steps that are asked for, and which question it is."""

    text: str
    steps: tuple[FieldId, ...]
    number: int
    label: str = ""
    """What stands before the line to answer in, where that is not the first step's name."""


class Reply(NamedTuple):
    """What an answer to what is asked did."""

    facts: tuple[Fact, ...] = ()
    stopped: Mark | None = None
    """Why the question is asked again."""
    retold: tuple[FieldId, ...] = ()
    """The answers to be explained anew before the walk goes on."""


def walkable(sitting: Sitting, field: FieldId, told: "Callable[[FieldId], Told | None]") -> FieldId | None:
    """The wrong answer, at a place or the field of a step, from which one can walk back; None where there is none."""
    places = (field.parent,) if is_chain(field) else (field, field.parent)
    wrong = next((one for one in places if sitting.status(one) in (Status.WRONG, Status.CARRIED)), None)
    if wrong is None or wrong.stage in ("b", "chain"):
        return None
    said = told(wrong)
    return wrong if wrong.stage != "a" or (said is not None and said.small is not None) else None


class WalkBack:
    """A walk from one wrong answer. `told` says what was told of an answer; it is asked anew after every reply."""

    def __init__(self, desk: Desk, naming: Naming, told: "Callable[[FieldId], Told | None]", walk: "Walk") -> None:
        self._desk = desk
        self.naming = naming
        """What names things in the language of now."""
        self._told = told
        self.walk = walk
        """How far it has come."""

    @classmethod
    def begin(cls, desk: Desk, naming: Naming, told: "Callable[[FieldId], Told | None]", field: FieldId) -> "WalkBack":
        """Walk back from a wrong answer: by the step that decides what explains it, if there is one."""
        walk = _deciding(desk, told, field) or _whole_walk(desk, field)
        return cls(desk, naming, told, walk)

    @property
    def is_of_explanations(self) -> bool:
        """Whether what it asks, or found last, is about what was told of the answer."""
        return bool(self.walk.asked) and self.walk.asked[-1].kind in OF_EXPLANATIONS

    def prompt(self) -> Prompt | None:
        """What is asked now; None at the end."""
        question = self.walk.question
        if question is None:
            return None
        number = len(self.walk.asked)
        if question.kind == OWN_NUMBERS:
            return Prompt(*self._small(question), number, self._small_label())
        standing = _standing(self._desk, self.walk.field)
        steps = tuple(step for step in question.steps if standing(step) is None)
        return Prompt(self._asks(question, steps), steps, number)

    def answer(self, steps: tuple[FieldId, ...], text: str) -> Reply:
        """Something is answered to what is asked: it is marked and recorded."""
        question = self.walk.question
        if question is None:
            return Reply()
        if question.kind == OWN_NUMBERS:
            return self._reply(text, steps[0])
        facts = self._desk.submit_steps(steps, text)
        answered = (fact for fact in facts if isinstance(fact, Answered))
        stopped = next((fact.mark for fact in answered if fact.mark.verdict in NOT_MARKED), None)
        return Reply(facts, stopped, question.steps if self.is_of_explanations and stopped is None else ())

    def go_on(self) -> None:
        """To what is still to be asked, or to the end."""
        from tutor.session.walk import begins_in

        walk = self.walk
        if self.is_of_explanations:
            self.walk = _deciding(self._desk, self._told, walk.field, walk) or replace(walk, found=walk.field)
        else:
            self.walk = walk.after(_standing(self._desk, walk.field), begins_in(self._desk.sitting))

    def is_past(self, answered: Collection[FieldId]) -> bool:
        """Whether these answers, given since it ended, take away what it found: it was of those that stood before."""
        walk = self.walk
        if walk.field in answered or any(step in answered for question in walk.asked for step in question.steps):
            return True
        return not self.is_of_explanations and _whole_walk(self._desk, walk.field).found != walk.found

    def found(self, again: str) -> str:
        """What was found, in words; `again` says how one walks on where that is not the end of it."""
        say, walk = self.naming.say, self.walk
        if self.is_of_explanations:
            return self._found_explanation(again)
        found = walk.found or walk.field
        if found == walk.field:
            return say("diagnosis.walk_none")
        if is_chain(found):
            return say("walk.found_chain", field=self.naming.field(found.parent))
        parts = [say("diagnosis.walk", field=self.naming.field(found, self._desk.sitting)), say("walk.go_on")]
        if self._has_before(found):
            parts.insert(1, say("walk.all_before"))
        return " ".join(parts)

    def _reply(self, text: str, field: FieldId) -> Reply:
        """The question with numbers of its own is answered: that decides, or leaves it open."""
        from tutor.answers.marking import unreadable
        from tutor.answers.reading import read_number

        told = self._told(self.walk.field)
        if told is None or told.small is None:
            return Reply()
        try:
            reply = read_number(text)
        except Unreadable as error:
            return Reply(stopped=Mark(Verdict.UNREADABLE, "", unreadable(error)))
        chosen = tuple(map(str, told.small.agreeing(reply)))
        self._desk.reply(self.walk.field, field, text, chosen, is_right=told.small.is_right(reply))
        return Reply(retold=(self.walk.field,))

    def _small(self, question: "Question") -> tuple[str, tuple[FieldId, ...]]:
        from tutor.session.small_words import small_words

        told = self._told(self.walk.field)
        small = told.small if told is not None else None
        return small_words(small, self.naming.words) if small is not None else "", question.steps

    def _small_label(self) -> str:
        from tutor.session.small_words import asked_for

        told = self._told(self.walk.field)
        if told is None or told.small is None:
            return ""
        if told.small.field.stage == "a":
            return self.naming.say("field.count")
        return self.naming.math(asked_for(told.small))

    def _asks(self, question: "Question", steps: Sequence[FieldId]) -> str:
        """What is asked, in words."""
        say, first, sitting = self.naming.say, steps[0], self._desk.sitting
        if is_chain(first):
            return chain_asked(self._desk.sitting, first.parent, self.naming.words)
        point = step_parts(first)[1] if "@" in first.step else 1
        field, several = self.naming.field(first.parent, sitting), len(self._desk.problem.data) > 1
        step = listed([first], self.naming, sitting)
        text = say(f"walk.{question.kind}", field=field, point=point, several=several, step=step)
        if len(steps) == 1:
            return text
        return f"{text} {say('walk.together', steps=listed(steps, self.naming, sitting))}"

    def _found_explanation(self, again: str) -> str:
        """What the reply to the question that decides came to."""
        say, field = self.naming.say, self.walk.field
        told, last = self._told(field), self.walk.asked[-1]
        doubted = last.kind == DOUBTS
        if doubted and (told is None or not told.is_flat):
            is_right = self._desk.sitting.status(last.steps[0]) is Status.RIGHT
            remains = "possible" if told is not None and told.possible else "nothing_left"
            return " ".join([*([say("walk.unlikely")] if is_right else []), say(f"walk.{remains}"), again])
        if told is not None and told.explanations:
            return say("walk.confirmed" if doubted else "walk.decided")
        reply = self._desk.sitting.replies.get(field) if last.kind == OWN_NUMBERS else None
        against = [say("walk.unlikely")] if reply is not None and reply.is_right else []
        if field.stage == "a":
            return " ".join([*against, say("walk.not_decided_count")])
        return " ".join([*(against or [say("walk.not_decided")]), again])

    def _has_before(self, found: FieldId) -> bool:
        """Whether a step is made of others, all of which are right by then."""
        from tutor.diagnosis.blame import depends_on

        return bool(depends_on(self._desk.problem, found))


def short_names(steps: Sequence[FieldId], naming: Naming, sitting: Sitting) -> list[str]:
    """The names of steps; where all are at one point, which the question names, without it."""
    points = {step.step.partition("@")[2] for step in steps}
    if len(points) == 1 < len(steps):
        return [naming.without_row(step, sitting) for step in steps]
    return [naming.field(step, sitting) for step in steps]


def listed(steps: Sequence[FieldId], naming: Naming, sitting: Sitting) -> str:
    """Several steps by their names, with commas; no name breaks at the end of a line."""
    return ", ".join(name.replace(" ", NO_BREAK) for name in short_names(steps, naming, sitting))


def _standing(desk: Desk, field: FieldId) -> "Standing":
    from tutor.session.walk import standing_in

    return standing_in(desk.sitting, field)


def _whole_walk(desk: Desk, field: FieldId) -> "Walk":
    """The walk back by all that stands in the sitting."""
    from tutor.session.walk import begin, begins_in

    return begin(desk.problem, field, _standing(desk, field), begins_in(desk.sitting))


def _deciding(
    desk: Desk, told: "Callable[[FieldId], Told | None]", field: FieldId, before: "Walk | None" = None
) -> "Walk | None":
    """The question that decides between explanations, where there is one that was not answered."""
    from tutor.session.walk import Question, Walk

    said = told(field)
    if said is not None and said.small is not None:
        question = Question(OWN_NUMBERS, (FieldId(field.stage, field.name, SMALL),))
    elif said is not None and said.ask is not None and desk.sitting.status(said.ask) is Status.OPEN:
        question = Question(DECIDES if said.either else DOUBTS, (said.ask,))
    else:
        return None
    return Walk(desk.problem, field, (*(before.asked if before else ()), question))
