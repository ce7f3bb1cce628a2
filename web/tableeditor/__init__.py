"""The decision tables of a draft: list, editor and trial."""
