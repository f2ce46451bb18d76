"""Items at work: their questions, and the values that can be worked out beside them."""
