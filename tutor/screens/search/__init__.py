"""The search for the wrong step of a solution."""
