"""A Django application for Viewflow, which looks for its flows in applications."""
