"""Offices, people and their posts: for administrators; and choosing a password with a code."""
