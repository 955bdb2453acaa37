"""The lines of a CSV file as text, with their numbers; those of a broken row can be read again, each for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.errors import Rejected
from ccqa.formats._encoding import WINDOWS, as_utf8, windows_text
from ccqa.formats._lines import LINE_BYTES, bounded_lines

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator


class Lines:
    """An iterator for the parser of rows, which takes one or more lines a row; those too long are put aside."""

    def __init__(self, stream: BinaryIO, ref: str, noted: Counter[str]) -> None:
        self._lines = bounded_lines(as_utf8(stream, noted), LINE_BYTES)
        self._ref = ref
        self._noted = noted
        self._row: list[tuple[int, str]] = []
        self._again: list[tuple[int, str]] = []
        self._strange: set[int] = set()
        self.rejected: list[Rejected] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._row.append(self._again.pop(0) if self._again else self._fresh())
        return self._row[-1][1]

    def new_row(self) -> None:
        """Say that the next line begins a row."""
        self._row.clear()

    @property
    def where(self) -> str:
        """Tell where the row begins."""
        return f"{self._ref}:{self._row[0][0]}" if self._row else self._ref

    @property
    def strange(self) -> bool:
        """Tell whether the encoding of a line of the row could not be told."""
        return any(number in self._strange for number, _ in self._row)

    def give_back(self) -> str:
        """Return the first line of the row; the others, which a stray quotation mark swallowed, will come again."""
        self._again = self._row[1:] + self._again
        return self._row[0][1] if self._row else ""

    def _fresh(self) -> tuple[int, str]:
        for number, line in self._lines:
            if line is not None:
                return number, self._decoded(number, line)
            where = f"{self._ref}:{number}"
            self.rejected.append(Rejected(where, "read", "longer than the limit of a line; skipped"))
        raise StopIteration

    def _decoded(self, number: int, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            text = windows_text(line)
        if text is None:
            self._strange.add(number)
            return line.decode("utf-8", "replace")
        self._noted[f"line read as {WINDOWS}"] += 1
        return text
