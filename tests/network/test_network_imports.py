"""What the first screen reads of a network comes without numpy."""

import subprocess
import sys


def test_names_and_paths_need_no_numpy() -> None:
    modules = "architecture, graph, layered_graph, numbers, paths"
    code = f"import sys; from tutor.network import {modules}; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
