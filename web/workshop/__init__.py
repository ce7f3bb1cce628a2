"""The workshop: procedures with their drafts, and one draft with its files and its history."""
