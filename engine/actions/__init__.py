"""What people and workers can do; one public act per file."""
