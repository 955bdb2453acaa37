"""Bytes of a mail as text, whatever character set it claims; keeps out what the text is."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

NAMES = re.compile(
    r"utf-?(?:7|8|16|16le|16be)|iso-?8859-\d{1,2}|windows-?125\d|cp(?:125\d|437|85\d)|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|shift_jis|euc-(?:jp|kr)|iso-2022-jp",
)
"""What mails claim. Python knows others that are no character sets of mails, and some that take minutes to read."""

NARROW = frozenset({"us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"})
"""Mail programs that say so mean Windows text, as browsers take it too."""

WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]*)\?=(?:\s+(?==\?))?")
"""An encoded word of a header; the blank between two of them is none."""


def decoded(raw: bytes, claimed: str | None, noted: Counter[str]) -> str:
    """Return bytes as text. What is valid UTF-8 is UTF-8; a claim that does not hold is counted."""
    name = (claimed or "utf-8").strip("\"' ").lower()
    if not raw.isascii():
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            pass
        else:
            _count(name not in {"utf-8", "utf8"}, noted)
            return text
    try:
        return raw.decode(name if NAMES.fullmatch(name) and name not in NARROW else "cp1252" if name in NARROW else "-")
    except (UnicodeError, LookupError):
        _count(not raw.isascii(), noted)
        return raw.decode("cp1252", "replace")


def header_text(value: str, noted: Counter[str]) -> str:
    """Return the text of a header with its encoded words read."""
    plain = decoded(value.encode("utf-8", "surrogateescape"), None, noted)
    return " ".join(WORD.sub(lambda found: _word(found, noted), plain).split())


def _word(found: re.Match[str], noted: Counter[str]) -> str:
    try:
        if found[2] in "qQ":
            raw = binascii.a2b_qp(found[3].encode(), header=True)
        else:
            raw = binascii.a2b_base64(found[3].encode() + b"==")
    except (binascii.Error, ValueError):
        return ""
    return decoded(raw, found[1], noted)


def _count(wrong: bool, noted: Counter[str]) -> None:  # noqa: FBT001 - one private caller each way
    if wrong:
        noted["character set told wrongly"] += 1
