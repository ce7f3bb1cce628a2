"""Dossiers that hang together over several offices, and what other systems are told."""
