"""`--role` and `[source] roles`: what a deployment knows of its labels."""

import orjson
import pytest
from click.testing import CliRunner
from run.nights import run, settings

from ccqa.cli.main import cli
from ccqa.config import load
from ccqa.contact import Role
from ccqa.errors import ConfigError
from ccqa.run.night import open_store
from ccqa.store import revision_of

CALL = {
    "metadata": {"request_id": "r-1"},
    "results": {
        "channels": [{"detected_language": "en"}] * 2,
        "utterances": [
            {"channel": 1, "transcript": "Good morning.", "start": 0, "end": 1},
            {"channel": 0, "transcript": "Hi, good morning, how are you?", "start": 1, "end": 2},
        ],
    },
}


@pytest.fixture
def call(tmp_path):
    path = tmp_path / "call.json"
    path.write_bytes(orjson.dumps(CALL))
    return path


def acts(*arguments):
    done = CliRunner().invoke(cli, ["acts", "--json", *map(str, arguments)])
    assert done.exit_code == 0
    return {(d["act"], d["turn"]) for d in orjson.loads(done.stdout.splitlines()[0])["detections"]}


def test_the_roles_that_are_named_count(call):
    assert ("greeting", 0) in acts(call, "--role", "1=agent", "--role", "0=customer")
    assert ("greeting", 1) in acts(call, "--role", "1=customer", "--role", "0=agent")
    assert acts(call) == set()


def test_score_takes_roles_too(call):
    done = CliRunner().invoke(cli, ["score", "--json", str(call), "--role", "1=agent", "--role", "0=customer"])
    card = orjson.loads(done.stdout.splitlines()[0])
    assert any(result["verdict"] == "pass" for result in card["results"])


@pytest.mark.parametrize("given", ["agent", "0=boss", "0:agent", "=", "=agent"])
def test_a_role_that_is_none_is_told(given, call):
    done = CliRunner().invoke(cli, ["score", str(call), "--role", given])
    assert done.exit_code == 2
    assert "write LABEL=ROLE, with one of these roles: agent, customer, bot, unknown" in " ".join(done.output.split())


CONFIG = '[source]\npaths = ["calls"]\nroles = { "0" = "ROLE", "SPEAKER_01" = "customer" }\n'


def test_a_configuration_names_roles(tmp_path):
    path = tmp_path / "ccqa.toml"
    path.write_text(CONFIG.replace("ROLE", "agent"))
    assert load(path).sources[0].roles == {"0": Role.AGENT, "SPEAKER_01": Role.CUSTOMER}
    path.write_text(CONFIG.replace("ROLE", "boss"))
    with pytest.raises(ConfigError, match=r"source.*roles\.0"):
        load(path)


@pytest.mark.parametrize("roles", [{}, {"1": Role.AGENT, "0": Role.CUSTOMER}])
def test_a_night_stores_roles_and_never_labels(roles, call, tmp_path):
    given = settings(tmp_path, [call])
    given = given.model_copy(update={"sources": (given.sources[0].model_copy(update={"roles": roles}),)})
    run(given)
    with open_store(given) as store:
        (found,) = store.contacts.contacts(["r-1"])
    assert [turn.role for turn in found.turns] == (list(Role)[:2] if roles else [Role.UNKNOWN] * 2)
    assert found.revision == revision_of(found), "more is stored than a plain turn holds"
