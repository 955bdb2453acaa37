"""Suggests what the columns of an unknown table hold, for a person to confirm; shows names of columns, never cells."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ccqa.formats._columns import NEEDED, THINGS, USUAL, Layout, layout, plain
from ccqa.formats._shapes import Shape, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROWS = 200
LONGEST_NAME = 60
MOST_WORDS = 6
"""A cell that is longer, or holds more words, is no name of a column."""

HINTS = {
    "contact": "ticket case conversation interaction call session gespräch gesprek dossier appel fall zaak",
    "role": "role speaker who from side party participant sender wer wie qui sprecher spreker locuteur rolle rol",
    "text": "text utterance words message said sentence body comment nachricht bericht texte was wat quoi satz",
    "at": "at time timestamp date datum zeit tijd heure date_time when",
    "agent": "agent advisor adviser operator medewerker mitarbeiter conseiller",
    "queue": "queue skill team wachtrij warteschlange file",
    "language": "language lang locale taal sprache langue",
}
LOOKS: dict[str, Callable[[Shape], bool]] = {
    "contact": lambda seen: seen.is_contact,
    "role": lambda seen: seen.is_role,
    "text": lambda seen: seen.is_text,
    "at": lambda seen: seen.is_time,
}
NO_HEADER = "# The first row does not look like names of columns. Give the table a header first."
KNOWN = "# All columns needed are known by their names: no [source.columns] is needed."


def suggested(rows: Iterable[Sequence[object]]) -> str:
    """Return a block of TOML for a table: its header, then rows."""
    lines = iter(rows)
    header = [cell.strip() if isinstance(cell, str) else "" for cell in next(lines, ())]
    if not any(header) or not all(map(_is_name, filter(None, header))):
        return NO_HEADER
    found = layout(header, USUAL)
    columns = list(zip(*(_as_wide(row, len(header)) for row in islice(lines, ROWS)), strict=True))
    shapes = [shape(cells) for cells in columns] or [shape(()) for _ in header]
    wanted = [what for what in THINGS if what not in found.places and (what in found.missing or what in HINTS)]
    told = [line for what in wanted if (line := _line(what, found, shapes))]
    remarks = _remarks(found, shapes)
    return "\n".join([*([] if found.missing else [KNOWN]), *(["[source.columns]", *told] if told else []), *remarks])


def _line(what: str, found: Layout, shapes: list[Shape]) -> str:
    """Return the line for one thing: a name where one column fits, a remark where several do, or none."""
    free = [place for place, name in enumerate(found.header) if name and place not in found.places.values()]
    called = [place for place in free if _is_called(found.header[place], what)]
    looks = LOOKS.get(what)
    fits = [place for place in called if looks is None or not shapes[place].filled or looks(shapes[place])]
    if what in NEEDED and not fits:
        fits = called or [place for place in free if looks and looks(shapes[place])]
    names = [_quoted(found.header[place]) for place in fits]
    if len(names) == 1:
        return f"{what} = {names[0]}"
    if names:
        return f"# {what}: ambiguous, one of {', '.join(names)}"
    if what == "at" and (times := [_quoted(found.header[place]) for place in free if shapes[place].is_time]):
        return f"# at = {times[0]}   # holds times: of each turn, or of the whole contact?"
    return f"# {what}: missing, and no column looks like it" if what in NEEDED else ""


def _remarks(found: Layout, shapes: list[Shape]) -> list[str]:
    """Say what a person should look at, of the columns that are known."""
    doubts = {what: place for what, place in found.places.items() if what in NEEDED and shapes[place].filled}
    odd = [what for what, place in doubts.items() if not LOOKS[what](shapes[place])]
    remarks = [f"# {what}: {_quoted(found.header[doubts[what]])} does not look like it; check" for what in odd]
    if "role" in doubts and shapes[doubts["role"]].roles < 1:
        remarks.append("# role: some of its words are not known, so their speakers would be nobody's")
    return remarks


def _is_called(name: str, what: str) -> bool:
    return bool(set(plain(name).split("_")) & set(HINTS.get(what, "").split()))


def _is_name(cell: str) -> bool:
    """Tell whether a cell can be a name: short, with a letter, and neither a time nor a sentence."""
    seen = shape([cell])
    letters = any(sign.isalpha() for sign in cell)
    return (
        letters and len(cell) <= LONGEST_NAME and len(cell.split()) <= MOST_WORDS and not (seen.times or seen.numbers)
    )


def _as_wide(row: Sequence[object], width: int) -> list[object]:
    return [*row[:width], *[None] * (width - len(row))]


def _quoted(name: str) -> str:
    return '"' + "".join(f"\\{sign}" if sign in '"\\' else sign for sign in name if sign.isprintable()) + '"'
