"""Backups: taken while people work, checked, rotated, put back and drilled."""
