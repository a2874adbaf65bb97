"""Whip counts: the stances they read, the board of a measure, and how the counts were once they voted."""
