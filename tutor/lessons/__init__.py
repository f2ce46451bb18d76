"""Content: problems, wording and templates read from Markdown, and the formulas that go with a problem."""
