"""All that the tutor says for nothing about wrong answers, through the code of the screen and of the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from math import isclose, isfinite
from random import Random

from tutor.answers.marking import mark
from tutor.cli.explaining import Explaining
from tutor.cli.marked import message_of
from tutor.diagnosis.table import Table
from tutor.journal.journal import Journal
from tutor.lessons.breakdown import breakdown, has_breakdown, value_of
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.languages import Language
from tutor.lessons.mistake_texts import mistake_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.lessons.steps import FILE_OF, bottom_of, kind_of
from tutor.lessons.wording import Wordings, shared_sections, words_of_stage
from tutor.lessons.words import read_words
from tutor.network.graph import dependencies
from tutor.session import deciding
from tutor.session.explainer import Explainer
from tutor.session.explanation_words import Ways, words_in_sitting
from tutor.session.sitting import Sitting
from tutor.session.small_words import small_words
from tutor.session.told import Told
from tutor.session.walk import begin, begins_in, standing_in
from tutor.widgets.screen_naming import ScreenNaming

from .numbers import beyond, digits_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FOLDER = content_folder()
STEP = Fraction(1, 1000)


@dataclass(frozen=True)
class Saying:
    """What was said, with the templates it was made of, and the sitting in which it was said."""

    what: str
    text: str
    templates: tuple[str, ...]
    sitting: Sitting


class Listener:
    """Hears all that is said about answers to a problem."""

    def __init__(self, problem: Problem, journal: Journal) -> None:
        self.problem = problem
        self.table = Table(problem)
        self._explainer = Explainer(FOLDER, journal)
        self._values = dict(_values(problem))
        self._given = frozenset(map(abs, _given(problem)))

    # What a learner does

    def wrong_answers(self, random: Random, most: int) -> Iterator[dict[FieldId, str]]:
        """Sheets with wrong answers of every kind: a mistake's, one or all of a stage; slips; numbers of no kind."""
        table, asked = self.table, frozenset(all_asked(self.problem))
        fields = [field for field in table.fields if field in asked]
        for row in random.sample(range(1, table.singles), min(most, table.singles - 1)):
            shown = [field for field in fields if self._differs(row, field)]
            if shown:
                sheet = {field: f"{table.answers[row, table.column[field]]:.6g}" for field in shown}
                one = random.choice(shown)
                yield random.choice(({one: sheet[one]}, {f: sheet[f] for f in shown if f.stage == one.stage}))
        for field in random.sample(fields, min(most // 2, len(fields))):
            right = Fraction(f"{table.right(field):.6g}")
            slips = (-right, right * 10, right / 100, right + random.randint(1, 9), right + Fraction(1, 10))
            made_up = (Fraction(0), Fraction(1), Fraction(random.randint(2, 999)), Fraction(random.randint(2, 99), 7))
            yield {field: as_text(random.choice((*slips, *made_up)))}
        if FieldId("a") in asked:
            yield {FieldId("a"): str(self.problem.network.parameter_count + random.randint(1, 3))}
        cells = [cell for field in fields if has_breakdown(field) for cell in breakdown(self.problem, field).cells()]
        for cell in random.sample(cells, min(most // 4, len(cells))):
            yield {cell: as_text(_as_typed(value_of(self.problem, cell)) + random.randint(1, 9))}

    def right_answers(self, random: Random) -> dict[FieldId, str]:
        """Some of the right ones: none, those of all stages up to one, or any."""
        fields = [field for field in all_asked(self.problem) if field in self._values]
        last = random.choice("@acd")
        some = [field for field in fields if field.stage <= last]
        chosen = random.choice((some, [field for field in fields if random.random() < 0.3]))
        return {field: as_text(_as_typed(self._values[field])) for field in chosen}

    # What is said

    def hears(self, right: dict[FieldId, str], wrong: dict[FieldId, str], language: Language) -> Iterator[Saying]:
        """All that is said of a sheet: by the screen, at each wrong field, and by the command line."""
        sitting = Sitting.begin(self.problem)
        for field, text in {**right, **wrong}.items():
            sitting = sitting.after_all(deciding.submit(sitting, field, text, NOW))
        naming = ScreenNaming(read_words(FOLDER, language))
        words = naming.words
        marks = [(field, answer.mark) for field, answer in sitting.answers.items() if not field.step]
        explaining = Explaining(self.problem, marks, self.table)
        for field in wrong:
            answer = sitting.answers.get(field)
            if answer is None or answer.mark.quantity is None:
                continue
            message = answer.mark.message
            if message is not None:
                key = words.templates[message.key]
                yield Saying(f"mark of {field}", naming.message(message), (key,), sitting)
                yield Saying(f"mark of {field}, typed", message_of(answer.mark, words), (key,), sitting)
            told = self._explainer.explain(sitting, field, language)
            if told is not None:
                ways = Ways(naming.say("small.press"), *map(naming.key_of, ("break_down", "where")))
                said = words_in_sitting(told, naming, sitting, ways)
                yield Saying(f"told of {field}", said, _templates(told, naming), sitting)
                if not field.step:
                    said = explaining.markdown(field, answer.mark.quantity, words)
                    yield Saying(f"told of {field}, typed", said, _templates(told, naming), sitting)
            if field.stage in "cde":
                walk = begin(self.problem, field, standing_in(sitting, field), begins_in(sitting))
                names = [naming.field(step, sitting) for question in walk.asked for step in question.steps]
                yield Saying(f"walk from {field}", " ".join(names), (), sitting)

    def hints(self, right: dict[FieldId, str], language: Language) -> Iterator[Saying]:
        """All hints that come at one press, of every field and of the first sub-steps of each."""
        sitting = Sitting.begin(self.problem)
        for place, text in right.items():
            sitting = sitting.after_all(deciding.submit(sitting, place, text, NOW))
        wordings = Wordings(FOLDER, language)
        for field in all_asked(self.problem):
            cells = breakdown(self.problem, field).rows[0].cells if has_breakdown(field) else ()
            for place in (field, *cells):
                of_step = FILE_OF[kind_of(self.problem, place)] if place.step else ""
                file = of_step or words_of_stage(self.problem, place.stage)
                templates = tuple(section.text for section in shared_sections(FOLDER, file, language).values())
                for hint_level in range(bottom_of(place)):
                    text = wordings.hint(self.problem, place, hint_level, sitting.found())
                    yield Saying(f"hint {hint_level} of {place}", text, templates, sitting)

    # What must not be in it

    def given_away(self, saying: Saying) -> list[tuple[Fraction, FieldId]]:
        """Each number put into what was said that is the value of an open field in a power of ten, to two digits.

        What the learner typed, what is given, and what stands in an answer that is right already, is theirs; and how
        many digits an answer has, or should have, is no value.
        """
        sitting = saying.sitting
        answered = {field: answer.mark for field, answer in sitting.answers.items() if answer.mark.quantity is not None}
        typed = {digits_of(mark.quantity.value) for mark in answered.values() if mark.quantity is not None}
        right = {field for field, mark in answered.items() if mark.is_right}
        counts = {mark.message.values.get("digits") for mark in answered.values() if mark.message is not None}
        theirs = typed | {digits_of(self._values[field]) for field in right if field in self._values}
        found: list[tuple[Fraction, FieldId]] = []
        for number in beyond(saying.text, saying.templates):
            digits = digits_of(number)
            if not digits or number in self._given or number in counts or digits in theirs:
                continue
            open_ones = (field for field, value in self._values.items() if field not in right)
            told = next((field for field in open_ones if digits_of(self._values[field]) == digits), None)
            if told is not None:
                found.append((number, told))
        return found

    def _differs(self, row: int, field: FieldId) -> bool:
        value, right = float(self.table.answers[row, self.table.column[field]]), self.table.right(field)
        return isfinite(value) and abs(value) < 1e12 and not isclose(value, right, rel_tol=1e-4, abs_tol=1e-9)


def wrong_branches(problem: Problem, random: Random, language: Language) -> Iterator[tuple[str, str, set[str]]]:
    """What is said of wrong children of each node: by the screen and by the command line, and which are not told."""
    naming = ScreenNaming(read_words(FOLDER, language))
    tree = dependencies(problem.graph)
    names = sorted({name for node, below in tree.items() for name in (node, *below)})
    for node, below in tree.items():
        kept = [name for name in below if random.random() < 0.5]
        added = random.sample([name for name in names if name not in below], min(2, len(names) - len(below)))
        typed = " ".join((*kept, *added)) or names[-1]
        marked = mark(problem, FieldId("b", node), typed, {})
        if marked.message is None:
            continue
        untold = set(below) - set(kept) - {node}
        yield naming.message(marked.message), typed, {naming.name(name) for name in untold}
        yield message_of(marked, naming.words), typed, untold


def _as_typed(value: Fraction | float) -> Fraction:
    """A value as a careful learner types it: what is no fraction to ten digits."""
    return value if isinstance(value, Fraction) else Fraction(f"{value:.10g}")


def _templates(told: Told, naming: ScreenNaming) -> tuple[str, ...]:
    """The unfilled words that what is told is made of; a small question's numbers are its own, and given."""
    language, words = naming.words.language, naming.words.templates
    named = {one.id for one in told.explanations} | {name for made in told.either for name, _ in made}
    texts = [mistake_text(FOLDER, name, language) for name in sorted(named)]
    parts = (section.text for text in texts for section in text.parts.values())
    shared = (text for key, text in words.items() if key.partition(".")[0] in ("trial", "diagnosis", "small"))
    small = [small_words(told.small, naming.words)] if told.small is not None else []
    return (*(text.title for text in texts), *parts, *shared, *small)


def _values(problem: Problem) -> Iterator[tuple[FieldId, Fraction | float]]:
    """The true value of every number that is asked for, fields and sub-steps."""
    trace = problem.trace
    totals = {"a": len(problem.graph.asked), "c": trace.cost}
    for field in all_asked(problem):
        if field.stage in ("a", "c"):
            yield field, totals[field.stage]
        elif field.stage in ("d", "e"):
            yield field, (trace.gradient if field.stage == "d" else trace.updated)[field.name]
        if has_breakdown(field):
            for cell in breakdown(problem, field).cells():
                yield cell, value_of(problem, cell)


def _given(problem: Problem) -> Iterator[Fraction | float]:
    """What the problem gives: data, θ, η, how many there are of what, the cost's own numbers; and the step of a try."""
    points, widths = len(problem.data), problem.network.widths if problem.is_layered else ()
    yield from problem.graph.constants.values()
    yield from (value for point in problem.data for part in point for value in part)
    yield from (*problem.theta, problem.learning_rate, STEP)
    yield from map(Fraction, range(max(points, *widths, len(widths) - 1) + 1))
    if all(field.stage == "e" for field in all_asked(problem)):
        yield from (problem.trace.cost, *problem.trace.gradient.values())  # a drill in the step alone gives these
    yield from (Fraction(2), Fraction(1, 2), Fraction(2, points), Fraction(1, points))
