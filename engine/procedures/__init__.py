"""Procedure folders: read as one value, and checked as a whole."""
