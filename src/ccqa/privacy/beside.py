"""Tells what a number is by the words beside it or by the question that it answers; keeps out its own form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.privacy.codes import GROUP, size, whole
from ccqa.privacy.side import Cue
from ccqa.privacy.words import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.runs import Run
    from ccqa.privacy.side import Said
    from ccqa.privacy.words import Words

FAR: Final = 40
"""Characters from a cue to its number, where it speaks of one."""
LINK: Final = re.compile(
    r"(?:[\s:#=,.«\"(-]|\b(?:is|est|ist|c'est|no|nr|num|number|numéro|nummer|ending|in|with|eindigt|op|endet|auf|das|le|la|the|me|my|n°)\b)*"
    r"(?P<code>\b[A-Z]{1,5}[- /]?)?",
    re.IGNORECASE,
)
"""What may stand between the bare name of a thing and its number."""
BREAK: Final = re.compile(r"[?!;\0]|\.\s+\S*\w")
FEWEST: Final = {
    "CARD": 3,
    "CARD_CODE": 3,
    "IBAN": 4,
    "NATIONAL_ID": 3,
    "PHONE": 6,
    "ADDRESS": 3,
    "ACCOUNT": 3,
    "ORDER": 3,
}
"""Digits of the shortest number of each kind; letters count with the digits of a code."""
MOST: Final = {"CARD_CODE": 8, "ADDRESS": 6}
WHOLE_CARD: Final = 11
"""Digits below which a piece of a card is one of the last four, which are no secret."""
BARE: Final = 6
"""Digits of a number that is all a customer says, from which it is taken for an identifier."""
BARE_ALONE: Final = 4
LONG: Final = 8
"""Digits of a number that is an identifier wherever a customer says it."""
AFTER: Final = re.compile(
    r"\s*,?\s*(?:is|as|est|ist|als|comme|c'est|for|pour|für|voor)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
PRICE: Final = re.compile(r"(?:[€$£]|\b(?:eur|usd|gbp|rs|euro))\s*$", re.IGNORECASE)
INNOCENT: Final = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|e|de|ste)|\d{1,2}[:h]\d\d(?::\d\d)?|\d{1,3}(?:[., ]\d{3})*[.,]\d\d?|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|\d{4}-\d\d-\d\d|"
    r"\d+(?:\.\d+){1,3}(?:-\d{1,2})?|\d{1,4}\s?[/-]\s?\d{1,2}"
)
"""A time, a price, a date, a version, a range."""
DECIMAL: Final = re.compile(r"(?<![\d.,])\d{1,4}[.,]\d\d(?![\d.,-])")
YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


def cues(text: str, words: Words) -> tuple[Cue, ...]:
    """Return the cues of a text in order."""
    if words.heads.isdisjoint(spoken(text)):
        return ()
    found = []
    for match in words.cue.finditer(text):
        phrase = re.sub(r"\s+", " ", match[0].lower())
        found.append(Cue(*match.span(), words.kinds[phrase], words.firm(phrase)))
    return tuple(found)


def told(said: Said, run: Run) -> str | None:
    """Return the kind that words beside a run tell: the nearest before it, or "… is my PIN" after it."""
    near = None
    for cue in said.cues:
        if cue.end <= run.start:
            near = cue if _reaches(said, cue, run) else near
        elif AFTER.fullmatch(said.text, run.end, cue.start) and cue.firm:
            return near.kind if near else cue.kind
    return near.kind if near else None


def _reaches(said: Said, cue: Cue, run: Run) -> bool:
    gap = said.text[cue.end : run.start]
    link = LINK.fullmatch(gap)
    if not cue.firm and (not link or (link["code"] or "").strip(" -/").lower() in said.words.stop):
        return False
    if len(gap) > FAR or BREAK.search(gap):
        return False
    before, line, _ = gap.partition("\n")
    return not line or not re.search(r"\w{3}", before)


def given(said: Said) -> Iterator[tuple[int, int, str]]:
    """Yield numbers and codes that words or a question tell, and those that are all a customer says."""
    end = -1
    for run in said.lines:
        if run.start < end:
            continue
        start, end = whole(said, run)
        kind = told(said, run) or _answered(said, run, start, end) or _bare(said, run, start, end)
        if kind and _fits(said, kind, start, end) and not _innocent(said, run, kind):
            part = kind == "CARD" and len(run.digits) <= WHOLE_CARD
            yield start, end, "ACCOUNT" if part else kind
        else:
            end = run.end


def _answered(said: Said, run: Run, start: int, end: int) -> str | None:
    """Return the first kind asked for that a run can be; a number word or two are not yet an answer."""
    if not said.customer or (run.words and len(run.digits) < 3):  # noqa: PLR2004
        return None
    return next((kind for kind in said.asked if kind in FEWEST and _fits(said, kind, start, end)), None)


def _bare(said: Said, run: Run, start: int, end: int) -> str | None:
    """Tell a line that is little more than one number; where nobody knows what was asked, a shorter one will do."""
    if not said.customer:
        return None
    line = said.text[said.text.rfind("\n", 0, start) + 1 : start] + said.text[end:].partition("\n")[0]
    others = [w for w in GROUP.findall(line.lower()) if w not in said.words.stop]
    if len(run.digits) >= LONG:
        return "ACCOUNT"
    enough = BARE_ALONE if said.alone else BARE
    if len(others) > (2 if said.alone else 0):
        return None
    return (
        "ACCOUNT" if size(said.text[start:end], said) >= enough and not YEAR.fullmatch(said.text[start:end]) else None
    )


def _fits(said: Said, kind: str, start: int, end: int) -> bool:
    if kind not in FEWEST:
        return False
    return FEWEST[kind] <= size(said.text[start:end], said) <= MOST.get(kind, 99)


def _innocent(said: Said, run: Run, kind: str) -> bool:
    """Tell a quantity, a price, a time, a date, a version or a year."""
    text = said.text
    if said.words.unit.match(text, run.end) or PRICE.search(text[: run.start]):
        return True
    if kind == "PHONE":
        return False
    written = text[run.start : run.end]
    start, end = whole(said, run)
    return bool(
        INNOCENT.fullmatch(written) or INNOCENT.fullmatch(text, start, end) or DECIMAL.search(text[start : end + 3])
    ) or (bool(YEAR.fullmatch(written)) and not said.asked and not said.alone)
