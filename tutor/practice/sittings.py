"""What the settings, and Home, ask of sittings of drills before anything is practised."""

MINUTES = (5, 10, 20)
"""The lengths that are offered."""
PROBLEMS, MOST_PROBLEMS = 5, 50
"""How many problems are offered, and can be asked for at most."""
SITTING = "drill_sitting"
"""The setting that holds a sitting that was left."""
TEACH = "teach"
"""The skill of finding a pupil's mistake, which Home offers by itself."""
