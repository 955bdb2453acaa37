"""A night with sheets to grade, for whoever needs reviews."""

from run.test_reviewing import kept, night, sheets, store

__all__ = ["kept", "night", "sheets", "store"]
