"""The built wheel, installed alone in an empty folder, scores a file: rubric, profile, words and flow are inside."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import orjson
import pytest

ROOT = Path(__file__).parent.parent.parent
CONTACT = {
    "id": "a",
    "language": "en",
    "turns": [{"role": "agent", "text": "Good morning!"}, {"role": "customer", "text": "Hi"}],
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A fresh environment with the wheel, and the dependencies of this one beside it; nothing of the checkout."""
    folder = tmp_path_factory.mktemp("alone")
    venv.create(folder / "env", with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / "env" / "lib" / version / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if (
            not entry.name.lower().startswith(("ccqa", "_ccqa", "__editable__", "_editable"))
            and not (packages / entry.name).exists()
        ):
            (packages / entry.name).symlink_to(entry)
    return folder / "env" / "bin" / "python"


def run(python, folder, *arguments):
    code = "from ccqa.cli import main; main()"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [python, "-c", code, *arguments], cwd=folder, capture_output=True, env=environment, check=False
    )


def test_the_wheel_scores_a_file(python, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(CONTACT))
    done = run(python, tmp_path, "score", "a.jsonl", "--json")
    assert done.returncode == 0, done.stderr.decode()
    card = orjson.loads(done.stdout)
    assert card["rubric"] == "iso18295@1"
    assert {r["criterion"]: r["verdict"] for r in card["results"]}["CRT-01"] == "pass"


def test_the_wheel_imports_nothing_from_the_checkout(python, tmp_path):
    where = subprocess.run(
        [python, "-c", "import ccqa; print(ccqa.__file__)"], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert str(ROOT) not in where.stdout


def test_the_wheel_starts_a_configuration(python, tmp_path):
    done = run(python, tmp_path, "init", "quality")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "quality" / "rubrics" / "iso18295.toml").exists()


def test_the_wheel_carries_the_flow_and_the_contacts(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "ccqa/bundled/pipelines/nightly.py" in names
    assert any(name.startswith("ccqa/bundled/examples/contacts/") for name in names)
    assert any(name.startswith("ccqa/reading/lexicons/fr/") for name in names)
    assert any(name.startswith("ccqa/reporting/templates/") for name in names)
