"""The tutor in a browser: a page, and behind each page that is open a tutor of its own."""
