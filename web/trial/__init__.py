"""Trying a draft: a trial run, its scenarios, and past cases run again on it."""
