"""A sitting as a value: what the learner did goes in, the next state comes out; no screen."""
