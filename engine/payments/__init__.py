"""Fees and payments, pure: lines and sums, signed call-backs, statements, refunds."""
