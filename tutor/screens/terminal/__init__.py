"""What lies between the tutor and a terminal: keys in their turn, odd bytes, signals, and memory."""
