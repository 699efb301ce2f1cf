"""Use cases: what the doors may ask the office to do."""
