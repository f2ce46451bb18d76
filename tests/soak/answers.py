"""Types nonsense at the readers of answers: `python -m tests.soak.answers [--count N] [--seed S]`.

Each string goes through every reader. Nothing but Unreadable may be raised, what is shown must print and read the same
again, and memory must stay flat. Prints how many strings there were and were read, the slowest readings (in processor
time) and the memory before and after. Fails with status 1 and the string that did it.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from tutor.answers.errors import Unreadable
from tutor.answers.names import read_names, read_tree
from tutor.answers.quantity import MAX_BITS, Quantity
from tutor.answers.reading import Values, looks_like_many, read_number, read_values

from tests.soak.memory import memory_used

NAMES = [*(f"w1[{j},{k}]" for j in (1, 2, 3) for k in (1, 2)), "b1[1]", "b1[2]", "b1[3]", "w2", "b2"]
VOCABULARY = frozenset({*NAMES, "C", "x[1]", "x[2]", "y", "z1[1]", "a1[1]", "a1[2]", "z2", "a2"})
ANSWERS: tuple[str, ...] = (
    *("446", "-43.6", "1,234.5", "1/3", "2*(2*3 + 13*6 + 7*9 + 12*12)", "1.5e-2", "2(3+4)", "3²", "½", "3/4½", "2^-1"),
    *(
        "w2 - 0.1*446",
        "∂C/∂w2 = 5",
        "w2 = 446, b2 = 68",
        "θ' = (1, 2)",
        "W1 = [[1,2],[3,4],[5,6]]",
        "답: 446",
        "-43.6 -5.8",
    ),
    *(
        "(446, 68, 514, 68, 582, 68)",
        "[[1, 2], [3, 4]]",
        "1 2; 3 4",
        "1\t2\n3\t4",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    ),
    *(
        r"\frac{1}{2}\cdot 3",
        "w3 a2 b3",
        "C: a3 y; a3: z3; z3: w3 a2 b3",
        "C -> a2 y\na2 -> z2",
        "ㅈ3 ㅁ2 ㅠ3",
        "w⁽¹⁾₂₁",
    ),
    "w^{(1)}_{2,1}",
)
FRAGMENTS: tuple[str, ...] = (
    *"0123456789+-*/^=.,;:()[]{} \n\t'_&%$\\−×÷²½₁ᵢ∂∇θρㅈ쥬뷁eExyCwbazrdi（３，\u200b\u202e\ud800\0",
    *("⁻¹", "⁽²⁾", "eta", "w1", "a0", "dC/dw2", "**", "->", "w1[2,1]", "1,234", ".5", "9" * 40, "1e150", "\x1b[2J"),
    *(r"\frac{", r"\left(", r"\\", r"\begin{matrix}", r"\end{matrix}"),
)


def strings(count: int, seed: int) -> Iterator[str]:
    """The same strings for the same seed: nonsense, answers with slips in them, repetitions, pastes of a megabyte."""
    random = Random(seed)
    kinds: tuple[Callable[[Random], str], ...] = (_fragments, _fragments, _slips, _slips, _slips, _unicode)
    for number in range(count):
        if number % 50 == 49:
            yield _repeated(random)
        elif number % 5000 == 4998:
            piece = random.choice(FRAGMENTS)
            yield piece * (1_000_000 // len(piece))
        else:
            yield random.choice(kinds)(random)


def _fragments(random: Random) -> str:
    return "".join(random.choices(FRAGMENTS, k=min(int(random.expovariate(1 / 12)) + 1, 300)))


def _slips(random: Random) -> str:
    text = random.choice(ANSWERS)
    for _ in range(random.randint(0, 4)):
        at, to = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
        cut = text[at:to]
        piece = random.choice(("", random.choice(FRAGMENTS), cut * 2, cut[::-1], cut.swapcase()))
        text = text[:at] + piece + text[to if random.random() < 0.5 else at :]
    return text


def _unicode(random: Random) -> str:
    top = random.choice((0x80, 0x250, 0x2200, 0xD7FF, 0x10FFFF))
    return "".join(chr(random.randint(0, top)) for _ in range(random.randint(1, 30)))


def _repeated(random: Random) -> str:
    piece = "".join(random.choices(FRAGMENTS, k=random.randint(1, 4)))
    length = random.choice((200, 500, 1000, 5000))
    return (piece * random.randint(1, 5000))[: length - 1] + random.choice(FRAGMENTS)


class Reading(NamedTuple):
    """How one reader took a string: processor time in seconds, and whether it could read it."""

    seconds: float
    read: bool


def check(text: str) -> dict[str, Reading]:
    """Read `text` in every way. Raises AssertionError, or what a reader should not have raised."""
    readers: dict[str, Callable[[], object]] = {
        "number": lambda: read_number(text),
        "many": lambda: looks_like_many(text, NAMES),
        "values": lambda: read_values(text, NAMES),
        "names": lambda: read_names(text, VOCABULARY),
        "tree": lambda: read_tree(text, VOCABULARY),
    }
    readings: dict[str, Reading] = {}
    for name, read in readers.items():
        start = time.thread_time()
        try:
            found = read()
        except Unreadable as error:
            readings[name] = Reading(time.thread_time() - start, False)
            assert 0 <= error.position <= len(text), (error.key, error.position)
            assert "".join(map(str, error.params.values())).isprintable(), error.params
        else:
            readings[name] = Reading(time.thread_time() - start, True)
            _judge(found)
    return readings


def _judge(found: object) -> None:
    """What was read must print, and read as the same values again."""
    if isinstance(found, dict | tuple) and not isinstance(found, Quantity):
        assert all(name.isprintable() for name in found), found
    if not isinstance(found, Quantity | Values):
        return
    assert found.shown.isprintable(), found.shown
    values = [found.value] if isinstance(found, Quantity) else [value.value for value in found.flat]
    assert all(max(abs(value.numerator), value.denominator).bit_length() <= MAX_BITS for value in values)
    try:
        again = [read_number(found.shown)] if isinstance(found, Quantity) else read_values(found.shown, NAMES).flat
    except Unreadable as error:
        assert error.key in ("too_long", "too_complex", "too_deep"), (error.key, found.shown)
    else:
        assert [value.value for value in again] == values, found.shown


def main() -> int:
    """Run, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    for text in strings(6000, given.seed + 1):  # what is made only once
        check(text)
    began = time.perf_counter()
    slowest: dict[str, tuple[float, str]] = {}
    total: defaultdict[str, float] = defaultdict(float)
    read: defaultdict[str, int] = defaultdict(int)
    memory: list[float] = []
    for number, text in enumerate(strings(given.count, given.seed)):
        if number % max(given.count // 4, 1) == 0:
            memory.append(memory_used())
        try:
            readings = check(text)
        except Exception as error:
            where = f"string {number} of seed {given.seed}, {text[:500]!a}"
            print(f"{where}: {type(error).__name__}: {error}", file=sys.stderr)
            return 1
        for name, reading in readings.items():
            total[name] += reading.seconds
            read[name] += reading.read
            if reading.seconds > slowest.get(name, (0.0, ""))[0]:
                seconds = min(reading.seconds, *(check(text)[name].seconds for _ in range(3)))  # less what else ran
                slowest[name] = max(slowest.get(name, (0.0, "")), (seconds, text))
    took = time.perf_counter() - began
    print(f"{given.count:,} strings, five readings each, in {took:.0f} s; nothing but Unreadable was raised")
    for name, (seconds, text) in slowest.items():
        mean = total[name] / given.count * 1e6
        print(f"{name:>8}: {read[name]:,} read; mean {mean:.0f} µs, slowest {seconds * 1e3:.2f} ms", end=" ")
        print(f"({len(text)} characters: {text[:40]!a})")
    print("memory in MiB, from before to after:", *(f"{mebibytes:.1f}" for mebibytes in (*memory, memory_used())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
