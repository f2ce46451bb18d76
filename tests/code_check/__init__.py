"""Checking a learner's code: the process, the reading, what is named, and that no right program is accused."""
