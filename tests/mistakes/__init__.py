"""Tests of the catalogue of mistakes."""
