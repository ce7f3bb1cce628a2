"""Pages on which running cases are moved to another version, and on whom a draft touches."""
