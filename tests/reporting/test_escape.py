"""Control and direction characters are shown, never obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.reporting.escape import visible


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\u202eb", "a[U+202E]b"),
        ("\u061c", "[U+061C]"),
        ("a\r\nb", "a␍\nb"),
        ("é\t😀\n", "é\t😀\n"),
    ],
)
def test_what_steers_is_shown(said, shown):
    assert visible(said) == shown


@given(st.text("aé😀漢 \n\t"))
def test_words_are_kept(said):
    assert visible(said) == said
