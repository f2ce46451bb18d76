"""The tutor as lines in an ordinary terminal: for ears, line printers, pipes and slow lines. No screen, no colour."""
