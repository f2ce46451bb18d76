"""Tests of the diagnosis of mistakes."""
