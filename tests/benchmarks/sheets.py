"""How the open sheet is read: `python -m tests.benchmarks.sheets [SEED] [PAGES]`.

Simulated people (`tests.support.sheets`, written apart from what reads them) write solutions of 4.1, 4.2 and drawn
problems in 400 ways. Half of the sheets are right; the others have one mistake of the catalogue held throughout, one
slip of arithmetic in a line, or a chain of equalities that breaks, and the rest follows from it.

Printed are the shares of lines and sheets that are marked as they should be, beside their goals; how long a line takes
after Enter, given the page above it, and a page of 40 lines; and what went wrong, by kind of writing, with examples.
Seeds from 9000 on were never looked at while the reader was made.
"""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from random import Random

from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.practice.variants import draw
from tutor.sheet.marking import Sheet, mark_sheet
from tutor.sheet.verdict import LineVerdict

from tests.support.course import problem_of
from tests.support.sheets.hands import Hand, ways
from tests.support.sheets.pages import fit_for_wrong, mistaken_page, right_page, slipped_page
from tests.support.sheets.terms import Numbers
from tests.support.sheets.truth import FOLLOWS, HERE, ROUNDED, SAID, Line, Page
from tests.support.sheets.working import Family, numbers_of

SEED, PAGES = 9000, 1000
COURSE = 0.4
"""How many sheets are of the course's own two problems."""
SKILLS = ("whole-chain", "whole-wide", "weight-deep", "bias-deep", "gates", "gates-smooth", "points", "two-paths")
TIMED = 25
"""One page in so many is written line by line, as Enter has it marked."""
LONG = 40
GOALS = {
    "right lines marked right": (">=", 99.0),
    "wrong lines marked right": ("<=", 0.0),
    "first wrong line found": (">=", 97.0),
    "its rule named": (">=", 95.0),
}
SHOWN, EXAMPLES = 12, 2
DONE = ROUNDED


class Tally:
    """What was counted: shares by row, and failures by kind of writing."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.reached: Counter[str] = Counter()
        self.failed: dict[str, Counter[str]] = defaultdict(Counter)
        self.lines: Counter[str] = Counter()
        self.examples: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.line_seconds: list[float] = []
        self.page_seconds: list[float] = []

    def add(self, row: str, well: bool) -> None:
        self.tried[row] += 1
        self.reached[row] += well

    def fail(self, row: str, page: Page, line: Line, said: LineVerdict, problem: Problem) -> None:
        """Remember a failure under each kind of writing of its page."""
        made = f" [{page.sort} {page.mistake}]" if page.sort != "right" else ""
        text = f"{line.text!r} in {problem.id}{made}: {said.mark} {said.made_by or ''} {said.breaks or ''}; "
        text += f"true: {'/'.join(sorted(line.marks))} {line.breaks or ''} {' '.join(line.states)}"
        text += f"; said of: {' '.join(said.states)}"
        if said.latex:
            text += f"; read as {said.latex[:100]!r}"
        for kind in page.kinds or ("plain",):
            self.failed[row][kind] += 1
            if len(self.examples[row, kind]) < EXAMPLES:
                self.examples[row, kind].append(text)

    def percent(self, row: str) -> float:
        return 100 * self.reached[row] / max(1, self.tried[row])


def judge(tally: Tally, page: Page, problem: Problem, found: Sequence[LineVerdict]) -> None:
    """Count how the lines of a page were marked."""
    for kind in page.kinds or ("plain",):
        tally.lines[kind] += len(page.lines)
    for line, said in zip(page.lines, found, strict=True):
        _judge_line(tally, page, problem, line, said)
    if page.first is None:
        accused = [k for k, said in enumerate(found) if said.mark == "not_yet"]
        tally.add("sheets without a wrong line on which none is called wrong", not accused)
        return
    _judge_first(tally, page, problem, found)


def _judge_line(tally: Tally, page: Page, problem: Problem, line: Line, said: LineVerdict) -> None:
    is_wrong = line.marks.isdisjoint(DONE | SAID)
    if line.marks >= HERE:
        row, well = "right here, but not everywhere", said.mark in line.marks
    elif line.marks == SAID:
        row, well = "words taken as words", said.mark in SAID
    elif is_wrong:
        row, well = "wrong lines marked right", said.mark in DONE
        tally.add(row, well)
        if well:
            tally.fail(row, page, line, said, problem)
        if line.marks != FOLLOWS:
            return
        row, well = "what follows marked so", said.mark == "follows"
    else:
        row, well = "right lines marked right", said.mark in line.marks
        tally.add("right lines read at all", said.mark != "unread")
        if line.states and well:
            whole = {name.partition("@")[0] for name in line.states}  # one name may stand for all points
            stated = set(line.states) <= set(said.states) or whole <= set(said.states)
            tally.add("what is stated recognised", stated)
            if not stated:
                tally.fail("what is stated recognised", page, line, said, problem)
    tally.add(row, well)
    if not well:
        tally.fail(row, page, line, said, problem)


def _judge_first(tally: Tally, page: Page, problem: Problem, found: Sequence[LineVerdict]) -> None:
    assert page.first is not None
    first = next((k for k, said in enumerate(found) if said.mark == "not_yet"), None)
    line, said = page.lines[page.first], found[page.first]
    well = first == page.first
    tally.add("first wrong line found", well)
    tally.add(f"first wrong line found: {page.sort}", well)
    if not well:
        other = f" (instead: {page.lines[first].text!r})" if first is not None else " (none)"
        tally.fail("first wrong line found", page, Line(line.text + other, line.states, line.marks), said, problem)
        return
    if line.breaks is not None:
        tally.add("the equality that breaks", said.breaks == line.breaks)
        if said.breaks != line.breaks:
            tally.fail("the equality that breaks", page, line, said, problem)
    if page.sort == "rule":
        named = _explained(page, said)
        tally.add("its rule named", named)
        tally.add(f"its rule named: {'by the formula' if line.formula else 'by numbers'}", named)
        tally.add("the rule that was held named alone", said.rule == page.mistake)
        if not named:
            tally.fail("its rule named", page, line, said, problem)
    else:
        accused = bool(said.made_by) and said.is_sure and not _explained(page, said)
        tally.add("slips accused of a rule that does not make them", accused)
        if accused:
            tally.fail("slips not accused", page, line, said, problem)


def _explained(page: Page, said: LineVerdict) -> bool:
    """Whether what is said first makes the line: of two rules that are said to be at work, either may."""
    return bool(said.made_by) and page.explains(said.made_by[0][0])


def problems(random: Random) -> Iterator[Problem]:
    """The course's problems and drawn ones."""
    while True:
        if random.random() < COURSE:
            yield problem_of(random.choice(("4.1", "4.1", "4.2")))
        else:
            skill, level = random.choice(SKILLS), random.randint(1, 5)
            yield draw(skill, level, random.randrange(10**6), content_folder())


@cache
def _family(widths: tuple[int, ...], activations: tuple[str, ...], points: int) -> Family:
    given = tuple((0,) * widths[0] for _ in range(points)), tuple((0,) * widths[-1] for _ in range(points))
    size = sum(k * (j + 1) for j, k in pairwise(widths))
    return Family(Numbers(widths, activations, (0,) * size, *given, 0))


def page_of(random: Random, shape: Numbers, number: int, hands: Sequence[Hand]) -> Page | None:
    """A page of one of four sorts; right ones go through all ways of writing in turn."""
    sort = number % 4
    if sort % 2 == 0:
        return right_page(shape, hands[number // 2 % len(hands)], random)
    hand = random.choice([one for one in hands if fit_for_wrong(one)])
    family = _family(shape.widths, shape.activations, len(shape.x))
    if sort == 1:
        return mistaken_page(shape, hand, random, family)
    return slipped_page(shape, hand, random, family, in_chain=random.random() < 0.5)


def clock(tally: Tally, problem: Problem, page: Page) -> None:
    """Time each line of a page as it is entered, behind what is worked out before the first, and a page of 40."""
    texts = [line.text for line in page.lines][:LONG]
    sheet = Sheet(problem)
    sheet.prepare()
    for k in range(1, len(texts) + 1):
        began = time.process_time()
        sheet.mark(texts[:k])
        tally.line_seconds.append(time.process_time() - began)
    if len(texts) == LONG:
        other = [text + " " for text in texts]  # nothing that was kept of the lines above serves
        began = time.process_time()
        mark_sheet(problem, other)
        tally.page_seconds.append(time.process_time() - began)


def run(seed: int, pages: int, *, timed: bool = True) -> Tally:
    """The tally of so many pages."""
    random, tally = Random(seed), Tally()
    given = problems(random)
    hands = random.sample(ways(), len(ways()))
    done = number = 0
    while done < pages:
        problem = next(given)
        number += 1
        page = page_of(random, numbers_of(problem), number, hands)
        if page is None or not page.lines:
            continue
        done += 1
        judge(tally, page, problem, mark_sheet(problem, [line.text for line in page.lines]))
        if timed and done % TIMED == 1:
            clock(tally, problem, page)
    return tally


def print_tally(tally: Tally) -> None:
    """Print the rows beside their goals, the times, and the failures."""
    for row in sorted(tally.tried, key=lambda row: (list(GOALS).index(row) if row in GOALS else 9, row)):
        sign, goal = GOALS.get(row, ("", 0.0))
        of_goal = f"   goal {'≥' if sign == '>=' else '≤'} {goal} %" if sign else ""
        print(f"{row:55} {tally.percent(row):6.2f} %  of {tally.tried[row]:6}{of_goal}")
    for name, seconds, goal in (("a line", tally.line_seconds, 50), ("a page of 40", tally.page_seconds, 200)):
        if seconds:
            middle, late = (sorted(seconds)[int(len(seconds) * share)] for share in (0.5, 0.95))
            times = f"{1e3 * middle:.1f} ms, 95th of 100 {1e3 * late:.1f} ms, slowest {1e3 * max(seconds):.1f} ms"
            print(f"{name}: {times}   goal {goal} ms")
    for row, kinds in tally.failed.items():
        print(f"\n== not so: {row}, by kind of writing")
        worst = sorted(kinds, key=lambda kind: -kinds[kind] / tally.lines[kind])
        for kind in worst[:SHOWN]:
            print(f"{kind}: {kinds[kind]} of {tally.lines[kind]} lines")
            for text in tally.examples[row, kind]:
                print(f"    {text}")


def main() -> None:
    given = [int(value) for value in sys.argv[1:]]
    seed, pages = (*given, *(SEED, PAGES)[len(given) :])
    print(f"seed {seed}, {pages} sheets, {len(ways())} ways of writing")
    print_tally(run(seed, pages))


if __name__ == "__main__":
    main()
