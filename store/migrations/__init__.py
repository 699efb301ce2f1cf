"""The revisions of the tables, in the order of their numbers; the next one is one more file."""
