"""What the tests' learners have set, where a test says nothing else: nothing comes between them and what they do."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tutor.session.config import Config

UNDISTURBED = Config(lessons=False, why=False)
"""No lesson opens by itself, and it is not asked in between why a step is right."""


def undisturbed(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which the program, started by itself, finds the same in the learner's own file.

    What it caches is the tests' own.
    """
    cache = Path(tempfile.gettempdir()) / "backprop-tutor-tests"
    return {**environment, "XDG_CONFIG_HOME": str(Path(__file__).with_name("config")), "XDG_CACHE_HOME": str(cache)}
