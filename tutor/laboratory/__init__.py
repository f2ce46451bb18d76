"""The laboratory: a problem to play with, as a value, and what is asked about it. It needs no screen."""
