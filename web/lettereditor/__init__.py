"""The letters of a draft: list, editor and preview."""
