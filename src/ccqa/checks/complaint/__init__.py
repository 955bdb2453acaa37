"""Is a complaint taken for one?"""
