"""LaTeX for the terminal: one line for running text, two dimensions for display."""
