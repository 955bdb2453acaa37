"""The words of an HTML body, its breaks kept; leaves out scripts, hidden parts and quoted history.

One pass over the tags, in time that grows with the length alone. Parsers that repair HTML take a minute over 200 KB of
tags left open on purpose.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]*+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+|[^<>]*+)>|<[!?][^<>]*+>""")
"""No part of it looks beyond the next `<`."""

SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "textarea"})
BLOCK, PARAGRAPH = "\x1e", "\x1f"
BREAKS = {
    **dict.fromkeys(
        "div blockquote li tr ul ol dl dt dd table hr pre section article header footer address".split(), BLOCK
    ),
    **dict.fromkeys("p h1 h2 h3 h4 h5 h6".split(), PARAGRAPH),
    **dict.fromkeys(("td", "th"), " "),
    "br": "\n",
}
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
QUOTED = re.compile(r"gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote", re.IGNORECASE)
"""Classes and ids that mail programs give to the history under an answer."""

CHARACTER = re.compile(r"&(?:#\w{1,10}|[a-zA-Z]\w{1,31})(?!\w);?")
"""A longer number is no character, and Python refuses to read one of thousands of digits."""

INVISIBLE = dict.fromkeys(map(ord, f"{BLOCK}{PARAGRAPH}\u200b\u200c\u200d\u2060\ufeff\u00ad"))
SPACES = re.compile(r"[^\S\n]+")
LINE_SPACES = re.compile(r" ?\n ?")
BLANKS = re.compile(r"\n{3,}")
BREAK = re.compile(rf"[ \n{BLOCK}{PARAGRAPH}]+")


class Words(NamedTuple):
    """The text of a body, and whether quoted history was left out."""

    text: str
    quoted: bool


def words_of(body: str) -> Words:
    """Return the words of an HTML body, as a reader would see them."""
    parts: list[str] = []
    away: _Away | None = None
    quoted = False
    for tag, words in _pieces(_without_comments(body.translate(INVISIBLE))):
        if tag and away:
            away = away.after(tag)
        elif tag:
            parts.append(BREAKS.get(tag.name, ""))
            away = _Away.begun(tag)
            quoted = quoted or bool(away and away.quote)
        parts.append("" if away else unescaped(" ".join(words.split("\n"))))
    return Words(tidy(BREAK.sub(_broken, "".join(parts))), quoted)


def unescaped(text: str) -> str:
    """Return text with its character references read; those that name no character stay as they are."""
    return CHARACTER.sub(lambda found: html.unescape(found[0]), text)


def tidy(text: str) -> str:
    """Return text without invisible characters, needless spaces and more than one blank line in a row."""
    visible = SPACES.sub(" ", text.translate(INVISIBLE).replace("\r\n", "\n"))
    return BLANKS.sub("\n\n", LINE_SPACES.sub("\n", visible)).strip()


def _broken(found: re.Match[str]) -> str:
    """Return the breaks that a reader sees: a block begins a line unless one has just begun."""
    run = found[0].replace(" ", "")
    if PARAGRAPH in run:
        return "\n\n"
    return "\n" * (run.count("\n") + run.startswith(BLOCK)) if run else " "


class _Tag(NamedTuple):
    closes: bool
    name: str
    attributes: str


class _Away(NamedTuple):
    """Within an element that is left out; elements of the same name may stand in it."""

    name: str
    depth: int
    quote: bool

    @classmethod
    def begun(cls, tag: _Tag) -> _Away | None:
        """Return the state after a tag outside: None where it leaves nothing out."""
        quote = tag.name == "blockquote" or bool(QUOTED.search(tag.attributes))
        left_out = quote or tag.name in SILENT or HIDDEN.search(tag.attributes)
        return cls(tag.name, 1, quote) if left_out and not tag.closes and tag.name not in VOID else None

    def after(self, tag: _Tag) -> _Away | None:
        if tag.name != self.name:
            return self
        depth = self.depth - 1 if tag.closes else self.depth + 1
        return self._replace(depth=depth) if depth else None


def _without_comments(body: str) -> str:
    """Cut `<!-- ... -->`; a comment that is left open hides the rest, as it does in a browser."""
    first, *others = body.split("<!--")
    return first + "".join(rest for _, _, rest in (other.partition("-->") for other in others))


def _pieces(body: str) -> Iterator[tuple[_Tag | None, str]]:
    """Yield each tag with the words up to the next one."""
    tag: _Tag | None = None
    at = 0
    for found in TAG.finditer(body):
        yield tag, body[at : found.start()]
        tag = _Tag(bool(found[1]), found[2].lower(), found[3]) if found[2] else None
        at = found.end()
    yield tag, body[at:]
