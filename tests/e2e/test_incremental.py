"""Nights by the real command, one after another: a source that fails, and a night that is killed."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import orjson
import pytest

from ccqa.errors import Exit

KILLED = """
import os, signal, sys
from ccqa.run import {module}
real, calls = {module}.{name}, []
def stopped(*given):
    calls.append(1)
    if len(calls) == {nth}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)
{module}.{name} = stopped
from ccqa.cli import main
main()
"""
WHOLE = "from ccqa.cli import main; main()"


def contacts(folder, numbers, name="a.jsonl"):
    turns = [{"role": "agent", "text": "Good morning, how can I help you?"}, {"role": "customer", "text": "It broke."}]
    folder.mkdir(exist_ok=True)
    lines = [orjson.dumps({"id": f"c{k}", "language": "en", "turns": turns}) for k in numbers]
    (folder / name).write_bytes(b"\n".join(lines))


def deployment(folder):
    folder.mkdir()
    sources = "".join(f'[[source]]\nname = "{name}"\npaths = ["{name}"]\n' for name in ("chats", "calls"))
    (folder / "ccqa.toml").write_text(f"batch = 3\n{sources}[sample]\nsize = 3\n")
    return folder


def night(folder, home, day="2026-01-25", code=WHOLE):
    """Run a night, and end what it leaves behind: a command that is killed cannot stop the server it started."""
    command = [sys.executable, "-c", code, "run", "--config", "ccqa.toml", "--day", day, "--json"]
    env = {**os.environ, "PREFECT_HOME": str(home)}
    with (folder / "said").open("wb") as out, (folder / "shown").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=env, cwd=folder, start_new_session=True)
        ended = process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    said = (folder / "said").read_bytes()
    return ended, orjson.loads(said) if said else None, (folder / "shown").read_text()


def lake(folder):
    return {
        path.name: path.read_bytes()
        for path in (folder / "data" / "lake").rglob("*")
        if path.suffix in {".parquet", ".json"}
    }


def test_a_source_that_fails_is_told_and_the_next_night_reads_it(tmp_path):
    folder = deployment(tmp_path / "quality")
    contacts(folder / "calls", range(4))
    code, said, shown = night(folder, tmp_path / "home")
    assert (code, said["contacts"], list(said["failed"])) == (Exit.UNREADABLE_SOURCE, 4, ["chats"])
    assert "source chats" in shown
    contacts(folder / "chats", range(2))
    code, said, _ = night(folder, tmp_path / "home", "2026-01-26")
    assert (code, said["contacts"], said["load"]["unchanged"]) == (Exit.ALL_WELL, 2, 1)


KILLS = {
    "while contacts are stored": ("receiving", "revision_of", 5),
    "while scorecards are stored": ("night", "keep", 1),
    "before the report": ("reporting", "write_night", 1),
}


@pytest.mark.long
@pytest.mark.parametrize(("module", "name", "nth"), KILLS.values(), ids=KILLS)
def test_a_night_that_is_killed_loses_nothing(module, name, nth, tmp_path):
    killed, whole = deployment(tmp_path / "killed"), deployment(tmp_path / "whole")
    for folder in (killed, whole):
        contacts(folder / "calls", range(5))
        contacts(folder / "chats", range(5, 9))
    code, _, _ = night(killed, tmp_path / "home", code=KILLED.format(module=module, name=name, nth=nth))
    assert code == -signal.SIGKILL
    assert night(killed, tmp_path / "home")[1]["scorecards"] == 9
    assert night(whole, tmp_path / "home")[1]["scorecards"] == 9
    assert lake(killed) == lake(whole)
