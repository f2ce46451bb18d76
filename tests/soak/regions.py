"""Every stage of every problem at three sizes, in every language: what stands out of its place, or is cut off.

python -m tests.soak.regions [PROBLEM …]
"""

import sys
from collections.abc import Sequence

from tests.screens.every_screen import stages
from tests.screens.test_screens_regions import everywhere, looked_at


def main(names: Sequence[str]) -> int:
    """Look at the stages of some problems, by name, or of all. Gives 1 where something is not as it should be."""
    some = [case for case in stages() if not names or case.state.split()[0] in names]
    found = looked_at(everywhere(some))
    print(*found, f"{len(some)} stages, {len(found)} faults", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
