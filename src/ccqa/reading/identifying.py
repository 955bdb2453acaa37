"""Tells the language of a contact whose metadata are silent, by a kept library; never a language it is not sure of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ccqa.contact import Contact

SURE: Final = 0.95
"""Probability below which the language counts as unknown."""
ENOUGH: Final = 2000
"""Characters that are looked at."""


@cache
def _identifier() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(contact: Contact) -> str | None:
    """Return the code of the contact's language, such as `fr`, or None where it cannot be told."""
    return language_of("\n".join(turn.text for turn in contact.turns)[:ENOUGH])


def language_of(text: str) -> str | None:
    """Return the code of a text's language, or None where it cannot be told."""
    code, probability = _identifier().classify(text)
    return str(code) if probability >= SURE else None
