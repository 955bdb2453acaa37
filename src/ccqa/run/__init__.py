"""What ccqa does, as plain functions; keeps out Prefect, HTTP and the command line.

The clock is read by the caller: what is made here depends on its arguments alone.
"""
