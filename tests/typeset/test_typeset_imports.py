"""The first screen waits for this import: it brings nothing that a formula of the lesson does not need."""

import subprocess
import sys

_HEAVY = {"pylatexenc", "numpy", "textual", "dataclasses", "inspect", "yaml", "markdown_it"}
_PROGRAM = """
import sys, time
begin = time.perf_counter()
import tutor.typeset.render as render
taken = time.perf_counter() - begin
render.display(r"C(\\\\theta) = \\\\sum_{i=1}^4 \\\\frac{1}{2}(a^{(3)}_i - \\\\mathbf{y}_i)^2")
print(round(taken * 1e3, 1), *sys.modules)
"""


def test_the_import_is_light() -> None:
    out = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True).stdout.split()
    loaded = {name.partition(".")[0] for name in out[1:]}
    assert "tutor" in loaded
    assert not loaded & _HEAVY
    assert not {name for name in out if name.startswith("tutor.") and not name.startswith("tutor.typeset")}
    print(f" import: {out[0]} ms", end="")
