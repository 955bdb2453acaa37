"""Trains the classifier from labelled contacts; keeps out how it is used."""
