"""The documents tell what the program is: generated pages are current, commands that are shown exist, links lead somewhere."""

import re
from pathlib import Path

import pytest

from ccqa.cli.main import COMMANDS
from ccqa.cli.reference import pages

ROOT = Path(__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SPEAKS_OF_OTHER_THINGS = re.compile(
    r"\bISO requires\b|\bcompliant\b|(?<![\w.])/(work|root|home)/\w|registry|\bsession of\b", re.IGNORECASE
)


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=pages())
def test_a_generated_page_is_current(name, text):
    assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == text, "run `make docs`"


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_that_are_shown_exist(path):
    for block in re.findall(r"^```(?:sh|text)\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in re.findall(r"^(?:\S*/)?ccqa +([a-z-]+)", block, re.MULTILINE):
            assert line in COMMANDS or line.startswith("-"), line


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_page_claims_no_conformity_and_names_no_machine(path):
    assert not SPEAKS_OF_OTHER_THINGS.search(path.read_text("utf-8"))
