"""What stands in the body of a vCon part, in each of its encodings and media types; never what stands elsewhere."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

import orjson

from ccqa.formats._border import LONGEST_TEXT
from ccqa.formats._html import words_of
from ccqa.formats._refusal import Refused

if TYPE_CHECKING:
    from ccqa.formats._vcon import Analysis, Dialog


def text_of(dialog: Dialog, place: str) -> str:
    """Return the text of a dialog of type text, empty where it has none; raises Refused where it cannot be read."""
    if dialog.body is None and dialog.url:
        raise Refused("a text lies at an address outside the file, which is never followed", f"{place}.url")
    kind = (dialog.mediatype or "text/plain").lower().split(";")[0].strip()
    if kind not in {"text/plain", "text/html", "text/markdown"}:
        raise Refused("a text has a media type that is not read", f"{place}.mediatype")
    body = decoded(dialog, place)
    if body is not None and not isinstance(body, str):
        raise Refused("a text is no string", f"{place}.body")
    return _bounded(words_of(body or "").text if kind == "text/html" else body or "", place)


def decoded(part: Dialog | Analysis, place: str) -> object:
    """Return the body of a part with its encoding undone."""
    encoding = (part.encoding or "none").lower()
    body = part.body
    try:
        if encoding == "base64url" and isinstance(body, str):
            return urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
        return orjson.loads(body) if encoding == "json" and isinstance(body, str) else body
    except (orjson.JSONDecodeError, binascii.Error, ValueError):
        raise Refused("a body is not what its encoding says", f"{place}.body") from None


def _bounded(text: str, place: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused("a text is above the limit", f"{place}.body")
    return text
