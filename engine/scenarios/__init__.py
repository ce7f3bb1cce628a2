"""Scenarios: given these answers a case goes this way, takes this long and ends like this."""
