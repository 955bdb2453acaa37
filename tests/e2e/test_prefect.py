"""The night on Prefect itself: with no server set up, against a real server, and served on a schedule."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import orjson
import pytest

CCQA = [sys.executable, "-c", "from ccqa.cli import main; main()"]
NEVER = 120
"""Seconds after which a server that has not answered never will."""


def environment(home, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"} | more


def contacts(folder):
    turns = [
        {"role": "customer", "text": "Hello, my heating does not work, call me on +32 470 12 34 56."},
        {
            "role": "customer",
            "text": "My card is 5500 0000 0000 0004, the security code is 917, iban BE68 5390 0754 7034.",
        },
        {"role": "customer", "text": "My national number is 85.07.30-033.28, by the way."},
        {"role": "agent", "text": "Good morning, I'm sorry to hear that. Please press the reset button."},
    ]
    folder.mkdir()
    lines = (orjson.dumps({"id": f"c{k}", "language": "en", "turns": turns}) for k in range(7))
    (folder / "contacts.jsonl").write_bytes(b"\n".join(lines))
    config = folder / "ccqa.toml"
    config.write_text('batch = 3\n[source]\npaths = ["contacts.jsonl"]\n[sample]\nsize = 3\n')
    return config


def night(config, home, **more):
    command = [*CCQA, "run", "--config", str(config), "--day", "2026-01-25", "--json"]
    done = subprocess.run(command, capture_output=True, env=environment(home, **more), cwd=config.parent, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return orjson.loads(done.stdout)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("prefect")),
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    api = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: urllib.request.urlopen(f"{api}/health", timeout=2).status == 200)
        yield api, home
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_for(answer):
    deadline = time.monotonic() + NEVER
    while time.monotonic() < deadline:
        try:
            if answer():
                return
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail("the server did not answer in time")


def asked(api, path, **body):
    request = urllib.request.Request(f"{api}/{path}", orjson.dumps(body), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return orjson.loads(answer.read())


def test_a_night_needs_no_server(tmp_path):
    config = contacts(tmp_path / "quality")
    first = night(config, tmp_path / "home")
    assert (first["contacts"], first["scorecards"]) == (7, 7)
    page = Path(first["page"]).read_bytes()
    assert night(config, tmp_path / "home") == first
    assert Path(first["page"]).read_bytes() == page


def test_the_same_night_runs_against_a_server(server, tmp_path):
    api, home = server
    said = night(contacts(tmp_path / "quality"), tmp_path / "home", PREFECT_API_URL=api)
    assert said["scorecards"] == 7
    runs = asked(api, "flow_runs/filter", limit=5)
    assert [run["state_type"] for run in runs] == ["COMPLETED"]
    kept = b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    assert b"heating" not in kept
    for secret in (b"+32 470", b"5500 0000", b"code is 917", b"5390 0754", b"85.07.30"):
        assert secret not in kept


def test_who_is_erased_is_in_no_log_and_not_in_the_database_of_prefect(server, tmp_path):
    api, home = server
    config = contacts(tmp_path / "quality")
    turns = [
        {"role": "customer", "text": "It's Zwillingbrook, my quetzalfern broke."},
        {"role": "agent", "text": "Hello."},
    ]
    planted = {"id": "planted-1", "language": "en", "customer": "cust-ulmerich-77", "turns": turns}
    with (tmp_path / "quality" / "contacts.jsonl").open("ab") as file:
        file.write(b"\n" + orjson.dumps(planted))
    given = environment(tmp_path / "home", PREFECT_API_URL=api, PREFECT_LOGGING_LEVEL="DEBUG")
    whom = ["--customer", "cust-ulmerich-77", "--yes"]
    logs = b""
    for command in (["run", "--day", "2026-01-25"], ["erase", *whom], ["-v", "run", "--day", "2026-01-26"], ["verify"]):
        done = subprocess.run([*CCQA, *command], capture_output=True, env=given, cwd=config.parent, check=False)
        assert done.returncode == 0, done.stderr.decode()
        logs += done.stdout + done.stderr
    assert b"erased: 1 customer" in logs
    (tmp_path / "quality" / "contacts.jsonl").unlink()
    kept = b"".join(p.read_bytes() for folder in (home, tmp_path) for p in folder.rglob("*") if p.is_file())
    for gone in (b"Zwillingbrook", b"quetzalfern", b"cust-ulmerich-77"):
        assert gone not in kept + logs, gone


def test_a_schedule_is_registered_with_the_server(server, tmp_path):
    api, _ = server
    config = contacts(tmp_path / "quality")
    command = [*CCQA, "schedule", "--cron", "0 2 * * *", "--config", str(config)]
    process = subprocess.Popen(
        command,
        env=environment(tmp_path / "home", PREFECT_API_URL=api),
        cwd=config.parent,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: asked(api, "deployments/filter", limit=5))
        (deployment,) = asked(api, "deployments/filter", limit=5)
        schedule = deployment["schedules"][0]["schedule"]
        assert (schedule["cron"], schedule["timezone"]) == ("0 2 * * *", "Europe/Brussels")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        process.stderr.close()
