"""A browser opens the pages of a hostile contact: nothing runs, nothing is injected."""

import os
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from reporting.nights import EVIL, RUBRIC, hostile, view

from ccqa.reporting.feedback import agent_feedback, to_html
from ccqa.reporting.night import write_night

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync").split()  # fmt: skip
RUNS = {"script", "img", "iframe", "object", "embed", "link", "base", "form", "video", "audio"}


class Elements(HTMLParser):
    """Collects what could run: elements that fetch or execute, and handlers of events."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in RUNS else []
        self.found += [name for name, _ in attrs if name.startswith("on")]


def runs(page):
    elements = Elements()
    elements.feed(page)
    return elements.found


@pytest.fixture
def dom(tmp_path):
    if CHROMIUM is None:
        if os.environ.get("CCQA_SERVERS_REQUIRED") == "1":
            pytest.fail("Chromium is required here, and absent")
        pytest.skip("Chromium is absent")

    def load(path):
        profile = tmp_path / "profile"
        command = [
            CHROMIUM,
            *QUIET,
            f"--user-data-dir={profile}",
            "--virtual-time-budget=2000",
            "--dump-dom",
            path.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
        shutil.rmtree(profile, ignore_errors=True)
        return done.stdout.decode("utf-8")

    return load


def test_a_browser_runs_nothing_of_a_hostile_contact(tmp_path, dom):
    of, cards = hostile()
    written = write_night(view([(of, cards)]), tmp_path / "night")
    coach = tmp_path / "feedback.html"
    coach.write_text(to_html(agent_feedback(EVIL, cards, {(of.source, of.id, of.revision): of}, RUBRIC)), "utf-8")
    for path in (*written, coach):
        page = dom(path)
        assert "<title>owned" not in page
        assert runs(page) == []
        assert "</html>" in page


def test_the_browser_would_have_told(tmp_path, dom):
    bait = tmp_path / "bait.html"
    bait.write_text(f"<!doctype html><title>x</title>{EVIL}", "utf-8")
    page = dom(bait)
    assert "<title>owned" in page
    assert {"script", "img", "onerror"} <= set(runs(page))
