"""The officers' inbox: what waits for me and my office."""
