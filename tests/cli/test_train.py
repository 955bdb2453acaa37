"""`ccqa train` as a user meets it: the check of our contacts, and what is refused."""

from click.testing import CliRunner

from ccqa.cli.main import cli
from ccqa.errors import SourceError


def test_the_check_shows_each_language():
    done = CliRunner().invoke(cli, ["train", "--check"])
    assert done.exit_code == 0, done.output
    assert [line[:2] for line in done.output.splitlines()] == ["de", "en", "fr", "nl"]
    assert "near-duplicates" in done.output


def test_reviews_without_a_labelled_contact_are_refused(tmp_path):
    empty = tmp_path / "reviewed.jsonl"
    empty.write_text("\n")
    done = CliRunner().invoke(cli, ["train", "--with", str(empty), "--out", str(tmp_path / "2")])
    assert isinstance(done.exception, SourceError)
    assert not (tmp_path / "2").exists()


def test_a_model_that_is_not_there_is_told(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "turns": [{"role": "agent", "text": "Hello"}]}\n')
    done = CliRunner().invoke(cli, ["score", str(tmp_path / "a.jsonl"), "--model", str(tmp_path / "none-here")])
    assert "none-here" in str(done.exception)
    assert "ccqa train" in str(done.exception)
