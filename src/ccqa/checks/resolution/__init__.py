"""Does the customer get what they came for?"""
