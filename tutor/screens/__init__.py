"""What the learner sees: home, a problem, an essay, help."""
