"""Tests of how answers are read."""
