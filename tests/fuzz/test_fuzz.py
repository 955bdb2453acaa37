"""Each reader is fed by a fuzzer that watches which lines it reaches, for a bounded time."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ccqa.formats import catalogue

SECONDS = 30
ROOT = Path(__file__).parents[2]


@pytest.mark.long
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="NOT MEASURED: atheris is not installed")
@pytest.mark.parametrize("name", [one.name for one in catalogue()])
def test_no_input_breaks_a_reader(name, tmp_path):
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / "target.py"), name, str(SECONDS)]
    path = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        timeout=SECONDS * 10,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-3000:]
