"""Prints a constraint for each package that pyproject.toml names, which holds it to the lowest version allowed."""

import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

ITSELF = "backprop-tutor"
EXTRAS = ("test", "web")


def lowest(lines: Iterable[str]) -> list[str]:
    """`NAME==VERSION` for each of these requirements. ValueError for one without a lower bound."""
    found = []
    for requirement in map(Requirement, lines):
        if requirement.name != ITSELF:
            [bound] = [one.version for one in requirement.specifier if one.operator == ">="]
            found.append(f"{requirement.name}=={bound}")
    return found


if __name__ == "__main__":
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for name in EXTRAS for line in project["optional-dependencies"][name])
    sys.stdout.write("\n".join(lowest([*project["dependencies"], *extras])) + "\n")
