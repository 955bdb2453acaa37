"""ccqa: finds what agent and customer do in contact-centre transcripts, and scores samples against a quality rubric."""

__version__ = "0.1.0"
