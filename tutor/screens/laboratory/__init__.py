"""The laboratory's screens: a problem to play with, and the universal approximation theorem at work."""
