"""Servers of our own, for every test that wants a real database or object store."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

NOT_HERE = "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin"


@pytest.fixture(scope="session")
def postgres():
    """The folder of the socket of a PostgreSQL server of our own, on no network; initdb refuses to run as root."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        (pytest.fail if os.environ.get("CCQA_SERVERS_REQUIRED") == "1" else pytest.skip)(NOT_HERE)
    home = Path(tempfile.mkdtemp(prefix="ccqa-pg-"))
    try:
        yield from _served(programs[-1].parent, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _served(programs, home):
    user = _owner(home)
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    _run(user, programs / "initdb", "-D", home / "data", "-A", "trust", "-U", "ccqa", "-E", "UTF8", "--no-sync")
    _run(user, programs / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    try:
        yield home
    finally:
        _run(user, programs / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop")


def _owner(home):
    """Who runs the server: ourselves, or where we are root, someone who may not do much."""
    if os.getuid() != 0:
        return None
    user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
    shutil.chown(home, user)
    return user


def _run(user, *command):
    subprocess.run([str(word) for word in command], user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture
def database(postgres, request):
    """The address of a new, empty database."""
    import psycopg

    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(host=str(postgres), user="ccqa", dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://ccqa@/{name}?host={postgres}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a new ledger, on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.sqlite"
    return request.getfixturevalue("database")


@pytest.fixture(scope="session")
def s3():
    """What fsspec needs to reach an S3 server of our own."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield {"endpoint_url": f"http://{host}:{port}", "key": "someone", "secret": "swordfish"}
    server.stop()
