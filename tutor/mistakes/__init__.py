"""The catalogue of mistakes: each one is the right table of rules with one rule changed, run by the same engine."""
