"""Laws over every format: whatever a file holds, contacts or rejections come of it, and no word of it is told."""

from __future__ import annotations

import copy
import io
import json
import logging
from collections import Counter

import pytest
from formats import examples
from formats.examples import SECRET
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccqa.contact import Contact
from ccqa.errors import Rejected
from ccqa.formats import HEAD_BYTES, catalogue, recognise
from ccqa.formats.jsonl import to_line

WHOLE = examples.whole()
DEEP = "[" * 5000 + "]" * 5000
ODD = [
    None,
    True,
    0,
    -1,
    10**30,
    -(10**30),
    1e308,
    1.5,
    "",
    "\ud800",
    SECRET,
    f"{SECRET}\0",
    "9" * 5000,
    [],
    {},
    [[SECRET]],
    [None],
    {"a": SECRET},
]


class Heard(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


@pytest.fixture(scope="module")
def heard():
    """What any logger says."""
    handler, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.said
    root.removeHandler(handler)
    root.setLevel(level)


def read(one, content, heard):
    """Read bytes by a format, and hold it to the law."""
    noted = Counter()
    found = list(one.read(io.BytesIO(content), "f", noted))
    assert all(isinstance(each, Contact | Rejected) for each in found)
    assert SECRET not in repr([each for each in found if isinstance(each, Rejected)])
    assert SECRET not in repr(noted)
    assert not any(SECRET in said for said in heard)
    for each in found:
        if isinstance(each, Contact):
            assert each.turns
            to_line(each)
    return found


def places(node, here=()):
    """Yield the way to each value within a document."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*here, key)
        yield from places(value, (*here, key))


def put(document, place, value):
    changed = copy.deepcopy(document)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return changed


@st.composite
def documents(draw, one):
    """Return a document some of whose values are odd, nested deep, or given twice; mostly of the format's own shape."""
    every = list(examples.DOCUMENTS.values())
    own = [document for document in every if one.recognises(json.dumps(document).encode())]
    document = draw(st.sampled_from(own if own and draw(st.integers(0, 4)) else every))
    for _ in range(draw(st.integers(1, 3))):
        document = put(document, draw(st.sampled_from(list(places(document)))), draw(st.sampled_from(ODD)))
    text = json.dumps(document)
    if draw(st.booleans()):
        text = text.replace("null", draw(st.sampled_from([DEEP, "NaN", "1e999", "-0", '"\\ud800"'])), 1)
    if draw(st.booleans()):
        text = "{" + text[1:-1] + ", " + text[1:]
    return text.encode()


@st.composite
def broken(draw, content):
    """Return bytes of which some are other, missing or doubled."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        kind = draw(st.sampled_from(["flip", "cut", "drop", "double", "insert"]))
        if kind == "flip" and made:
            made[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del made[at:]
        elif kind == "drop":
            del made[at : at + draw(st.integers(1, 20))]
        elif kind == "double":
            made[at:at] = made[at : at + 40]
        else:
            made[at:at] = draw(
                st.sampled_from([b"\xff", b"\0", b'"', b"\xed\xa0\x80", b"9" * 400, b"\r", b"<![CDATA[", b"&#0;"])
            )
    return bytes(made)


SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.name)
@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_a_file_of_any_other_format_is_read_or_refused(one, content, heard):
    read(one, content, heard)


@pytest.mark.parametrize("name", WHOLE)
def test_every_shape_is_told_or_not_by_one_format_alone(name):
    assert sum(one.recognises(WHOLE[name][:HEAD_BYTES]) for one in catalogue()) <= 1


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.name)
@SLOW
@given(data=st.data())
def test_documents_with_odd_values_give_contacts_or_rejections_that_tell_nothing(one, data, heard):
    content = data.draw(documents(one))
    recognise(content[:HEAD_BYTES])
    read(one, content, heard)


@pytest.mark.parametrize("name", WHOLE)
@SLOW
@given(data=st.data())
def test_broken_files_give_contacts_or_rejections_that_tell_nothing(name, data, heard):
    content = data.draw(broken(WHOLE[name]))
    recognise(content[:HEAD_BYTES])
    for one in catalogue():
        if one.recognises(WHOLE[name][:HEAD_BYTES]):
            read(one, content, heard)


@SLOW
@given(data=st.data())
def test_broken_parts_of_a_workbook_give_contacts_or_rejections_that_tell_nothing(data, heard):
    parts = examples.workbook()
    name = data.draw(st.sampled_from([name for name in parts if name.startswith("xl/")]))
    content = examples.zipped({**parts, name: data.draw(broken(parts[name]))})
    (excel,) = [one for one in catalogue() if one.name == "excel"]
    read(excel, content, heard)


@pytest.mark.parametrize("one", [one for one in catalogue() if one.tabular], ids=lambda one: one.name)
@SLOW
@given(data=st.data())
def test_a_look_at_a_broken_table_never_fails(one, data):
    content = data.draw(broken(data.draw(st.sampled_from(list(WHOLE.values())))))
    one.tabular.may_be(content)
    assert all(len(row) >= 0 for row in one.tabular.peek(io.BytesIO(content)))
