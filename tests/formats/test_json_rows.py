"""JSON with a flat object a turn."""

from __future__ import annotations

import json

import pytest

from ccqa.contact import Role, Turn

ROWS = [
    {"contact_id": 7, "role": "agent", "text": "a", "at": "2026-01-15T10:00:00Z", "tone": 1},
    {"text": "b", "role": "customer", "contact_id": 7, "at": "2026-01-15T10:00:05Z", "agent": None},
]
FORMS = {
    "a line each": "\n".join(map(json.dumps, ROWS)),
    "one array": json.dumps(ROWS),
    "one array over many lines": json.dumps(ROWS, indent=2),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_objects_become_turns(content, one, noted, format_of):
    assert format_of(content.encode()) == "json_rows"
    assert one("json_rows", content).turns == (Turn(Role.AGENT, "a", 0.0), Turn(Role.CUSTOMER, "b", 5.0))
    assert noted == {"unknown key: tone": 1, "missing end": 2}


BAD = {
    "no role": {"contact_id": 7, "text": "c"},
    "no role and no text": {"contact_id": 7},
    "a text that is a list": {"contact_id": 7, "role": "agent", "text": ["c"]},
    "a time that is none": {"contact_id": 7, "role": "agent", "text": "c", "at": "soon"},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_contact_with_an_unreadable_object_is_rejected_whole(bad, read):
    fine = {"contact_id": 8, "role": "agent", "text": "fine"}
    contacts, (rejected,) = read("json_rows", "\n".join(map(json.dumps, [*ROWS, bad, fine])))
    assert [one.id for one in contacts] == ["8"]
    assert rejected.ref == "in/file.x:3"
    assert "gap" in rejected.reason


ALONE = {
    "no contact": {"role": "agent", "text": "c"},
    "an empty contact": {"contact_id": "", "role": "agent", "text": "c"},
    "a contact that is an object": {"contact_id": {}, "role": "agent", "text": "c"},
    "no object": 5,
}


@pytest.mark.parametrize("bad", ALONE.values(), ids=ALONE)
def test_an_object_without_contact_is_rejected_alone(bad, read):
    contacts, (rejected,) = read("json_rows", "\n".join(map(json.dumps, [*ROWS, bad])))
    assert len(contacts[0].turns) == 2
    assert rejected.ref == "in/file.x:3"
