"""The engine: procedures, cases and their log, without any web framework."""
