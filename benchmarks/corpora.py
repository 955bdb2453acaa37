"""Writes the chats of ../shared/corpora as ccqa's own JSON, a contact a line, for measuring; nothing of it is kept.

python benchmarks/corpora.py OUT_FOLDER
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
LANGUAGES = ("de", "fr", "nl")


def chats(language: str) -> Iterator[dict[str, object]]:
    """Yield the chats of one file, in the customer's language, in ccqa's schema."""
    with gzip.open(CORPORA / f"wmt24_train_{language}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            chat = json.loads(line)
            turns = [{"role": turn["role"], "text": turn["text"]} for turn in chat["turns"]]
            yield {
                "id": chat["id"],
                "language": language,
                "channel": "chat",
                "client": chat.get("client"),
                "turns": turns,
            }


def write(folder: Path) -> tuple[Path, ...]:
    """Write one JSONL file a language and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language in LANGUAGES:
        path = folder / f"wmt24-{language}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(chat, ensure_ascii=False) + "\n" for chat in chats(language))
        paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    if not CORPORA.is_dir():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    for written in write(Path(sys.argv[1])):
        print(written)
