"""Frozen values that cross module borders."""
