"""Life cycles as tables, and the one pure step that interprets them."""
