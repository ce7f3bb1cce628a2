"""The card of a draft as a form: what the law wants published about a procedure."""
