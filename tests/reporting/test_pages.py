"""A page is mended: what is about a contact goes, all else stays."""

import re

from reporting.nights import card, contact, hostile, result, seen, view

from ccqa.finding import Verdict
from ccqa.reporting.night import write_night
from ccqa.reporting.pages import holding, without_agent, without_contacts


def said(name, words):
    of = contact(f"A: Sorry, {words} it is. | C: Well. | A: Goodbye.", name, agent=f"kkkk-{name}")
    return of, (card(of, result("CRT-03", Verdict.FAIL, evidence=[seen(of, 0, words)]), agent=f"kkkk-{name}"),)


def first_page(tmp_path, judged, **fields):
    return next(iter(write_night(view(judged, **fields), tmp_path / "n")))


def test_all_about_a_contact_goes_and_the_others_stay(tmp_path):
    page = first_page(tmp_path, [said("ash", "umbrage"), said("birch", "marzipan")]).read_text("utf-8")
    assert "umbrage" in page
    mended = without_contacts(page, [("shop", "ash")])
    assert not re.search(r"umbrage|(?<!kkkk-)\bash\b", mended)
    assert mended.count("marzipan") == page.count("marzipan")
    assert mended.count("<section") == page.count("<section")
    assert "Content-Security-Policy" in mended
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    assert style in mended


def test_a_pick_without_a_transcript_goes_too(tmp_path):
    judged = [said("ash", "umbrage"), said("birch", "marzipan")]
    page = first_page(tmp_path, judged, contacts={}, cards={}).read_text("utf-8")
    assert re.search(r"\bash\b", page)
    assert not re.search(r"(?<!kkkk-)\bash\b", without_contacts(page, [("shop", "ash")]))


def test_a_contact_of_another_source_stays(tmp_path):
    page = first_page(tmp_path, [said("ash", "umbrage")]).read_text("utf-8")
    assert without_contacts(page, [("club", "ash")]) is None


def test_the_page_of_a_contact_is_theirs_whole(tmp_path):
    _, page = write_night(view([said("ash", "umbrage")]), tmp_path / "n")
    assert without_contacts(page.read_text("utf-8"), [("shop", "ash")]) is None


def test_hostile_words_are_cut_out_and_stay_harmless_elsewhere(tmp_path):
    evil = hostile()
    page = first_page(tmp_path, [evil, said("birch", "marzipan")]).read_text("utf-8")
    mended = without_contacts(page, [("shop", "birch")])
    assert "marzipan" not in mended
    assert "<script" not in mended
    assert "<img" not in mended
    gone = without_contacts(page, [(evil[0].source, evil[0].id)])
    assert "../../x" in page
    assert "../../x" not in gone
    assert "marzipan" in gone


def test_an_agent_is_told_no_more(tmp_path):
    page = first_page(tmp_path, [said("ash", "umbrage"), said("birch", "marzipan")]).read_text("utf-8")
    mended = without_agent(page, ["kkkk-ash", "llll-ash"])
    assert "kkkk-ash" not in mended
    assert "umbrage" in mended
    assert "kkkk-birch" in mended


def test_pages_are_found_by_the_words_they_hold(tmp_path):
    (tmp_path / "a").mkdir()
    for name, text in (("a/x.html", "one"), ("y.html.tmp", "one two"), ("z.html", "two"), ("no.txt", "one")):
        (tmp_path / name).write_text(text)
    assert [path.name for path in holding(tmp_path, ["one"])] == ["x.html", "y.html.tmp"]
    assert list(holding(tmp_path, [])) == []
    assert list(holding(tmp_path / "nowhere", ["one"])) == []
