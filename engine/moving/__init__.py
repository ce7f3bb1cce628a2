"""Moving running cases to another version: what is proposed, and what would become of each."""
