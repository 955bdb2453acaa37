"""Is the customer kept waiting without a word?"""
