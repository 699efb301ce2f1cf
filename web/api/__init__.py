"""The calls of `/api/v1`: the same commands as the terminal, for programs."""
