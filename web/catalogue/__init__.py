"""Procedures and their versions, to be read by officers."""
