"""Background work: timers and jobs taken from their tables and carried out."""
