"""The terminal: one module for each group of commands; a new group is a line in `cli/main.py`."""
