"""Signing letters: what waits, one letter, orders, certificates."""
