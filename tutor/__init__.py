"""backprop-tutor: learn backpropagation by hand, with a tutor beside the paper."""

__version__ = "0.1.0"
