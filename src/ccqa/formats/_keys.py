"""Which keys a JSON file has at its top, told from its first bytes even where they are cut; for recognising formats."""

from __future__ import annotations

import re
from functools import lru_cache

from ccqa.formats._lines import BOM

LINES = 5
"""Where the first line is broken, so many more are looked at."""

STEPS = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}
CLOSING = frozenset({b"}", b"]"})
TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*+)"(\s*:)?|[{}\[\]]', re.DOTALL)


@lru_cache(maxsize=4)
def top_keys(head: bytes) -> frozenset[str]:
    """Return the keys of the first JSON object, or of the first object in an array; none where it is not JSON."""
    text = head.removeprefix(BOM).lstrip()
    lines = [line for line in text.splitlines()[1 : LINES + 1] if line.startswith(b"{")]
    for start in (text, *lines):
        if start[:1] in {b"{", b"["} and (keys := _keys(start)):
            return keys
    return frozenset()


def _keys(text: bytes) -> frozenset[str]:
    """Walk the tokens: strings are skipped whole, so that a key quoted in a text does not count."""
    found: set[str] = set()
    depth = 0
    at = 2 if text.startswith(b"[") else 1
    for token in TOKEN.finditer(text):
        depth += STEPS.get(token[0], 0)
        if depth < at and token[0] in CLOSING:
            break
        if token[2] and depth == at:
            found.add(token[1].decode("utf-8", "replace"))
    return frozenset(found)


def has_key(head: bytes, key: str) -> bool:
    """Tell whether the key stands anywhere in the head, at whatever depth; a quotation in a text does not count."""
    return re.search(rb'(?<!\\)"' + re.escape(key.encode()) + rb'"\s*:', head) is not None
