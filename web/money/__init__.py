"""Fees: those of a case, the money of an office day by day, and call-backs of providers."""
