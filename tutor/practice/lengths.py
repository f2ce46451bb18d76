"""How long a sitting of drills can be: by itself, since the settings ask for it before anything is practised."""

MINUTES = (5, 10, 20)
"""The lengths that are offered."""
PROBLEMS, MOST_PROBLEMS = 5, 50
"""How many problems are offered, and can be asked for at most."""
