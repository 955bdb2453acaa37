"""Pages on disk: put there whole, for their owner alone, and mended when someone is erased; keeps out what they show.

In a page, each element about one contact carries `data-contact` with the name that `name_of` gives it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ccqa.errors import StoreError
from ccqa.reporting.naming import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

MARK: Final = "data-contact"
PAGES: Final = "*.html*"
"""Those that a killed night left unfinished among them."""
ERASED: Final = "erased"
"""What stands where an erased agent was named."""


def put(path: Path, text: str) -> None:
    """Write a page so that it is whole or not there; raises StoreError."""
    try:
        for missing in reversed([f for f in (path.parent, *path.parent.parents) if not f.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        unfinished = path.with_name(path.name + ".tmp")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        unfinished.replace(path)
    except OSError as fault:
        told = fault.strerror or type(fault).__name__
        raise StoreError(
            f"{path}: the report cannot be written ({told}). Make room or give this user the folder."
        ) from None


def holding(folder: Path, words: Collection[str]) -> Iterator[Path]:
    """Yield the pages below a folder that hold any of these words, registered or not."""
    wanted = [word.encode() for word in words]
    for path in sorted(folder.rglob(PAGES)):
        content = path.read_bytes()
        if any(word in content for word in wanted):
            yield path


def text_of(path: Path) -> str | None:
    """Return a finished page; None for what is unfinished, gone or of another kind, and cannot be mended."""
    return path.read_text("utf-8") if path.suffix == ".html" and path.exists() else None


def remove(path: Path) -> None:
    """Take a page off the disk, and its folder where that was the last; one that is gone is no fault."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def without_contacts(page: str, contacts: Collection[tuple[str, str]]) -> str | None:
    """Return a page without what it shows of contacts (source, id); None where the page is theirs, or none is marked.

    A page that does not mark whom it shows cannot be mended.
    """
    from bs4 import BeautifulSoup

    names = [name_of(*one) for one in contacts]
    tree = BeautifulSoup(page, "html.parser")
    theirs = tree.find_all(None, {MARK: names})
    if not theirs or any(element.name == "body" for element in theirs):
        return None
    for element in theirs:
        element.decompose()
    return str(tree)


def without_agent(page: str, names: Collection[str]) -> str:
    """Return a page that does not tell who an agent was; pseudonyms stand in it as they are."""
    for name in names:
        page = page.replace(name, ERASED)
    return page
