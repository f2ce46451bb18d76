"""Which rule would have given the learner's numbers: mistakes as changed rules, weighed by all that was answered."""
