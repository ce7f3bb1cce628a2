"""Rules over a whole procedure: diagram, forms and decision tables together."""
