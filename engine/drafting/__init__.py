"""Drafting letters of a case: which template, and what it is filled with; docs/adr/0021."""
