from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from store.making import DAY, NOON, PLACE, card, contact, contacts

from ccqa.contact import Role, Turn
from ccqa.errors import StoreError, UsageError
from ccqa.store import Store, revision_of
from ccqa.store.contacts import contact_of, row_of
from ccqa.store.layout import CONTACTS
from ccqa.store.partition import packed, table_of, unpacked

TOMORROW = date(2026, 1, 16)


def through_the_lake(layout, row):
    return unpacked(packed(table_of(layout, [row])), layout).to_pylist()[0]


@settings(deadline=None)
@given(contacts)
def test_a_contact_comes_back_as_it_was(one):
    assert contact_of(through_the_lake(CONTACTS, row_of(one, PLACE))) == one


@given(contacts, contacts)
def test_a_revision_tells_contents_apart_and_nothing_else(one, other):
    assert revision_of(one) == revision_of(replace(one, revision="another"))
    assert len(revision_of(one)) == 16
    same = replace(one, revision="") == replace(other, revision="")
    assert (revision_of(one) == revision_of(other)) == same


def test_a_revision_is_the_same_in_every_process():
    assert contact().revision == "5ebf0e218287911f"


def test_a_contact_read_from_the_store_has_the_revision_of_its_words(store):
    store.contacts.save([contact()], DAY)
    found = store.contacts.contact("c1")
    assert found == contact()
    assert revision_of(found) == found.revision


def test_a_row_names_day_channel_language_and_agents(store):
    store.contacts.save(
        [contact(language="fr", turns=(Turn(Role.AGENT, "a", agent="bo"), Turn(Role.AGENT, "b", agent="al")))], DAY
    )
    (row,) = store.lake.query("SELECT day, language, channel, agents FROM contacts").to_pylist()
    assert row == {"day": DAY, "language": "fr", "channel": "other", "agents": ["al", "bo"]}


def test_a_contact_that_was_not_masked_is_not_stored(store):
    with pytest.raises(StoreError, match=r"shop/c9.*Mask them first"):
        store.contacts.save([contact(), replace(contact("c9"), revision="")], DAY)
    assert store.contacts.contact("c1") is None


def test_broken_characters_are_told_without_the_words(store):
    broken = replace(contact(), turns=(Turn(Role.AGENT, "secret \ud800"),))
    with pytest.raises(StoreError, match="shop/c1") as told:
        store.contacts.save([broken], DAY)
    assert "secret" not in str(told.value)


def test_a_document_that_cannot_be_read_is_told_without_the_words():
    row = row_of(contact(), PLACE) | {"document": '{"id": "c1", "turns": "secret"}'}
    with pytest.raises(StoreError, match="shop/c1") as told:
        contact_of(row)
    assert "secret" not in str(told.value)
    assert told.value.__suppress_context__


def test_the_latest_revision_is_meant_even_if_it_moved_to_another_day(store):
    old, new = contact(queue="old"), contact(queue="new", started_at=datetime(2026, 1, 14, tzinfo=UTC))
    store.contacts.save([old], DAY)
    store.contacts.save([new], DAY)
    assert store.contacts.contact("c1") == new
    assert store.contacts.contacts(["c1"]) == (new,)
    keys = [("shop", "c1", c.revision) for c in (old, new)]
    assert store.contacts.revisions([*keys, ("shop", "c1", "none")]) == dict(zip(keys, (old, new), strict=True))


def test_an_old_delivery_run_again_does_not_become_the_latest(store):
    old, new = contact(queue="old"), contact(queue="new")
    for delivery in (old, new, old):
        store.contacts.save([delivery], DAY)
    assert store.contacts.contact("c1") == new


def test_a_contact_of_unknown_start_stays_on_the_day_it_first_came(store):
    undated = contact(started_at=None)
    store.contacts.save([undated], DAY)
    store.contacts.save([undated], TOMORROW)
    assert store.lake.days("contacts") == (DAY,)
    store.cards.save([card(revision=undated.revision, started_at=None)], TOMORROW)
    assert store.lake.days("scorecards") == (DAY,)


def test_the_day_is_the_local_one(tmp_path):
    late = contact(started_at=datetime(2026, 1, 15, 23, 30, tzinfo=UTC))
    with Store.open(tmp_path, zone=ZoneInfo("Europe/Brussels")) as store:
        store.contacts.save([late], DAY)
        assert store.lake.days("contacts") == (TOMORROW,)


def test_two_sources_may_use_one_id(store):
    store.contacts.save([contact(), contact(source="club")], DAY)
    with pytest.raises(UsageError, match="'club', 'shop'"):
        store.contacts.contact("c1")
    assert store.contacts.contact("c1", "club").source == "club"
    assert [c.source for c in store.contacts.contacts(["c1", "c1"])] == ["club", "shop"]


def test_asking_for_nothing_finds_nothing(store):
    assert store.contacts.contacts([]) == ()
    assert store.contacts.contacts(["nobody"]) == ()
    assert store.contacts.revisions([]) == {}


def test_contacts_go_after_their_time_and_scorecards_stay(store):
    recent = contact("c2", started_at=datetime(2026, 1, 16, tzinfo=UTC))
    store.contacts.save([contact(), recent], DAY)
    store.cards.save([card()], DAY)
    assert store.contacts.drop_before(TOMORROW) == 1
    assert store.contacts.contact("c1") is None
    assert store.contacts.contact("c2") == recent
    assert store.lake.days("scorecards") == (DAY,)
    assert len(list(store.lake.root.glob("contacts/*/*.parquet"))) == 1
    assert store.contacts.drop_before(TOMORROW) == 0


def test_a_night_saved_twice_changes_no_byte(store):
    night = [contact(f"c{k}", queue=str(k), started_at=NOON if k % 2 else None) for k in range(6)]
    states = []
    for _ in range(2):
        store.contacts.save(night, DAY)
        states.append({p.name: p.read_bytes() for p in store.lake.root.rglob("*") if p.is_file() and p.name != "lock"})
    assert states[0] == states[1]


def test_of_some_revisions_the_last_is_known(store):
    for revision in ("r9", "r1", "r5"):
        store.contacts.save([contact("c1", revision=revision)], DAY)
    keys = [("shop", "c1", revision) for revision in ("r9", "r1")]
    assert store.contacts.last(keys) == {("shop", "c1", "r1")}
    assert store.contacts.last([*keys, ("shop", "c1", "r5")]) == {("shop", "c1", "r5")}
    assert store.contacts.last([]) == frozenset()
