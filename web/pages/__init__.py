"""One module a screen: what it asks the engine for and which template shows it."""
