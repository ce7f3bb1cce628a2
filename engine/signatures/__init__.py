"""Signatures on PDF files: made, and read back."""
