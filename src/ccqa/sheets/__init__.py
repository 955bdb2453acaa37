"""Review sheets: lines to be graded, written for spreadsheets and machines, and read back; keeps out what is kept."""

from ccqa.sheets.handout import Handout
from ccqa.sheets.reading import Graded, read
from ccqa.sheets.writing import write

__all__ = ["Graded", "Handout", "read", "write"]
