"""The work on a problem: its stages one at a time, what is told of wrong answers, and the walk back from them."""
