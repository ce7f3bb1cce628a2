"""Pages that tell a diagram in words."""
