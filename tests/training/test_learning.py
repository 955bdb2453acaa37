"""The classifier is learnt from labelled contacts alone, the same each time, and refused where it was changed."""

import zipfile

import numpy as np
import pytest

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.errors import ConfigError
from ccqa.evaluation.gold import Gold, Labels
from ccqa.reading.acts import ACTS, COLUMN
from ccqa.reading.content import Content
from ccqa.reading.matching import language
from ccqa.reading.reader import Reader
from ccqa.reading.stored import load, save
from ccqa.training import agreement, content, measured
from ccqa.training.card import write
from ccqa.training.examples import Examples
from ccqa.training.fitting import train
from ccqa.training.matrix import matrix

SAID = (
    (
        Role.AGENT,
        "Welcome aboard, Tess of Northvale speaking.",
        ("greeting", "self_introduction", "organisation_named"),
    ),
    (Role.CUSTOMER, "The flux gate rattles since Monday.", ("need",)),
    (Role.AGENT, "Tighten the bolt below the flux gate.", ("solution",)),
    (Role.CUSTOMER, "Splendid, it purrs again.", ("confirms_resolved",)),
    (Role.AGENT, "Toodle-oo and a splendid week.", ("closing",)),
)


def gold(number, writer):
    turns = tuple(Turn(role, f"{text} {number}") for role, text, _ in SAID)
    contact = Contact(id=f"c{number}", language="en", channel=Channel.CHAT, turns=turns)
    labels = tuple(Labels(frozenset(acts), frozenset(), frozenset()) for _, _, acts in SAID)
    return Gold(contact, f"g{number}", labels, {}, ACTS, writer)


@pytest.fixture(scope="module")
def examples():
    return Examples("en", tuple(gold(n, f"en-{n % 3}") for n in range(18)))


@pytest.fixture(scope="module")
def trained(examples):
    return train([examples], {"en": examples.by_turn([n % 3 for n in range(18)])}, "acts/test", lambda _: None)


def test_what_was_learnt_is_found_where_no_word_is_known(trained):
    said = Contact(id="x", language="en", turns=gold(99, None).contact.turns)
    without, with_model = Reader().detections(said), Reader(trained.model).detections(said)
    closing = [d for d in with_model if d.act == "closing" and d.confidence >= 0.5]
    assert not [d for d in without if d.act == "closing"]
    assert [(d.span.turn, d.by) for d in closing] == [(4, "acts/test")]


def test_two_trainings_give_the_same_digest(examples, trained, tmp_path):
    again = train([examples], {"en": examples.by_turn([n % 3 for n in range(18)])}, "acts/test", lambda _: None)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    assert save(trained.model, folders[0]) == save(again.model, folders[1])


def test_a_stored_model_says_the_same(trained, tmp_path):
    save(trained.model, tmp_path)
    contact = gold(99, None).contact
    kept = Reader(load(tmp_path)).detections(contact)
    assert [(d.act, d.span) for d in kept] == [(d.act, d.span) for d in Reader(trained.model).detections(contact)]


def test_a_changed_model_is_refused(trained, tmp_path):
    save(trained.model, tmp_path)
    path = tmp_path / "model.skops"
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    largest = max((name for name in inside if name.endswith(".npy")), key=lambda name: len(inside[name]))
    inside[largest] = inside[largest][:-1] + bytes([inside[largest][-1] ^ 1])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content_ in inside.items():
            archive.writestr(name, content_)
    with pytest.raises(ConfigError, match=r"not those that model.toml was written for"):
        load(tmp_path)


@pytest.mark.parametrize("rest", [b"", b"PK", b"nonsense"])
def test_a_broken_model_is_refused(trained, tmp_path, rest):
    save(trained.model, tmp_path)
    (tmp_path / "model.skops").write_bytes(rest)
    with pytest.raises(ConfigError, match=r"model\.skops"):
        load(tmp_path)


def test_the_fast_path_weighs_as_the_features_say(examples):
    weights = content.fit(examples.counted, examples.done, examples.able)
    heard = language("en")
    page = heard.page([turn.text for one in examples.contacts for turn in one.contact.turns])
    slow = sum(
        matrix(of, table.keys) @ table.rows * factor
        for of, table, factor in (
            (examples.counted.words, weights.words, 1.0),
            (examples.counted.pairs, weights.pairs, 1.0),
            (examples.counted.pieces, weights.pieces, 0.3),
        )
    )
    assert np.allclose(Content(weights, heard.word).scores(page), slow + weights.bias, atol=1e-3)


def test_what_nobody_judged_teaches_nothing():
    one = gold(1, None)
    labels = (None, Labels(frozenset(), frozenset({"need"})), *one.labels[2:])
    able = Examples("en", (Gold(one.contact, "g", labels, {}, ACTS - {"solution"}),)).able
    assert not able[0].any()
    assert not able[1, COLUMN["need"]]
    assert not able[1, COLUMN["correction"]]
    assert not able[2, COLUMN["solution"]]
    assert able[3, COLUMN["need"]]


def test_held_out_figures_and_card_name_their_data(examples, trained, tmp_path):
    figures = {"digest": "d" * 64, "held_out": measured.held_out([examples], trained), "second_reader": None}
    assert figures["held_out"]["all"]["contacts"] == 18
    assert {"en", "chat", "without en-0"} <= figures["held_out"].keys()
    write([examples], figures, tmp_path, "acts/test")
    card = (tmp_path / "card.md").read_text()
    assert "large language models" in card
    assert "en-0, en-1, en-2" in card


def test_agreement_is_counted_over_what_both_labelled():
    first = [gold(1, "a"), gold(2, "a")]
    other = Gold(first[0].contact, "g", (*first[0].labels[:4], Labels(frozenset(), frozenset())), {}, ACTS)
    figures = agreement.between(first, [other])
    assert figures["contacts"] == 1
    assert figures["acts"]["closing"]["f1"] == 0
    assert figures["acts"]["greeting"]["f1"] == 1
    assert agreement.between(first, []) is None
