"""Other libraries on one small work of their own, each in an environment of its own."""
