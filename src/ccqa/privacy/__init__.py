"""What is personal: how it is masked in a text, and how people are named, before anything is stored.

Keeps out checks and storage.
"""

from ccqa.privacy.masking import mask
from ccqa.privacy.pseudonyms import Key, Keyring, Kind

__all__ = ["Key", "Keyring", "Kind", "mask"]
