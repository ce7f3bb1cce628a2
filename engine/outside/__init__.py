"""Calls to other systems: which may be called, and how."""
