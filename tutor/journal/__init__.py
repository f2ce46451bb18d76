"""The learner's records, in SQLite: what was typed, marked, shown and set, kept before the screen says so."""
