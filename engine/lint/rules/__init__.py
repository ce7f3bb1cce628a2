"""The rules over a whole procedure: one file for each, or for a few that come of one walk.

Each module has its `Rule`s and one `check(subject)`; docs/rules/ has a page for each rule.
"""
