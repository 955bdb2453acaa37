"""Gold: contacts with labels, in the form that the codebook's last section describes. Labels line up with turns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from ccqa.contact import Contact
from ccqa.errors import Rejected
from ccqa.finding import Verdict
from ccqa.formats import jsonl
from ccqa.reading.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Labels:
    """What readers saw in one turn: acts, acts on which they differed, and signals (None where nobody looked)."""

    acts: frozenset[str]
    ambiguous: frozenset[str]
    signals: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled contact. A turn's labels are None where nobody annotated it; `judged` limits the acts that count.

    `writer` is the id of whoever wrote a contact that nobody held.
    """

    contact: Contact
    group: str
    labels: tuple[Labels | None, ...]
    verdicts: dict[str, Verdict]
    judged: frozenset[str]
    writer: str | None = None


class _Turn(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str
    acts: tuple[str, ...] | None = None
    ambiguous: tuple[str, ...] = ()
    signals: tuple[Literal["trouble", "correction", "taken_up"], ...] | None = None


class _Judgement(BaseModel):
    model_config = ConfigDict(extra="ignore")

    verdict: Verdict | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    group: str | None = None
    turns: tuple[_Turn, ...]
    verdicts: dict[str, _Judgement | None] = {}
    judged: tuple[str, ...] | None = None
    writer: str | None = None


def read(lines: Iterable[bytes], ref: str) -> Iterator[Gold | Rejected]:
    """Yield each labelled contact, or why a line is none; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _gold(line, f"{ref}:{number}")


def _gold(line: bytes, ref: str) -> Gold | Rejected:
    try:
        row = _Row.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError:
        return Rejected(ref, "read", "not valid JSON; perhaps it was cut off")
    except ValidationError as fault:
        wrong = tuple(".".join(map(str, e["loc"])) for e in fault.errors())
        return Rejected(ref, "read", "labels are not as the codebook's last section has them", wrong)
    contact = next(iter(jsonl.FORMAT.read(BytesIO(line), ref, Counter())))
    return contact if isinstance(contact, Rejected) else _joined(contact, row, ref)


def _joined(contact: Contact, row: _Row, ref: str) -> Gold | Rejected:
    kept = [turn for turn in row.turns if turn.text.strip()]
    if [t.text for t in contact.turns] != [t.text for t in kept]:
        return Rejected(ref, "read", "labels do not line up with the turns; give turns in order of time", ("turns",))
    if strange := sorted({act for t in row.turns for act in (*(t.acts or ()), *t.ambiguous)} - ACTS):
        return Rejected(ref, "read", "a label is no act of the codebook; see docs/reference/words.md", tuple(strange))
    labels = tuple(map(_labels, kept))
    verdicts = {name: j.verdict for name, j in row.verdicts.items() if j is not None and j.verdict is not None}
    judged = ACTS if row.judged is None else frozenset(row.judged)
    return Gold(contact, row.group or row.id, labels, verdicts, judged, row.writer)


def _labels(turn: _Turn) -> Labels | None:
    if turn.acts is None:
        return None
    signals = None if turn.signals is None else frozenset(turn.signals)
    return Labels(frozenset(turn.acts), frozenset(turn.ambiguous), signals)
