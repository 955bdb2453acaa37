"""A night: nothing lost, nothing twice, the same again byte for byte, and nothing personal anywhere."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from ccqa.config import What
from ccqa.run.night import open_store
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


def test_two_machines_make_the_same_files_in_whatever_order_they_work(tmp_path):
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
    assert sum(p.weight for p in picks if p.probability) == pytest.approx(20)
    assert {p.stratum for p in picks if p.probability} == {f"a{k} / chat / en" for k in range(3)}


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
