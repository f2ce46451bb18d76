"""Every kind of problem worked on every size of the screen: after each key, all that counts is in sight.

    python -m tests.soak.sight

Stops at the first that is not, with the screen as it was.
"""

import asyncio
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from ..screens.screens_kit import NARROW, WIDE
from ..screens.test_screens_in_sight import LARGE, stays_in_sight


def main() -> None:
    """Work them all."""
    for name, size in product(("4.1", "4.2", "graph", "drill"), (NARROW, WIDE, LARGE)):
        with TemporaryDirectory() as folder:
            asyncio.run(stays_in_sight(Path(folder), name, size))
        print(name, *size, flush=True)


if __name__ == "__main__":
    main()
