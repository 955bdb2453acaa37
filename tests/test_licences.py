"""Every locked dependency is under a licence that ccqa may use; the lock file is whole and names no address."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LOCKED = sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)))
FORBIDDEN = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
ALLOWED = re.compile(
    r"\bMIT\b|BSD|Apache|ISC\b|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|Zlib|0BSD|CC0|Artistic|Public Domain|HPND",
    re.IGNORECASE,
)
CONDITIONAL = set(re.findall(r"^([A-Za-z0-9._-]+)==\S+ ;", LOCK, re.MULTILINE))
"""Installed on some machines or Pythons only."""


def licence(name):
    meta = distribution(name).metadata
    classified = [c for c in meta.get_all("Classifier", []) if c.startswith("License")]
    said = (
        [meta.get("License-Expression") or "", *classified]
        if classified or meta.get("License-Expression")
        else [meta.get("License") or ""]
    )
    return " / ".join(said) if ALLOWED.search(" ".join(said)) else " / ".join((*said, first_words(name)))


def first_words(name):
    """Return how the licence that a package brings along begins, where its metadata name none."""
    files = [file for file in distribution(name).files or () if file.name.upper().startswith("LICEN")]
    return files[0].locate().read_text("utf-8")[:40] if files else ""


@pytest.mark.parametrize("name", LOCKED)
def test_a_dependency_is_under_a_licence_we_may_use(name):
    try:
        said = licence(name)
    except PackageNotFoundError:
        assert name in CONDITIONAL, f"{name} is locked and not installed"
        return
    # text-unidecode is under the Artistic License or the GPL, as one likes.
    without_lesser = re.sub(r"L(esser )?GPL[^/]*|GNU Lesser[^/]*", "", said)
    assert ALLOWED.search(said), f"{name}: {said[:80]}"
    assert not FORBIDDEN.search(without_lesser) or " OR " in said or "Artistic" in said, f"{name}: {said[:80]}"


def test_every_dependency_is_pinned_with_hashes():
    assert len(LOCKED) > 50
    pinned = re.findall(r"^[A-Za-z0-9._-]+==\S+[^\n]*\\\n    --hash=sha256:", LOCK, re.MULTILINE)
    assert len(pinned) >= len(LOCKED)


def test_no_address_is_named():
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK
