"""Drills: problems drawn for a skill, when each comes, and how they are put on paper."""
