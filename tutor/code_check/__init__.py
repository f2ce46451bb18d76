"""Checking a learner's own backward pass: run in a process of its own, judged by right and by mistaken rules."""
