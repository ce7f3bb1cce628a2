"""Decision tables: reading DMN, checking and evaluating it."""
