"""Scenarios: a round written down as a file, to be checked, opened for real or played."""
