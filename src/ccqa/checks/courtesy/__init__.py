"""Is the customer treated with courtesy?"""
