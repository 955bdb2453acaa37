"""Checks that the store holds what it says it holds, and nothing of those who were erased; changes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa.errors import StoreError
from ccqa.privacy import Kind
from ccqa.run.people import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.config import Settings
    from ccqa.store import Report, Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, how many of each kind were erased, and what is broken, one line a finding."""

    files: int
    reports: int
    erased: Counter[str]
    broken: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return all of it."""
        return {"files": self.files, "reports": self.reports, "erased": self.erased, "broken": self.broken}


def verify(settings: Settings, store: Store) -> Checked:
    """Compare files and pages with their digests, check the ledger, and look for anyone who was erased."""
    broken: list[str] = []
    files = 0
    try:
        files = store.lake.verify()
    except StoreError as damage:
        broken += str(damage).splitlines()
    reports = store.ledger.reports()
    broken += [fault for report in reports if (fault := _fault(Path(settings.report), report))]
    broken += store.ledger.damage()
    erased, unfinished = store.ledger.erasures.counted()
    if unfinished:
        broken.append(f"{unfinished} erasure(s) began and did not end. Run `ccqa erase` again for the same person.")
    if erased and not broken:
        broken += _back(settings, store)
    return Checked(files, len(reports), erased, tuple(broken))


def _fault(folder: Path, report: Report) -> str | None:
    path = folder / report.path
    if not path.exists():
        return f"{path}: the page is gone, though the ledger lists it. Likeliest: it was deleted by hand."
    if hashlib.sha256(path.read_bytes()).hexdigest() != report.digest:
        return (
            f"{path}: the page is not what was written. Likeliest: it was edited, or a night was killed. Run it again."
        )
    return None


def _back(settings: Settings, store: Store) -> Iterator[str]:
    """Yield a line for each contact that was erased and is there again, as after a backup was restored."""
    ring, away = keys_of(settings, store), store.ledger.erasures.marks()
    for source, contact in sorted(store.contacts.refs()):
        if not away.isdisjoint(ring.marks(Kind.CONTACT, source, contact)):
            yield f"Contact {source}/{contact} was erased and is there again. Erase it with `ccqa erase --contact`."
