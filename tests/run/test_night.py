"""A night: nothing lost, nothing twice, the same again byte for byte, and nothing personal anywhere."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from ccqa.config import What
from ccqa.errors import StoreError
from ccqa.privacy import Kind
from ccqa.run import night
from ccqa.run.night import open_store
from ccqa.run.people import cards_of_agent, keys_of
from run.nights import DAY, run, settings

CARD, IBAN, MAIL, PHONE = (
    "4111 1111 1111 1111",
    "BE68 5390 0754 7034",
    "ada.lovelace@mail.example.be",
    "+32 470 12 34 56",
)


def contact(number, **fields):
    turns = [
        {"role": "agent", "text": "Good morning, my name is Ada from Larkspur Energy."},
        {"role": "customer", "text": f"Hello, my heating does not work since day {number}."},
        {"role": "agent", "text": "I'm sorry to hear that. Please press the reset button for ten seconds."},
        {"role": "customer", "text": "It works now, thank you!"},
        {"role": "agent", "text": "Is there anything else I can help you with? Have a nice day!"},
    ]
    base = {"id": f"c{number:03}", "language": "en", "channel": "chat", "agent": f"a{number % 3}", "turns": turns}
    return base | {"started_at": f"2026-01-{12 + number % 9:02}T09:00:00Z"} | fields


def written(folder, contacts):
    folder.mkdir(exist_ok=True)
    path = folder / "contacts.jsonl"
    path.write_bytes(b"".join(orjson.dumps(c) + b"\n" for c in contacts))
    return path


def bytes_below(folder, skip=(".sqlite", "-wal", "-shm", "lock")):
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(skip))
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_contacts_in_are_scorecards_and_rejected_out(tmp_path):
    path = written(tmp_path, [contact(k) for k in range(20)])
    path.write_bytes(path.read_bytes() + b'{"id": "broken"\n')
    outcome = run(settings(tmp_path, [path]))
    assert (outcome.contacts, outcome.scorecards, outcome.rejected) == (20, 20, 1)
    assert outcome.page.exists()


def test_the_same_night_again_changes_nothing(tmp_path):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(20)])])
    run(given)
    first = bytes_below(tmp_path)
    run(given, at=datetime(2026, 1, 27, tzinfo=UTC))
    assert bytes_below(tmp_path) == first


def test_two_machines_with_one_key_make_the_same_files_in_whatever_order_they_work(tmp_path, monkeypatch):
    monkeypatch.setenv("CCQA_KEY", "a-key-that-both-have")
    contacts = [contact(k) for k in range(20)]
    one, other = tmp_path / "one", tmp_path / "other"
    run(settings(one, [written(one, contacts)] if one.mkdir() is None else ()))
    other.mkdir()
    run(
        settings(other, [written(other, contacts[::-1])], batch=3),
        at=datetime(2027, 5, 5, tzinfo=UTC),
        shuffle=lambda batches: batches[::-1],
    )
    assert bytes_below(one / "data") == bytes_below(other / "data")
    assert bytes_below(one / "out") == bytes_below(other / "out")
    dumps = []
    for folder in (one, other):
        with open_store(settings(folder, ["x"])) as store:
            dumps.append(store.ledger.canonical_dump())
    assert dumps[0] == dumps[1]


def test_a_sample_is_drawn_before_scoring(tmp_path):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(20)])], score=What.SAMPLE)
    outcome = run(given)
    assert outcome.contacts == 20
    assert outcome.scorecards == outcome.sampled < 20


def test_every_pick_has_its_probability(tmp_path):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(20)])])
    run(given)
    with open_store(given) as store:
        picks = store.ledger.picks_of(store.ledger.last_sample().id)
        ring = keys_of(given, store)
    assert sum(p.weight for p in picks if p.probability) == pytest.approx(20)
    agents = {ring.pseudonym(Kind.AGENT, f"a{k}") for k in range(3)}
    assert {p.stratum for p in picks if p.probability} == {f"{agent} / chat / en" for agent in agents}


def test_nothing_personal_is_anywhere(tmp_path):
    said = f"card {CARD}, account {IBAN}, {MAIL}, call {PHONE}"
    turns = [{"role": "agent", "text": "Good morning"}, {"role": "customer", "text": said}]
    path = written(tmp_path / "in", [contact(0, turns=turns)])
    run(settings(tmp_path, [path], sample={"size": 1}))
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and "in" not in p.parts)
    pages = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*.html"))
    with open_store(settings(tmp_path, ["x"])) as store:
        stored = store.contacts.contact("c000").turns[1].text.encode()
    for secret in (CARD, IBAN, MAIL, PHONE, "4111", "5390", "lovelace"):
        assert secret.encode() not in kept + stored + pages
    assert stored == b"card <CARD>, account <IBAN>, <EMAIL>, call <PHONE>"


SECRETS = {
    "chat": ("card 5500 0000 0000 0004", "cvc 917", "iban BE68 5390 0754 7034", "85.07.30-033.28"),
    "voice": (
        "five five zero zero zero zero zero zero zero zero zero zero zero zero zero four",
        "my pin is eight six four two",
    ),
    "email": ("Card number: 5500000000000004", "Security code: 917", "BE68539007547034", "national number 85073003328"),
    "other": ("5500-0000-0000-0004", "my security code is 917", "b e 68 5390 0754 7034", "850730 033 28"),
}
NOWHERE = ("5500", "0004", "917", "5390", "7034", "850730", "85.07", "03328", "zero zero", "eight six")


@pytest.mark.parametrize("channel", SECRETS)
def test_a_planted_secret_is_nowhere_after_a_night(tmp_path, channel, caplog):
    caplog.set_level("DEBUG")
    turns = [{"role": "agent", "text": "Good morning, I need the details of your card please."}]
    turns += [{"role": "customer", "text": text} for text in SECRETS[channel]]
    path = written(tmp_path / "in", [contact(0, turns=turns, channel=channel, started_at=None)])
    given = settings(tmp_path, [path], sample={"size": 1})
    outcome = run(given)
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and "in" not in p.parts)
    with open_store(given) as store:
        stored = " | ".join(turn.text for turn in store.contacts.contact("c000").turns)
        dump = str(store.ledger.canonical_dump())
    logged = " ".join(one.getMessage() for one in caplog.records if not one.name.startswith("alembic"))
    told = "".join((stored, dump, logged, str(outcome.as_json())))
    assert "<CARD>" in stored
    assert "<CARD_CODE>" in stored
    for secret in NOWHERE:
        assert secret not in told
    for secret in ("5500 0000", "550000000000", "5500-0000", "5390 0754", "53900754", "85.07.30", "zero zero zero"):
        assert secret.encode() not in kept


def test_files_are_for_their_owner_alone(tmp_path):
    run(settings(tmp_path / "x", [written(tmp_path, [contact(k) for k in range(3)])]))
    for path in (tmp_path / "x").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_old_transcripts_go_and_scorecards_stay(tmp_path):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(3)])])
    run(given)
    later = settings(tmp_path, [written(tmp_path / "later", [contact(9, started_at="2026-06-01T09:00:00Z")])])
    run(later, day=date(2026, 6, 1))
    with open_store(given) as store:
        assert store.contacts.contact("c000") is None
        assert store.contacts.contact("c009") is not None
        assert store.cards.card("c000")


def test_people_are_named_by_pseudonyms_alone(tmp_path):
    events = [{"kind": "transfer", "agent": "agent-ines", "to": "agent-otis"}]
    path = written(tmp_path / "in", [contact(0, customer="ada@mail.example.be", agent="agent-ines", events=events)])
    given = settings(tmp_path / "kept", [path])
    run(given)
    everything = b"".join(p.read_bytes() for p in (tmp_path / "kept").rglob("*") if p.is_file())
    with open_store(given) as store:
        ring, kept = keys_of(given, store), store.contacts.contact("c000")
        everything += b"".join(
            str(row).encode() for t in ("contacts", "scorecards") for row in store.lake.rows(t).to_pylist()
        )
    assert kept.customer == ring.pseudonym(Kind.CUSTOMER, "ada@mail.example.be")
    assert {kept.agent, kept.events[0].agent} == {ring.pseudonym(Kind.AGENT, "agent-ines")}
    assert kept.events[0].to == ring.pseudonym(Kind.AGENT, "agent-otis")
    for name in (b"ada@mail", b"agent-ines", b"agent-otis"):
        assert name not in everything


def test_an_agent_is_asked_for_by_their_id_or_pseudonym_and_after_a_change_of_key(tmp_path, monkeypatch):
    monkeypatch.setenv("CCQA_KEY", "first-key-of-a-centre")
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(3)])])
    run(given)
    with open_store(given) as store:
        shown = keys_of(given, store).pseudonym(Kind.AGENT, "a1")
    monkeypatch.setenv("CCQA_KEY", "second-key-of-a-centre first-key-of-a-centre")
    run(settings(tmp_path, [written(tmp_path / "more", [contact(k) for k in range(3, 6)])]))
    with open_store(given) as store:
        assert [c.contact for c in cards_of_agent(given, store, "a1", date.min)] == ["c004", "c001"]
        assert [c.contact for c in cards_of_agent(given, store, shown, date.min)] == ["c001"]
        assert {c.agent for c in cards_of_agent(given, store, "a1", date.min)} == {"a1"}


def test_a_night_without_the_key_of_its_store_is_refused_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("CCQA_KEY", "first-key-of-a-centre")
    given = settings(tmp_path, [written(tmp_path, [contact(0)])])
    run(given)
    for other in ("", "second-key-of-a-centre"):
        monkeypatch.setenv("CCQA_KEY", other)
        with pytest.raises(StoreError, match="not at hand"):
            night.begin(given, datetime(2026, 1, 26, tzinfo=UTC))


def test_a_changed_contact_is_a_new_revision(tmp_path):
    run(settings(tmp_path, [written(tmp_path, [contact(0)])]))
    changed = contact(0)
    changed["turns"] = changed["turns"][:2]
    given = settings(tmp_path, [written(tmp_path, [changed])])
    run(given, at=datetime(2026, 1, 26, tzinfo=UTC) + timedelta(days=1))
    with open_store(given) as store:
        assert len(store.contacts.contact("c000").turns) == 2
        assert len(store.cards.cards_between(date(2026, 1, 1), DAY)) == 1


def test_an_unreadable_night_tells_and_leaves_the_store_as_it_was(tmp_path):
    from ccqa.errors import SourceError

    given = settings(tmp_path, [tmp_path / "nothing"])
    with pytest.raises(SourceError):
        run(given)
