"""Pages that set two sides of a procedure next to each other: what differs, what it asks."""
