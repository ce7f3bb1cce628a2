"""Elements, values and conditions of a procedure in plain words of both languages."""
