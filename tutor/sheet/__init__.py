"""The open sheet: a learner's own working, read and marked line by line."""
