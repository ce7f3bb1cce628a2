"""Terms: the ledger of a case, the day set anew, and what is due soon, late or owed."""
