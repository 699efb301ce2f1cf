"""The recurring duties of the office: one module for each, listed in `catalogue.py`."""
