"""How much memory a long run takes."""

import gc
from pathlib import Path


def memory_used() -> float:
    """The process's memory in MiB; nan where the system does not say."""
    gc.collect()
    status = Path("/proc/self/status")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) / 1024 if status.exists() else float("nan")
