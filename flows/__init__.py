"""The clock: Prefect flows of a few lines that let the engine do what is due."""
