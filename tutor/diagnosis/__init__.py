"""What rule would have given the learner's numbers: mistakes as changed rules, weighed against all that was answered."""
