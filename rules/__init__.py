"""Pure questions about a case: guards, calendar arithmetic, ladders, routing, access."""
