"""HTML bodies become the words that a reader sees, in time that grows with the length alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.formats._html import unescaped, words_of

BODIES = {
    "plain": ("Hello", "Hello"),
    "lines as Gmail writes them": ("<div>a</div><div><br></div><div>b</div><div>c<br></div><div>d", "a\n\nb\nc\nd"),
    "paragraphs": ("<p>a</p>\n<p>b<br>\nc</p>", "a\n\nb\nc"),
    "a list": ("<ul>\n<li>x</li>\n <li>y</li></ul>z", "x\ny\nz"),
    "a table": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc"),
    "breaks of the source are none": ("a\nb <b>c</b>\n\nd", "a b c d"),
    "references": ("&lt;p&gt; &amp; caf&eacute;&nbsp;5&#8364; &nosuch;", "<p> & café 5€ &nosuch;"),
    "signs that are no tags": ("2 < 3, 4 > 1, x<3", "2 < 3, 4 > 1, x<3"),
    "a sign within an attribute": ('<a title="a > b">x</a>', "x"),
    "scripts and styles": ("<style>p{}</style>a<script>if (x<y) z()</script>b", "ab"),
    "a head": ("<html><head><title>t</title></head><body>a", "a"),
    "comments": ("a<!-- <p>no -->b<!--[if mso]>no<![endif]-->c<!-- open", "abc"),
    "hidden words": ('a<div style="display: none">no</div><span style="color:red">b</span>', "a\nb"),
    "invisible characters": ("a\u200b\u00adb\x1e\x1f", "ab"),
}


@pytest.mark.parametrize(("body", "text"), BODIES.values(), ids=BODIES)
def test_the_words_of_a_body(body, text):
    assert words_of(body) == (text, False)


QUOTED = {
    "blockquote": "<p>mine</p><blockquote>old <blockquote>older</blockquote> old</blockquote>",
    "gmail": 'mine<div class="gmail_quote"><div class="gmail_attr">On ... wrote:</div>old<div>old</div></div>',
    "yahoo": '<div>mine</div><div id="ydp1yahoo_quoted_2" class="ydp1yahoo_quoted"><div>old</div></div>',
    "never closed": "mine<blockquote>old<p>old",
}


@pytest.mark.parametrize("body", QUOTED.values(), ids=QUOTED)
def test_quoted_history_is_left_out_and_told(body):
    assert words_of(body) == ("mine", True)


def test_words_around_a_quotation_stay():
    assert words_of("a<blockquote>old</blockquote>b") == ("a\nb", True)


BOMBS = [
    "<div>",
    "<a href='",
    "<!--",
    "<div",
    "</",
    "<![",
    "<![CDATA[",
    "<a \"'",
    "&",
    "<script>",
    "<blockquote>",
    "\n ",
]


@pytest.mark.parametrize("part", BOMBS)
def test_a_body_made_to_take_long_does_not(part):
    start = process_time()
    words_of(part * (300_000 // len(part)))
    assert process_time() - start < 5


def test_a_number_of_thousands_of_digits_is_no_character():
    assert unescaped("&#" + "9" * 5000 + ";") == "&#" + "9" * 5000 + ";"


@given(st.text(max_size=300) | st.text("<>/\"'=!-&;# abp\n", max_size=300))
def test_any_text_has_words(body):
    text, _ = words_of(body)
    assert text == text.strip()
    assert len(text) <= len(body) * 2
