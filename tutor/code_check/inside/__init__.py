"""The other process's end: what runs a learner's file. It imports nothing of the tutor but itself."""
