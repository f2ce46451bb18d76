"""What a learner typed: how it is read, and whether it is right."""
