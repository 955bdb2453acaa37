"""Checks on what must not be in the record."""
