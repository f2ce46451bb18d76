"""What is told in a search for a wrong step: hints (where, principle, rule, numbers, answer), and the correction."""

from tutor.lessons.figures import as_latex
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.template import Latex, Names, fill
from tutor.lessons.vocabulary import Offer, Vocabulary, constant, of_problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words
from tutor.practice.find_step import WorkedMistake
from tutor.practice.line_rules import rule_of
from tutor.practice.skills import FIND_STEP
from tutor.practice.solution_lines import field_of, right_value
from tutor.practice.texts import PRINCIPLE, drill_sections

_PARTS = {"c": "forward_part", "d": "gradient_part", "e": "update_part"}


def hint(found: WorkedMistake, question: str, hint_level: int, wordings: Wordings, title: str) -> str:
    """One hint level, counted from 0, of the hints for the line or for the mistake, which is called by its `title`.

    Raises ContentError and KeyError for content that has no such words.
    """
    if HINT_LEVELS[hint_level] == PRINCIPLE:
        return wordings.hint(found.problem, field_of(found.problem, found.lines[found.first_wrong]), hint_level)
    section = drill_sections(wordings.folder, FIND_STEP, wordings.language)[
        f"{question}.hint.{HINT_LEVELS[hint_level]}"
    ]
    return fill(section.text, names_of(found, title))


def names_of(found: WorkedMistake, title: str) -> Names:
    """What these hints can name besides the names of the problem: the first wrong line, and its part of the work."""
    line, number = found.lines[found.first_wrong], found.first_wrong + 1
    part = [k for k, one in enumerate(found.lines, 1) if one.stage == line.stage]
    rule = rule_of(found.problem, found.lines, found.first_wrong)
    offers: dict[str, Offer] = {
        "number": constant(number),
        "from": constant(part[0]),
        "to": constant(part[-1]),
        "before": constant(part[0] - 1),
        **{name: constant(line.stage == stage) for stage, name in _PARTS.items()},
        "symbol": constant(Latex(line.latex)),
        "at_point": constant(line.point is not None and len(found.problem.data) > 1),
        "i": constant(line.point or 0),
        "formula": constant(Latex(rule.formula)),
        "numbers": constant(Latex(rule.numbers)),
        "wrong": constant(line.value),
        "right": constant(right_value(found.problem, line)),
        "mistake_title": constant(title),
    }
    return Vocabulary(offers, of_problem(found.problem))


def correction(found: WorkedMistake, words: Words) -> str:
    """Which line is the first wrong one, what stands there and what should, and the mistake."""
    line = found.lines[found.first_wrong]
    return words(
        "worksheet.first_wrong",
        number=found.first_wrong + 1,
        wrong=Latex(line.equation),
        right=Latex(f"{line.latex} = {as_latex(right_value(found.problem, line))}"),
        mistake=words(f"mistake.{found.mistake}"),
    )
