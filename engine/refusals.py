"""Refusals of the one-stop desk: letters, papers, fees, terms, offices.

MotcuaError
"""
