"""The citizens' pages: finding a procedure, filing, following a dossier."""
