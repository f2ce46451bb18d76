"""Checks content before a learner meets it."""
