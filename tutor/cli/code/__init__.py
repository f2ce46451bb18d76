"""What the commands about a learner's own program do and say."""
