"""The learner's records, in SQLite."""
