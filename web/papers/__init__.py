"""The papers of a dossier: the checklist of what was handed in, scanned, re-used or known."""
