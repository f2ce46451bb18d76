"""Writes nonsense on the open sheet: `python -m tests.soak.sheet_lines [COUNT] [--seed S]`.

Lines of all sorts of characters, deep brackets, numbers without end, giant exponents, chains of equalities, escape
sequences and markup, and honest lines with slips of the keyboard, each alone and under a few others. Nothing may be
raised, what is read must print, and no line may take long. Prints the slowest lines (in processor time) and the memory
before and after. Fails with status 1 and the line that did it.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark, LineVerdict

from tests.soak.memory import memory_used
from tests.support.course import problem_of
from tests.support.sheets.hands import ways
from tests.support.sheets.pages import right_page
from tests.support.sheets.working import numbers_of

MOST_SECONDS = 0.5
"""A line that takes longer, three times in a row, is a failure."""
PIECES: tuple[str, ...] = (
    *"0123456789+-*/^=.,;:()[]{}|<>!?#@~`\"' \n\t_&%$\\−×÷·²½₁ᵢ∂∇θρσΣ∑√δηㅈㅋㅊ쥬뷁점합eExyCwbazrdi",
    *"（３，＝\u200b\u202e\ud800\0",
    *("z1", "w2", "a3", "r", "dC/dw2", "∂C/∂w2", "ρ'(z3)", "Σ", "sum(", "max(0,", "relu(", "w1'", "z1(2)", "r_2"),
    *("W2", "δ1", "dC/dW1", "ᵀ", "^T", ".T", "⊙", " @ ", "\\odot ", "^{(2)\\top}"),
    *("np.sum(", "np.dot(", "np.outer(", "np.mean(", ".sum(", ", axis=0)", "‖", "||", "[[1,2],[3,4]]", "[[", "]]"),
    *("X", "Theta2[1,2]", "λ", "e를 ", "라 하자", "라 하고 ", "√"),
    *("let e =", "점 2:", "따라서 ", "point 3:", "-> ", "→", "⇒", "≈", "==", ":=", "^(2)", "^{(1)}", "z^(", "⁽¹⁾"),
    *(
        "1 → 2 → 3",
        "W[:,1]",
        "[2,:]",
        "p_y",
        "2개 × 100원",
        " summed",
        "도 같음",
        "] * 9",
        " if z1 > 0 else 0",
        "-= 1",
        "E_o1",
    ),
    *("'" * 9, "9" * 40, "1e150", "1e-400", "9^9^9^9", "2^-9999", "0.0000001", "1/0", "0/0", "√(-1)", "log(0)"),
    *("e^e^e^e", "10!", "\x1b[2J", "\x1b]0;x\x07", "[bold]", "[/]", "[link=x]", "[@click=app.quit]", "<b>", "{{C}}"),
    *("$$", "\\frac{", "\\sqrt{", "\\begin{matrix}", "\\left(", "\\def\\x{\\x\\x}\\x", "__import__('os')"),
    *("%s%n", "𝟙", "١٢", "Ⅳ", "①", "ﬁ", "👩‍👩‍👧", "e\u0301" * 9),
)


def honest(seed: int) -> list[str]:
    """Lines as people write them, of which others are made."""
    shape, random = numbers_of(problem_of("4.1")), Random(seed)
    return [line.text for hand in ways() for line in right_page(shape, hand, random).lines[::7]]


def lines(count: int, seed: int) -> Iterator[str]:
    """The same lines for the same seed."""
    random, texts = Random(seed), honest(seed)
    for number in range(count):
        if number % 50 == 49:
            yield _repeated(random)
        elif number % 5000 == 4998:
            piece = random.choice(PIECES)
            yield piece * (200_000 // len(piece))
        elif number % 3 == 0:
            yield "".join(random.choices(PIECES, k=min(int(random.expovariate(1 / 10)) + 1, 200)))
        elif number % 3 == 1:
            yield _slipped(random, random.choice(texts), texts)
        else:
            yield "".join(chr(_any_character(random)) for _ in range(random.randint(1, 40)))


def _any_character(random: Random) -> int:
    return random.choice((random.randrange(32, 127), random.randrange(0x3000), random.randrange(0x110000)))


def _slipped(random: Random, text: str, texts: list[str]) -> str:
    for _ in range(random.randint(1, 4)):
        at, to = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
        cut = text[at:to]
        piece = random.choice(("", random.choice(PIECES), cut * 2, cut[::-1], cut.swapcase(), random.choice(texts)))
        text = (text[:at] + piece + text[to if random.random() < 0.5 else at :])[:2000]
    return text


def _repeated(random: Random) -> str:
    """Deep brackets, long chains, towers of powers."""
    piece = "".join(random.choices(PIECES, k=random.randint(1, 4)))
    around = (
        *(("(", "1", ")"), ("ρ(", "z1", ")"), ("", "1", "=1"), ("2^", "2", ""), ("-", "1", ""), ("√", "2", "")),
        *((piece, "1", ""), ("\\frac{", "1", "}{2}"), ("Σ ", "r", ""), ("a=", "1", ""), ("", "9", "9")),
        *(("z1 = ", "2", ""), ("((", "r", ")+1)")),
    )
    before, middle, after = random.choice(around)
    times = int(10 ** random.uniform(0.5, 4))
    return before * times + middle + after * times


class Soak:
    """Marks lines one after the other, and keeps what was slowest."""

    def __init__(self) -> None:
        self.problems = [problem_of("4.1"), problem_of("4.2")]
        self.above: list[str] = ["let e = a3 - y", "점 1:", "z1 = 1·1 + 1 = 2"]
        self.marks: Counter[LineMark] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self.total = 0.0

    def mark(self, number: int, text: str) -> None:
        """Mark a line, now and then under others. Raises AssertionError, or what should not have been raised."""
        above = self.above if number % 4 == 0 else []
        problem = self.problems[number % 3 == 0]
        seconds, verdict = self._timed(number, [*above, text])
        if seconds > MOST_SECONDS:
            seconds = min(seconds, *(self._timed(number, [*above, text])[0] for _ in range(2)))  # less what else ran
            assert seconds <= MOST_SECONDS, f"{seconds:.2f} s"
        self.total += seconds
        self.marks[verdict.mark] += 1
        self.slowest = sorted([*self.slowest, (seconds, text)], key=lambda one: -one[0])[:5]
        self._judge(verdict)
        assert problem.id

    def _timed(self, number: int, texts: list[str]) -> tuple[float, LineVerdict]:
        began = time.thread_time()
        found = mark_sheet(self.problems[number % 5 == 0], texts)
        seconds = time.thread_time() - began
        assert len(found) == len(texts)
        return seconds, found[-1]

    @staticmethod
    def _judge(verdict: LineVerdict) -> None:
        assert verdict.latex.isprintable(), verdict.latex
        assert all(name.isprintable() for name in (*verdict.states, *verdict.found.values())), verdict
        if verdict.message is not None:
            assert "".join(map(str, verdict.message.values.values())).isprintable(), verdict.message


def main() -> int:
    """Run, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    soak, memory = Soak(), [memory_used()]
    began = time.perf_counter()
    for number, text in enumerate(lines(given.count, given.seed)):
        try:
            soak.mark(number, text)
        except Exception as error:
            print(
                f"line {number} of seed {given.seed}, {text[:500]!a}: {type(error).__name__}: {error}", file=sys.stderr
            )
            return 1
        if number % max(given.count // 4, 1) == 0:
            memory.append(memory_used())
    print(f"{given.count:,} lines in {time.perf_counter() - began:.0f} s; nothing was raised")
    print(", ".join(f"{mark}: {count:,}" for mark, count in soak.marks.most_common()))
    print(f"mean {1e3 * soak.total / given.count:.2f} ms; the slowest:")
    for seconds, text in soak.slowest:
        print(f"  {1e3 * seconds:.1f} ms ({len(text)} characters: {text[:60]!a})")
    print("memory in MiB, from before to after:", *(f"{mebibytes:.1f}" for mebibytes in (*memory, memory_used())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
