"""What everyone speaks: errors, the clock, case numbers and small value types."""
