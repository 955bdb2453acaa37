"""What is old goes, kind by kind, tells how much, and takes nothing else with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import orjson

from ccqa.config import Retention
from ccqa.run.night import open_store
from ccqa.run.verifying import verify
from ccqa.sampling import Plan
from run.nights import run, settings
from run.planted import kept

FIRST = date(2026, 1, 25)


def night(tmp_path, day, name, days=None, **limits):
    """Run a night of one contact, of that day and name."""
    turns = [
        {"role": "customer", "text": f"My lamp {name} broke."},
        {"role": "agent", "text": "Hello.", "agent": "ana"},
    ]
    inbox = tmp_path / name
    inbox.mkdir(exist_ok=True)
    started = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=days or 0)
    one = {"id": name, "language": "en", "customer": f"p-{name}", "started_at": started.isoformat(), "turns": turns}
    (inbox / "x.jsonl").write_bytes(orjson.dumps(one))
    given = settings(tmp_path / "kept", [inbox], sample=Plan(size=5), retention=Retention(**limits))
    return given, run(given, day, datetime(day.year, day.month, day.day, 22, tzinfo=UTC))


def pages(tmp_path):
    out = tmp_path / "kept" / "out"
    return sorted(path.relative_to(out).parts[0] + "/" + path.parts[-2] for path in out.rglob("*.html"))


def test_a_page_of_a_contact_goes_with_its_transcript_and_the_first_page_stays(tmp_path):
    night(tmp_path, FIRST, "quillon")
    later = FIRST + timedelta(days=40)
    given, outcome = night(tmp_path, later, "tessera")
    assert pages(tmp_path) == ["2026-01-25/2026-01-25", "2026-03-06/2026-03-06", "2026-03-06/contacts"]
    assert "<b>" in outcome.page.read_text("utf-8")
    with open_store(given) as store:
        assert store.contacts.contact("quillon") is None
        assert store.cards.card("quillon")
        assert verify(given, store).broken == ()


def test_the_report_tells_what_goes_and_again_when_the_night_is_run_again(tmp_path):
    night(tmp_path, FIRST, "quillon")
    later = FIRST + timedelta(days=40)
    _, outcome = night(tmp_path, later, "tessera")
    page = outcome.page.read_bytes()
    told = page.decode().split("its time is over")[-1]
    assert '<th scope="row">transcripts</th><td class="num">1</td>' in told
    assert '<th scope="row">pages</th><td class="num">1</td>' in told
    assert "scorecards" not in told.split("</table>")[0]
    _, outcome = night(tmp_path, later, "tessera")
    assert outcome.page.read_bytes() == page


def test_pages_of_tonight_stay_for_tonight_however_old_their_contacts(tmp_path):
    given, _ = night(tmp_path, FIRST, "quillon", days=90)
    assert "2026-01-25/contacts" in pages(tmp_path)
    with open_store(given) as store:
        assert store.contacts.contact("quillon") is None
    night(tmp_path, FIRST + timedelta(days=1), "tessera")
    assert "2026-01-25/contacts" not in pages(tmp_path)


def test_scorecards_reports_and_facts_go_in_their_time(tmp_path):
    limits = {"scorecard_days": 50, "report_days": 60, "ledger_days": 70}
    night(tmp_path, FIRST, "quillon", **limits)
    for days, has_card, has_page, has_facts in ((49, True, True, True), (51, False, True, True), (61, False, False, True), (71, False, False, False)):  # fmt: skip
        given, _ = night(tmp_path, FIRST + timedelta(days=days), f"n{days}", **limits)
        with open_store(given) as store:
            assert bool(store.cards.card("quillon")) is has_card, days
            assert ("2026-01-25/2026-01-25" in pages(tmp_path)) is has_page, days
            assert (b'"contact": "quillon"' in dumped(store)) is has_facts, days
            assert verify(given, store).broken == (), days
    assert b"quillon" not in kept(tmp_path / "kept")


def dumped(store):
    lines = [orjson.loads(line) for line in store.ledger.canonical_dump().splitlines()]
    return str([line for line in lines if line["table"] in {"runs", "people"}]).replace("'", '"').encode()


def test_the_ledger_outlives_what_it_leads_to(tmp_path):
    night(tmp_path, FIRST, "quillon", ledger_days=1, report_days=400)
    given, _ = night(tmp_path, FIRST + timedelta(days=100), "tessera", ledger_days=1, report_days=400)
    with open_store(given) as store:
        assert b'"contact": "quillon"' in dumped(store)


def test_letting_go_twice_lets_go_once(tmp_path):
    from ccqa.run.retaining import due, let_go

    night(tmp_path, FIRST, "quillon")
    later = FIRST + timedelta(days=40)
    given, _ = night(tmp_path, later, "tessera")
    with open_store(given) as store:
        assert not any(due(given, store, later).values())
        before = kept(tmp_path / "kept" / "out")
        let_go(given, store, later)
        assert kept(tmp_path / "kept" / "out") == before
