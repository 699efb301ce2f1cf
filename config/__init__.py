"""Settings, the office's policy and the wiring: what is decided outside the code."""
