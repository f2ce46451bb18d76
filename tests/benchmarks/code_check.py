"""Are bugs in programs named, and right programs left alone? `python -m tests.benchmarks.code_check [SEED] [NETWORKS]`.

The wrong programs are those of `tests.code_check.wrong_programs`, each with one bug that somebody asked about. A bug is
named where the first explanation, or one that gives the same on all networks, is the one that is expected.
`tests.code_check.held_out` has more of them, written down when the check was finished,
`tests.code_check.object_programs`, `container_programs`, `layer_programs` and `course_programs` those in classes, and
`number_programs` and `student_programs` those with a line that is right or wrong. The right ones are written in all
styles of `tests.code_check.right_programs` and of these, and run until each of them has seen so many networks; one
accusation is one too many.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.code_check.checks import checked, is_accused, names_of
from tests.code_check.container_programs import RIGHT_CONTAINERS, WRONG_CONTAINERS
from tests.code_check.course_programs import RIGHT_COURSES, WRONG_COURSES
from tests.code_check.held_out import FRESH, HELD_OUT
from tests.code_check.layer_programs import RIGHT_LAYERS, WRONG_LAYERS
from tests.code_check.number_programs import CASES
from tests.code_check.object_programs import RIGHT_OBJECTS, WRONG_OBJECTS
from tests.code_check.program import Program
from tests.code_check.right_programs import RIGHT
from tests.code_check.student_programs import STUDENTS
from tests.code_check.wrong_programs import WRONG

SEED, NETWORKS = 1, 1000
GOAL_NAMED = 90.0
LATER = {**HELD_OUT, **FRESH}
OF_NUMBERS = {f"{name} (numbers)": one for name, one in CASES.items()}
FILLED = {
    **{name: Program(text.replace(place, right)) for name, (text, place, right, _, _) in OF_NUMBERS.items()},
    **{name: one.filled(one.right) for name, one in STUDENTS.items()},
}
OF_ONE_LINE = {
    **{
        name: Program(text.replace(place, wrong), expected=frozenset({expected}))
        for name, (text, place, _, wrong, expected) in OF_NUMBERS.items()
        if expected
    },
    **{name: one.filled(one.wrong) for name, one in STUDENTS.items() if one.expected},
}
"""Those of number_programs and student_programs that are right, and those that are wrong by a rule with a name."""
EVERY_RIGHT = {**RIGHT, **RIGHT_OBJECTS, **RIGHT_CONTAINERS, **RIGHT_LAYERS, **RIGHT_COURSES, **FILLED}
IN_OBJECTS = {**WRONG_OBJECTS, **WRONG_CONTAINERS, **WRONG_LAYERS, **WRONG_COURSES}


def named(programs: Mapping[str, Program], folder: Path, seed: int) -> float:
    """The share of wrong programs whose bug is named, in percent."""
    right = 0
    for name, program in programs.items():
        start = perf_counter()
        found = checked(program, folder, seed)
        names = names_of(found)
        good = is_accused(found) and program.expected in names
        right += good
        said = " | ".join("+".join(sorted(one)) for one in names) or "-"
        print(f"{'ok  ' if good else 'MISS'} {name}: {said} ({perf_counter() - start:.1f} s)")
    return 100 * right / len(programs)


def accused(folder: Path, seed: int, least: int) -> tuple[int, int]:
    """How many checks of right programs ended in an accusation, and on how many networks the fewest of them ran."""
    wrong, fewest = 0, sys.maxsize
    for name, program in EVERY_RIGHT.items():
        networks, turn = 0, seed
        while networks < least:
            found = checked(program, folder, turn)
            networks, turn = networks + found.networks, turn + 1
            if is_accused(found):
                wrong += 1
                print(f"ACCUSED {name} with seed {turn - 1}: {names_of(found)}")
        print(f"{name}: {networks} networks")
        fewest = min(fewest, networks)
    return wrong, fewest


def main(seed: int = SEED, least: int = NETWORKS) -> bool:
    """Print both. Returns whether the goals are met."""
    with TemporaryDirectory() as folder:
        every = (WRONG, LATER, IN_OBJECTS, OF_ONE_LINE)
        share, held_out, in_classes, of_one_line = (named(programs, Path(folder), seed) for programs in every)
        wrong, fewest = accused(Path(folder), seed, least)
    print(f"bugs named: {share:.1f} % of {len(WRONG)} (goal: >= {GOAL_NAMED:.0f} %)")
    print(f"of {len(LATER)} that were written down afterwards: {held_out:.1f} %")
    print(f"of {len(IN_OBJECTS)} in classes, in steps and in parts of the gradients: {in_classes:.1f} %")
    print(f"of {len(OF_ONE_LINE)} with one line that is wrong: {of_one_line:.1f} %")
    print(f"right programs accused: {wrong} of {len(EVERY_RIGHT)}, each on at least {fewest} networks (goal: 0)")
    return min(share, held_out, in_classes, of_one_line) >= GOAL_NAMED and wrong == 0


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
