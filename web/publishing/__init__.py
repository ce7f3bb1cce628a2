"""Sending drafts to be published, approving them, and the releases of a procedure."""
