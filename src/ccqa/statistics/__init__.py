"""What figures can and cannot say: intervals, and how many contacts a statement needs; keeps out whose figures."""
