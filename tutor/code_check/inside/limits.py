"""What the process that runs a learner's file may use, where the system can hold it to that."""

import sys

MEMORY, FILE_SIZE, OPEN_FILES = 4 << 30, 16 << 20, 256
"""Bytes of addresses (torch asks for many), bytes of a file that is written, and files open at a time."""


def limit(seconds: int) -> None:
    """Hold this process to so many seconds of a processor, and to memory, files and no core dump."""
    try:
        import resource
    except ImportError:  # no such thing on Windows: there the time limit of who started it holds alone
        return
    bounds = [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_CORE, 0)]
    bounds += [(resource.RLIMIT_NOFILE, OPEN_FILES)]
    if sys.platform.startswith("linux"):
        bounds.append((resource.RLIMIT_AS, MEMORY))
    for kind, most in bounds:
        try:
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most, hard) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))
        except (ValueError, OSError):
            continue
