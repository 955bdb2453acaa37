"""Feeds one format's reader with what libFuzzer makes of the examples: `python target.py FORMAT SECONDS`.

An exception, or a secret that is told, ends it with a code other than 0 and the input in `crash-*`.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["ccqa.formats", "openpyxl"]):
    from formats import examples

    from ccqa.contact import Contact
    from ccqa.errors import Rejected
    from ccqa.formats import HEAD_BYTES, by_name, catalogue, recognise
    from ccqa.formats.jsonl import to_line

    catalogue()

LONGEST = 8192
"""Bytes of an input; longer ones find nothing more, and take longer."""


def main() -> None:
    """Run until the time is over."""
    name, seconds = sys.argv[1:]
    one = by_name(name)
    corpus = Path("corpus")
    corpus.mkdir()
    for number, content in enumerate(examples.whole().values()):
        if one.recognises(content[:HEAD_BYTES]):
            (corpus / str(number)).write_bytes(content)

    def feed(data: bytes) -> None:
        recognise(data[:HEAD_BYTES])
        noted: Counter[str] = Counter()
        for found in one.read(io.BytesIO(data), "f", noted):
            if isinstance(found, Contact):
                to_line(found)
            else:
                assert isinstance(found, Rejected)
                assert examples.SECRET not in repr(found)
        assert examples.SECRET not in repr(noted)
        if one.tabular:
            list(one.tabular.peek(io.BytesIO(data)))

    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=4096", "-seed=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], feed)
    atheris.Fuzz()


main()
