"""The pages of a night: what they say, what they keep quiet, and that nobody's words can run."""

import re
import stat
from collections import Counter

import pytest
from reporting.nights import EVIL_ID, card, contact, hostile, result, seen, view

from ccqa.config import What
from ccqa.errors import StoreError
from ccqa.finding import Verdict
from ccqa.reporting.naming import name_of
from ccqa.reporting.night import write_night
from ccqa.run.pulling import LoadReport


def plain(name="c-1", verdict=Verdict.PASS, criterion="CRT-04"):
    of = contact("A: Hello. | C: It broke. | A: Sorry to hear it.", name)
    return of, (card(of, result(criterion, verdict, evidence=[seen(of, 2, "Sorry")], searched=[0, 2])),)


def row_of(page, criterion):
    return re.search(rf'<tr id="of-{criterion}">.*?</tr>', page, re.DOTALL)[0]


def test_the_first_page_comes_first_and_names_every_pick(tmp_path):
    written = write_night(view([plain("b"), plain("a")]), tmp_path / "night")
    assert next(iter(written)) == tmp_path / "night" / "index.html"
    assert written[tmp_path / "night" / "index.html"] == (("shop", "a"), ("shop", "b"))
    assert [named for path, named in written.items() if path.parent.name == "contacts"] == [
        (("shop", "b"),),
        (("shop", "a"),),
    ]


def test_pages_are_for_their_owner_alone(tmp_path):
    written = write_night(view([plain()]), tmp_path / "night")
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in written} == {0o700}


def test_the_same_view_gives_the_same_bytes(tmp_path):
    one, two = (write_night(view([plain(), hostile()]), tmp_path / name) for name in ("one", "two"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_a_hostile_contact_stays_words_and_stays_in_the_folder(tmp_path):
    written = write_night(view([hostile()]), tmp_path / "night")
    files = {p for p in tmp_path.rglob("*") if p.is_file()}
    assert files == set(written)
    for path in files:
        assert re.fullmatch(r"[a-z0-9-]+\.html", path.name)
        page = path.read_text("utf-8")
        assert "<script" not in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "{{7*7}}" in page
        assert "&lt;script&gt;" in page
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


@pytest.mark.parametrize("name", [EVIL_ID, "..", "/etc/passwd", "", "con\0", "é" * 300, "\ud800"])
def test_a_file_name_is_plain_whatever_the_id(name):
    assert re.fullmatch(r"[a-z0-9-]{12,53}\.html", name_of("s", name))
    assert name_of("s", name) != name_of("t", name)


def test_under_ten_there_is_no_percentage(tmp_path):
    few = write_night(view([plain(f"c-{n}") for n in range(9)]), tmp_path / "few")
    many = write_night(view([plain(f"c-{n}") for n in range(10)]), tmp_path / "many")
    assert "%" not in row_of(next(iter(few)).read_text("utf-8"), "CRT-04")
    assert "100%" in row_of(next(iter(many)).read_text("utf-8"), "CRT-04")


def test_a_suspected_critical_stands_first_with_its_words_and_moves_no_share(tmp_path):
    judged = [plain("bad", Verdict.FAIL, "CRT-03"), *(plain(f"c-{n}", criterion="CRT-03") for n in range(20))]
    page = next(iter(write_night(view(judged), tmp_path / "n"))).read_text("utf-8")
    first = page[page.index('id="first"') : page.index('id="criteria"')]
    assert f"contacts/{name_of('shop', 'bad')}#t2" in first
    assert "<mark>Sorry</mark>" in first
    assert "For QA only" in first
    row = row_of(page, "CRT-03")
    assert "1</b> to confirm" in row
    assert "%" not in row


def test_a_pick_without_a_transcript_or_a_card_is_told_and_has_no_page(tmp_path):
    judged = [plain("kept"), plain("gone"), plain("unscored")]
    whole = view(judged)
    cards = {key: cards for key, cards in whole.cards.items() if key[1] != "unscored"}
    contacts = {key: of for key, of in whole.contacts.items() if key[1] != "gone"}
    written = write_night(view(judged, cards=cards, contacts=contacts), tmp_path / "n")
    page = next(iter(written)).read_text("utf-8")
    assert len(written) == 2
    assert "transcript not kept" in page
    assert "no scorecard" in page


def test_scorecards_of_another_revision_are_never_laid_over_the_words(tmp_path):
    of, (one,) = plain()
    other = contact("A: Short.", of.id, revision="r2")
    night = view([(of, (one,))])
    moved = view([(other, ())], cards=night.cards)
    assert len(write_night(moved, tmp_path / "n")) == 1


def test_an_empty_night_has_a_page(tmp_path):
    page = next(iter(write_night(view([]), tmp_path / "n"))).read_text("utf-8")
    assert "Nothing was drawn." in page


def test_the_page_says_whether_all_or_only_the_sample_was_scored(tmp_path):
    pages = [next(iter(write_night(view([plain()], what), tmp_path / what))).read_text("utf-8") for what in What]
    assert "Every contact that could be read was scored" in pages[0]
    assert "Only the sample was scored" in pages[1]
    for page in pages:
        assert "not yet validated by people" in page
        assert "certifies nothing" in page
        assert "compliant" not in page.lower()
        assert "iso requires" not in page.lower()


def test_nothing_outside_is_asked_for(tmp_path):
    for path in write_night(view([plain(), hostile()]), tmp_path / "n"):
        page = path.read_text("utf-8")
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
        assert "@import" not in page


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "n").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        write_night(view([plain()]), tmp_path / "n")


def test_the_load_report_tells_numbers_by_source_and_which_failed(tmp_path):
    calls = LoadReport(contacts=4, new=2, changed=1, known=1, languages=Counter({"nl": 4})).as_json()
    chats = LoadReport(failed="no file found for 'x'").as_json()
    calls["unscored"] = {"the agent has no turns in this transcript": 1}
    load = calls | {"sources": {"calls": calls, "chats": chats}}
    page = next(iter(write_night(view([plain()], load=load), tmp_path))).read_text("utf-8")
    row = re.search(r'<tr><th scope="row">calls</th>.*?</tr>', page, re.DOTALL)[0]
    assert re.findall(r">(\d+)<", row) == ["4", "0", "2", "1", "1", "0", "1", "0"]
    assert "<strong>Source chats failed</strong>" in page
    assert "no file found" in page
    assert "<summary>Source calls</summary>" in page
    assert "the agent has no turns in this transcript" in page
