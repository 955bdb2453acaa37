"""Memory stays flat in the number of contacts: what is scored is not kept."""

import random
import subprocess
import sys

import orjson
import pytest

WORDS = "parcel invoice router account refund courier street window engine ticket contract password".split()
SPAWN = "import resource, sys; from ccqa.cli import main\ntry: main()\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
MOST_MB, MOST_GROWTH_MB = 500, 60


def written(path, contacts):
    chance = random.Random(3)
    with path.open("wb") as out:
        for number in range(contacts):
            said = " ".join(chance.choices(WORDS, k=8))
            turns = [
                {"role": "agent", "text": "Good morning, how can I help you?"},
                {"role": "customer", "text": f"My {said} {number} does not work."},
                {"role": "agent", "text": f"I'm sorry to hear that. Please check the {said} and restart it."},
                {"role": "customer", "text": "It works now, thank you!"},
            ]
            out.write(orjson.dumps({"id": f"c{number}", "language": "en", "turns": turns}) + b"\n")
    return path


def peak_mb(path, out):
    done = subprocess.run(
        [sys.executable, "-c", SPAWN, "score", str(path), "--out", str(out)], capture_output=True, check=True
    )
    assert len(out.read_bytes().splitlines()) == len(path.read_bytes().splitlines())
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return int(done.stderr.split()[-1]) / unit


@pytest.mark.long
def test_memory_is_flat_in_the_number_of_contacts(tmp_path):
    few = peak_mb(written(tmp_path / "few.jsonl", 2_000), tmp_path / "few.out")
    many = peak_mb(written(tmp_path / "many.jsonl", 40_000), tmp_path / "many.out")
    assert many < MOST_MB
    assert many - few < MOST_GROWTH_MB, (few, many)
