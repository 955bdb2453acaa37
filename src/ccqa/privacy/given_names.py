"""The ways in which a name is given: by its owner, by who greets them, in an answer, below a mail; nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.privacy.naming import NAME_WORD, name_after
from ccqa.privacy.words import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.words import Words

SHORT_ANSWER, LONG_ANSWER = 4, 8
"""Words of an answer that may be a name in small letters, and of one in which a single word may be a name."""
LAST: Final = re.compile(r"^[^,\0]*,\s+([A-ZÀ-Ý][^\W\d_]+)\s*([?.!])\s*$")
"""A sentence that ends in whom it is said to."""
CAPITAL: Final = re.compile(r"\s[A-ZÀ-Ý]")
"""A capitalised word after another: without one nobody is addressed by name."""
LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
SIGNED: Final = re.compile(
    r"\s*((?:[A-ZÀ-Ý](?:[\w'’-]+|\.)[ \t]?){1,2}(?:(?:van|de|der|den|von|du|la)[ \t]){0,2}(?:[A-ZÀ-Ý][\w'’-]+)?)"
    r"\s*(?:[,(].*)?"
)
SIGNATURE: Final = 4
"""Lines at the end of a mail in which the name stands."""


def introduced(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield names that customers give as their own."""
    for match in words.introduction.finditer(text):
        bare = match[0].lower().endswith("name")
        if name := name_after(text, match.end(), words, any_case=text.islower() or not bare):
            yield name


def addressed(text: str, words: Words, *, greets: bool) -> Iterator[tuple[int, int]]:
    """Yield names that an agent says to the customer: after a title, or after a greeting or thanks up to a mark.

    Before the customer has said a word (`greets` is false), what follows a greeting is the firm's name.
    """
    said = spoken(text)
    titled = not words.titles.isdisjoint(said)
    for match in NAME_WORD.finditer(text) if titled else ():
        word = match[0].rstrip(".").lower()
        if word in words.titles and not re.search(
            r"\b(?:mein|meine|ihre?|seine|deine|eine?)\s+$", text[: match.start()], re.IGNORECASE
        ):
            loose = text.islower() or match[0][0].isupper()
            if name := name_after(text, match.end(), words, any_case=loose and text.islower()):
                yield name
    capital = greets and CAPITAL.search(text)
    for match in words.vocative.finditer(text) if capital else ():
        name = name_after(text, match.end(), words, any_case=False)
        if name and re.match(r"\s*(?:[,.!?;:\n)👋🙂😊-]|$)", text[name[1] :]):
            yield name
    if (
        (last := LAST.search(text))
        and (last[2] == "?" or words.vocative.match(text))
        and last[1].lower() not in words.stop.union(words.months)
    ):
        yield last.span(1)


def answered(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield the name in an answer to the question for it: what is left when words that are no names are passed over."""
    every = list(NAME_WORD.finditer(text))
    count = sum(len(token[0].rstrip(".")) > 1 for token in every)
    plain = sum(token[0].lower().rstrip(".") in words.stop for token in every)
    loose = (count <= SHORT_ANSWER or text.islower()) and 2 * plain <= len(every)
    for token in every:
        if token[0].lower().rstrip(".") in words.stop or not (loose or token[0][0].isupper()):
            continue
        name = name_after(text, token.start(), words, any_case=loose)
        if name and (count <= LONG_ANSWER or " " in text[slice(*name)]):
            yield name
            return


def own(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield names that an agent gives as their own."""
    for match in words.own.finditer(text):
        if name := name_after(text, match.end(), words, any_case=text.islower()):
            yield name
    for match in words.after.finditer(text):
        before = re.search(r"([^\W\d_]+)\s+$", text[: match.start()])
        if before and (before[1][0].isupper() or text.islower()):
            yield before.span(1)


def signed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the name below a mail: a short line of capitalised words among the last."""
    for match in list(LINE.finditer(text.rstrip()))[-SIGNATURE:]:
        if match.start() and (name := SIGNED.fullmatch(match[0])):
            yield match.start() + name.start(1), match.start() + name.end(1)
