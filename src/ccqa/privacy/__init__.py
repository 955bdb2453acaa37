"""What is personal in a text, and how it is masked before anything is stored; keeps out checks and storage."""

from ccqa.privacy.masking import mask

__all__ = ["mask"]
