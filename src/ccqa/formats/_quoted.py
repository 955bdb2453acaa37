"""What a person wrote in a message, without history, mail program's lines and disclaimers; keeps out where it stood.

Knows the marks of English, French, Dutch and German mail programs. The farewell and the names under it stay, for they
tell who the agent is and for whom they write.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ccqa.formats._html import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_MARK = 300
"""Characters of a line, or of three, that may be a mark of history. Longer ones are somebody's words."""

WROTE = re.compile(
    r"(?=.*(?:\d ?[:h.] ?\d\d|@))(?:on|le|op|am)\b.*\b(?:wrote|a écrit|schreef|schrieb)\b.{0,120}:|"
    r".{0,150}<\S+@\S+>.{0,30}(?:wrote|a écrit|schreef|schrieb) ?:",
    re.IGNORECASE | re.DOTALL,
)
"""The line above a quotation: `On 3 March 2026 at 10:00, Ada <ada@...> wrote:`. Mail programs break it in two or three.

A person who writes "On 3 March you wrote:" gives neither the time of day nor an address.
"""

BEGINS_WROTE = re.compile(r"(?:on|le|op|am)\b.*\d|.{0,150}<\S+@\S+>", re.IGNORECASE)
SEPARATOR = re.compile(
    r"[-_=*\s]*[-_]{3,}\s*(?:original message|message d.origine|oorspronkelijk bericht|origineel bericht|"
    r"ursprüngliche nachricht|forwarded message|message transféré|doorgestuurd bericht|weitergeleitete nachricht)"
    r"\s*[-_]{3,}\s*|begin forwarded message ?:|début du message (?:réexpédié|transféré) ?:|"
    r"begin doorgestuurd bericht ?:|anfang der weitergeleiteten nachricht ?:|##-.*-##",
    re.IGNORECASE,
)
RULE = re.compile(r"[_-]{20,}")
FIELD = re.compile(
    r"\*?(?P<from>from|de|van|von)\*? ?:\*?.+|"
    r"\*?(?:sent|date|to|subject|cc|envoyé|à|objet|verzonden|datum|aan|onderwerp|gesendet|an|betreff)\*? ?:\*?.*",
    re.IGNORECASE,
)
"""A line of the block in which Outlook repeats the header of the message below."""

BLOCK_LINES, BLOCK_FIELDS = 5, 3
DEVICE = re.compile(
    r"(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|envoyé (?:de(?:puis)? mon|à partir d)|"
    r"télécharger outlook|obtenir outlook|verzonden (?:vanaf|met|vanuit) m|verstuurd vanaf m|outlook voor|"
    r"von meinem|gesendet (?:von|mit) m|outlook für).{0,80}",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"(?=.{0,150}\b(?:e-?mail|message|bericht|nachricht|courriel|mail)\b)"
    r"(?=.{0,600}\b(?:confidential|privileged|intended (?:solely|only|recipient)|confidentiels?|destinataire|"
    r"vertrouwelijk|uitsluitend bestemd|geadresseerde|vertraulich|ausschließlich für|adressat)\b)"
    r"\W*(?:disclaimer|this|the (?:information|contents?)|if you are not|confidentiality|avertissement|"
    r"ce|cet|les|si vous|dit|deze|de (?:informatie|inhoud)|indien u|diese|"
    r"der inhalt|wenn sie nicht|haftungsausschluss)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph that says for whom the mail is and what others must not do with it. It must not be the first one."""

SIGNED = 2
"""Lines kept under the mark of a signature: a name and an organisation. Below are numbers, addresses and slogans."""


class Own(NamedTuple):
    """A person's own words, and what was left out around them."""

    text: str
    history: bool
    signature: bool


def own_words(text: str) -> Own:
    """Return what the sender wrote. History under it is cut, quoted lines between their words are dropped."""
    lines = [line.strip() for line in text.splitlines()]
    kept, history = _without_history(lines)
    written = [line for line in kept if not DEVICE.fullmatch(line)]
    signed = _signed(written)
    paragraphs = re.split(r"\n{2,}", tidy("\n".join(signed)))
    own = [one for number, one in enumerate(paragraphs) if number == 0 or not DISCLAIMER.match(one)]
    cut = len(signed) < len(kept) or len(own) < len(paragraphs)
    return Own("\n\n".join(own).strip(), history, cut)


def _without_history(lines: list[str]) -> tuple[list[str], bool]:
    kept: list[str] = []
    quoted = False
    skip = 0
    for at, line in enumerate(lines):
        if at < skip:
            continue
        if _is_history(lines, at):
            return kept, True
        if line.startswith(">"):
            quoted = True
        elif length := _wrote(lines, at):
            if not _quotes_below(lines, at + length):
                return kept, True
            skip = at + length
        else:
            kept.append(line)
    return kept, quoted


def _is_history(lines: list[str], at: int) -> bool:
    """Tell whether everything from here on is an older message."""
    line = lines[at][:LONGEST_MARK]
    if SEPARATOR.fullmatch(line):
        return True
    begin = at + 1 if RULE.fullmatch(line) else at
    block = [found for one in _filled(lines, begin) if (found := FIELD.fullmatch(one))]
    return len(block) >= BLOCK_FIELDS and bool(block[0]["from"])


def _filled(lines: list[str], begin: int) -> Iterator[str]:
    """Yield the first lines from here, up to the first blank one that is not the very first."""
    for at in range(begin, min(begin + BLOCK_LINES, len(lines))):
        if lines[at]:
            yield lines[at][:LONGEST_MARK]
        elif at > begin:
            return


def _wrote(lines: list[str], at: int) -> int:
    """Return how many lines from here say that somebody wrote what follows; 0 where none do."""
    if not BEGINS_WROTE.match(lines[at][:LONGEST_MARK]):
        return 0
    for length in (1, 2, 3):
        mark = " ".join(lines[at : at + length])
        if len(mark) <= LONGEST_MARK and WROTE.fullmatch(mark):
            return length
    return 0


def _quotes_below(lines: list[str], at: int) -> bool:
    return next((lines[k] for k in range(at, len(lines)) if lines[k]), "").startswith(">")


def _signed(lines: list[str]) -> list[str]:
    """Keep a name and an organisation under the mark of a signature, `-- ` as mail programs set it."""
    mark = next((k for k, (above, line) in enumerate(pairwise(lines), 1) if line == "--" and above != "--"), None)
    if mark is None:
        return lines
    return lines[:mark] + [line for line in lines[mark + 1 :] if line][:SIGNED]
