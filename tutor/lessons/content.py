"""Where content is: in the checkout for an editable install, inside the package for a wheel."""

from pathlib import Path

import tutor


def content_folder() -> Path:
    """The folder that holds the lessons, the shared wording of stages, help, and the interface's words."""
    package = Path(tutor.__file__).parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent / "content"
