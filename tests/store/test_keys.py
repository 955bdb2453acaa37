"""Where keys lie: given, in a file, or made once; short, lost and shared ones."""

import stat
import subprocess
import sys

import pytest

from ccqa.errors import ConfigError, StoreError
from ccqa.privacy import Key
from ccqa.store.keys import keyring

ONE, OTHER = "first-key-of-a-centre", "second-key-of-a-centre"
IDS = {name: Key(name.encode()).id for name in (ONE, OTHER)}


def secrets(ring):
    return [key.secret.decode() for key in ring.keys]


def test_a_key_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "new" / "key"
    made = keyring("", file, ())
    assert len(secrets(made)[0]) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secrets(keyring("", file, ())) == secrets(made)
    assert [path.name for path in file.parent.iterdir()] == ["key"]


def test_a_key_that_is_given_comes_first_and_no_file_is_made(tmp_path):
    assert secrets(keyring(ONE, tmp_path / "key", ())) == [ONE]
    assert not (tmp_path / "key").exists()
    (tmp_path / "key").write_text(f"{OTHER}\n{ONE}\n")
    assert secrets(keyring("", tmp_path / "key", ())) == [OTHER, ONE]
    assert secrets(keyring(ONE, tmp_path / "key", ())) == [ONE, OTHER]


def test_the_keys_of_the_store_must_be_at_hand(tmp_path):
    assert secrets(keyring(f"{OTHER} {ONE}", tmp_path / "key", [IDS[ONE]])) == [OTHER, ONE]
    for given in ("", OTHER):
        with pytest.raises(StoreError, match=f"{IDS[ONE]}.*not at hand") as told:
            keyring(given, tmp_path / "key", [IDS[ONE]])
        assert OTHER not in str(told.value)
    assert not (tmp_path / "key").exists()


def test_a_short_key_is_refused_without_being_told(tmp_path):
    with pytest.raises(ConfigError, match="fewer than 16") as told:
        keyring(f"{ONE} swordfish", tmp_path / "key", ())
    assert "swordfish" not in str(told.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(StoreError, match="Is a directory"):
        keyring("", tmp_path, ())


MADE = "import sys, pathlib; from ccqa.store.keys import keyring; print(keyring('', pathlib.Path(sys.argv[1]), ()).keys[0].secret)"


def test_programs_that_make_a_key_at_once_get_the_same(tmp_path):
    command = [sys.executable, "-c", MADE, str(tmp_path / "key")]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({program.communicate(timeout=60)[0] for program in programs}) == 1
