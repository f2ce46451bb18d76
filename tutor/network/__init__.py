"""The engine: networks, the rules of backpropagation, and the trace of every quantity."""
