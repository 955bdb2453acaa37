"""A configuration: one source or several, of files or of a database, and every mistake of a file at once."""

from datetime import datetime

import pytest

from ccqa import config
from ccqa.errors import ConfigError

DATABASE = 'url = "postgresql+psycopg://me@db/calls"\nquery = "SELECT * FROM t WHERE at > :since"\nwatermark = "at"\n'


def loaded(tmp_path, text):
    path = tmp_path / "ccqa.toml"
    path.write_text(text)
    return config.load(path)


def test_one_source_is_a_table(tmp_path):
    (source,) = loaded(tmp_path, '[source]\npaths = ["calls", "s3://calls/day"]\n').sources
    assert source.name == "files"
    assert source.paths == (str(tmp_path / "calls"), "s3://calls/day")


def test_several_sources_are_an_array_of_tables(tmp_path):
    text = f'[[source]]\nname = "chats"\npaths = ["chats"]\n[[source]]\nname = "calls"\nsince = 2026-01-01T00:00:00\n{DATABASE}'
    chats, calls = loaded(tmp_path, text).sources
    assert (chats.name, chats.url, calls.name, calls.paths) == ("chats", None, "calls", ())
    assert calls.since == datetime.fromisoformat("2026-01-01T00:00:00")


WRONG = {
    "none": ("", "source: Field required"),
    "an empty list": ("source = []\n", "source"),
    "neither paths nor url": ("[source]\n", "either paths, or the url"),
    "both": (f'[source]\npaths = ["x"]\n{DATABASE}', "either paths, or the url"),
    "a url alone": ('[source]\nurl = "sqlite:///x"\n', "needs a query"),
    "a query without :since": (f"[source]\n{DATABASE}".replace(":since", "0"), "says ':since'"),
    "a name twice": ('[[source]]\npaths = ["x"]\n[[source]]\npaths = ["y"]\n', "a name of its own"),
    "a password in the url": (f"[source]\n{DATABASE}".replace("me@", "me:swordfish@"), "no password belongs"),
    "a password behind the url": (f"[source]\n{DATABASE}".replace("calls", "calls?password=swordfish"), "no password"),
    "a password as it is": (f'[source]\npassword = "swordfish"\n{DATABASE}', "password"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_a_source_that_cannot_be_is_told(text, words, tmp_path):
    with pytest.raises(ConfigError, match=words) as told:
        loaded(tmp_path, text)
    assert "swordfish" not in str(told.value)


def test_a_password_may_be_named(tmp_path):
    (source,) = loaded(tmp_path, f'[source]\npassword = "env:CALLS_PASSWORD"\n{DATABASE}').sources
    assert source.password == "env:CALLS_PASSWORD"
