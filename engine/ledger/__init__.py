"""The ledgers of the office 台账: what each shows, and one way to read and tell them all."""
