"""Spoils problem files at random and opens them: `python -m tests.soak.files [COUNT] [--seed S] [--words ko|en]`.

Each file is read as whoever opens one reads it, and its page is put together. Nothing but ContentError may be raised,
and every refusal must have words. Prints how many files there were, were opened and were refused by what, and the
slowest (in processor time). Fails with status 1 and the file that did it.
"""

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tutor.lessons.content import content_folder
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words, read_words
from tutor.lint.lessons import check_lesson, sound

_FILE = re.compile(r"^```markdown\n(---\n.*?)^```$", re.DOTALL | re.MULTILINE)
FRAGMENTS: tuple[str, ...] = (
    *"0123456789+-*/^=.,:;()[]{}<>|&!@#%~`'\" \n\t\\_²ß가\u202e\u200b\x07\x00",
    *("[[", "]]", "{{", "}}", "{{#", "{{/", "---\n", "\n", "- ", "? ", "<<: ", "&a ", "*a", "!!python/object:x ", "~"),
    *("1e30", "1e-30", "1e400", "9" * 60, "9^9^9^9", "1/0", "0/0", "-0", ".5", "1/3", "0x10", "nan", ".inf", "−1"),
    *("relu", "sigmoid", "softmax", "identity", "logistic", "leaky-relu", "cross-entropy", "none", "shared", "points"),
    *("exp(", "log(", "sqrt(", "max(", "sigmoid(", "x", "y", "q", "w", "x^30", "(x)", "x*", "exp(exp(x))", "1/(x-x)"),
    *("w1", "b1", "w1[1,1]", "w9", "d.w1", "e.b2", "z1", "d.x[1]", "count", "gradient", "{w1: 1}", "[[1, 2]]", "[]"),
    *("graph: {f: x + x}\n", "inputs: {x: 1}\n", "network: {widths: [1, 1], activation: relu}\n"),
    *("tied: [[w1, w2]]\n", "fixed: [w1]\n", "penalty: {l2: 0.1}\n", "names: {C: E}\n", "ask: [z1]\n", "bias: none"),
    *("weights: from-to\n", "kind: essay\n", "data: [{x: 1}]\n", "parameters: [x]\n", "objective: q\n", "digits: 3\n"),
    *("after: [cost, output]\n", "after: q\n", "after: [a1, w1]\n", "answer: change\n", "ask: [d.x, z1, d.w2]\n"),
    *("sin(x)", "cos(", "abs(", "leaky_relu(x)", "data: [{x: 1}, {x: 2}]\n", "learning_rate: 1e-3\n"),
    *("{{given}}", "{{W1}}", "{{a1@1}}", "{{dC/dW1}}", "{{#points}}", "## d.question\n", "> [!ASIDE] x\n", "![a](b)"),
)


def good_files() -> list[str]:
    """The files of the guides to writing problems and essays, in both languages."""
    docs = content_folder().parent / "docs"
    guides = sorted(docs.glob("writing-*.md"))
    return [text for guide in guides for text in _FILE.findall(guide.read_text(encoding="utf-8"))]


def spoiled_files(count: int, seed: int) -> Iterator[str]:
    """The same files for the same seed: good ones with a few slips, and now and then something enormous."""
    random, good = Random(seed), good_files()
    for number in range(count):
        text = random.choice(good)
        if number % 100 == 99:
            yield enormous(random)
        else:
            yield _slips(random, text)


def _slips(random: Random, text: str) -> str:
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 9))):
        at = random.randint(0, len(text))
        to = min(len(text), at + random.choice((0, 0, 0, 1, 1, 3, 10)))
        piece = random.choice(FRAGMENTS)
        match random.randint(0, 9):
            case 0:
                text = text[:at] + piece + text[to:]
            case 1 | 2 | 7 | 8 | 9:  # a word becomes another
                found = random.choice(list(re.finditer(r"[\w.\-]+", text)) or [None])
                if found is not None:
                    text = text[: found.start()] + piece.strip() + text[found.end() :]
            case 3:  # a number becomes another
                text = _other_number(random, text)
            case 4:  # a line goes, or comes twice
                lines = text.split("\n")
                place = random.randrange(len(lines))
                lines[place : place + 1] = [lines[place]] * random.choice((0, 2))
                text = "\n".join(lines)
            case 5:  # a line of front matter from another file
                lines = random.choice(good_files()).split("\n")
                text = text.replace("\n", f"\n{random.choice(lines[1:12] or [''])}\n", 1)
            case _:
                text = text[:at] + text[at:to] * random.choice((2, 50)) + text[to:]
    return text


def _other_number(random: Random, text: str) -> str:
    numbers = list(re.finditer(r"-?\d+(?:\.\d+)?", text))
    if not numbers:
        return text
    found = random.choice(numbers)
    other = random.choice(
        ("0", "-1", "1e30", "1e-30", "1/3", "123456789012/987654321098", "0.1234567890123456789", "3000")
    )
    return text[: found.start()] + other + text[found.end() :]


HEAD = '---\nid: "big"\nlang: en\ntitle: Big\n'


def _graph(formulas: str, inputs: str = "x: 2, y: 1/3") -> str:
    return f"{HEAD}graph: {{{formulas}}}\ninputs: {{{inputs}}}\n---\nx\n"


def _long_fractions(random: Random) -> str:
    """Exact fractions of long numbers through many layers."""
    depth = random.randint(2, 12)
    long = [f"{random.randint(1, 10**12)}/{random.randint(1, 10**12)}" for _ in range(depth)]
    theta = ", ".join(f"w{k}: {value}, b{k}: {value}" for k, value in enumerate(long, 1))
    network = f"network: {{widths: {[1] * (depth + 1)}, activation: identity}}"
    return f"{HEAD}{network}\ndata: [[1/3, 2/7]]\ntheta: {{{theta}}}\nlearning_rate: 1/97\n---\nx\n"


def enormous(random: Random) -> str:
    """A graph of as many nodes as a file can hold, a recursion, powers of powers, and the like."""
    size, few = random.choice((100, 1_000, 5_000)), random.randint(3, 60)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: _graph(", ".join(f"n{k}: n{k - 1} * x" if k else "n0: x" for k in range(size))),
        lambda: _graph(f"f: {'(' * size}x{')' * size}"),
        lambda: _graph(f"f: {'^'.join(['9'] * few)} * x"),
        lambda: _graph(", ".join(f"n{k}: n{k - 1}^30" if k else "n0: y^30" for k in range(few)), "y: 1/3"),
        lambda: _graph(", ".join(f"n{k}: exp(n{k - 1})" if k else "n0: y" for k in range(few)), "y: 1/3"),
        lambda: _graph(f"f: x + {' + '.join(['y'] * size)}"),
        lambda: _long_fractions(random),
        lambda: f"{HEAD}data: {'[' * size}{']' * size}\n---\nx\n",
        lambda: f"{HEAD}names: {{{', '.join(f'n{k}: m{k}' for k in range(size))}}}\n---\n{'{{#points}}' * 5}\n",
    )
    return random.choice(kinds)()


def check(text: str, folder: Path, words: dict[Language, Words], *, whole: bool = True) -> str:
    """Open the file with this text. Returns how it went: `opened`, or the message's key.

    Raises AssertionError where a refusal has no words, and what nobody should have raised. Without `whole` it is read,
    and its page put together, but not everything in it tried.
    """
    path = folder / "spoiled.md"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        lesson = sound(path) if whole else load(path)
    except ContentError as error:
        for one in error.every:
            for language in LANGUAGES:
                said = words[language](one.words_key, **one.params)
                assert said != one.words_key, one
                assert said.isprintable(), said
        return error.words_key
    if isinstance(lesson, Problem):
        for language in LANGUAGES:
            assert Wordings(content_folder(), language).statement(lesson)
    if whole:
        list(check_lesson(path, content_folder(), is_own=False))  # every shared text on its numbers
    return "opened"


def main() -> None:
    """Spoil and open many files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    words = {language: read_words(content_folder(), language) for language in LANGUAGES}
    outcomes, slowest = Counter[str](), list[tuple[float, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(spoiled_files(chosen.count, chosen.seed), 1):
            start = time.thread_time()
            try:
                outcomes[check(text, Path(folder), words)] += 1
            except Exception as error:
                sys.stderr.write(f"{text}\n\nfile {number}: {type(error).__name__}: {error}\n")
                raise SystemExit(1) from error
            slowest = sorted([*slowest, (time.thread_time() - start, text)], reverse=True)[:3]
            if number % 1000 == 0:
                sys.stdout.write(f"{number} files, slowest {slowest[0][0]:.2f} s\n")
                sys.stdout.flush()
    for outcome, times in outcomes.most_common():
        sys.stdout.write(f"{times:6} {outcome}\n")
    for seconds, text in slowest:
        sys.stdout.write(f"\n{seconds:.2f} s:\n{text[:600]}\n")


if __name__ == "__main__":
    main()
