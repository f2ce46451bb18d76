"""What codes give is kept in kept_codes.json: `python -m tests.practice.keep_codes SKILL` adds those of a new skill."""

import json
import sys
from pathlib import Path

from tutor.lessons.content import content_folder
from tutor.practice.codes import format_code, parse_code
from tutor.practice.items.find_step import FindStep
from tutor.practice.items_of_codes import item_of
from tutor.practice.skills import LEVELS
from tutor.practice.variants import open_code

from tests.support.items import words_of

FILE = Path(__file__).parent / "kept_codes.json"
NUMBERS = (0x7EB, 0xF3A2C)


def described(code: str, content: Path) -> dict[str, object]:
    """A problem in plain values, as kept_codes.json has it."""
    problem = open_code(code, content)
    of: dict[str, object] = {
        "code": problem.id,
        "widths": list(problem.network.widths),
        "activations": list(problem.network.activations),
        "data": [[[str(value) for value in part] for part in point] for point in problem.data],
        "theta": [str(value) for value in problem.theta],
        "learning_rate": str(problem.learning_rate),
        "asked": None if problem.asked is None else sorted(problem.asked),
    }
    made = item_of(problem)
    if made is not None and not isinstance(made, FindStep):
        of["right"] = [question.options[right].name for question, right in made.solved(words_of(made, "en"))]
    if isinstance(made, FindStep):
        of |= {"mistake": made.mistake, "first_wrong": made.first_wrong, "choices": list(made.choices)}
    return of


def main(skill: str) -> None:
    """Add the problems of a skill that has none yet; what is kept is never written anew."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    if any(parse_code(one["code"]).skill == skill for one in kept):
        raise SystemExit(f"{skill} has codes that are kept")
    kept += [described(format_code(skill, level, n), content_folder()) for level in LEVELS for n in NUMBERS]
    FILE.write_text("[\n" + ",\n".join(json.dumps(one) for one in kept) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
