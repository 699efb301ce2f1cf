"""Messages: which notices there are, what they say, and how they leave the house."""
