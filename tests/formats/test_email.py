"""E-mails and mailboxes: threads, roles, bodies, and what must not become anybody's words."""

from __future__ import annotations

import io
from base64 import b64encode
from collections import Counter
from datetime import UTC, datetime
from time import process_time

import pytest

from ccqa.contact import Channel, Direction, Role
from ccqa.formats import catalogue, recognise
from ccqa.formats.email import with_centre

DESK, ADA, BO = "support@shop.example", "ada@shop.example", "bo@home.example"


def mail(body="Hi", hour=10, sender=BO, to=DESK, **fields):
    headers = {
        "From": sender,
        "To": to,
        "Date": f"Thu, 15 Jan 2026 {hour}:00:00 +0000",
        "Message-ID": f"<m{hour}@x.example>",
        "Subject": "Bill",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    return "".join(f"{name}: {value}\n" for name, value in headers.items() if value) + f"\n{body}\n"


def box(*mails):
    return "\n".join(f"From x@y Thu Jan 15 10:00:00 2026\n{one}" for one in mails)


ASKED = mail("My bill is wrong.")
ANSWERED = mail("I have corrected it.", 12, ADA, BO, In_Reply_To="<m10@x.example>", Subject="Re: Bill")


def test_a_thread_becomes_a_contact(one, noted):
    got = one("email", box(ANSWERED, ASKED))
    assert (got.channel, got.direction, got.reason) == (Channel.EMAIL, Direction.INBOUND, "Bill")
    assert (got.started_at, got.ended_at) == tuple(datetime(2026, 1, 15, hour, tzinfo=UTC) for hour in (10, 12))
    assert [(t.role, t.text, t.start_s) for t in got.turns] == [
        (Role.CUSTOMER, "My bill is wrong.", 0),
        (Role.AGENT, "I have corrected it.", 7200),
    ]
    assert noted == {"missing end": 2}


def test_no_address_and_no_message_id_becomes_an_id(one):
    got = one("email", box(ASKED, ANSWERED))
    assert "@" not in f"{got.id}{got.customer}{got.turns[1].agent}"
    assert got.id.startswith("mail-")
    assert got.turns[1].agent.startswith("agent-")
    assert one("email", ASKED).id == got.id
    assert "m10" not in got.id


def test_several_agents_are_told_apart(one, noted):
    other = mail("And refunded it.", 13, "cy@shop.example", BO, References="<m10@x.example> <m12@x.example>")
    agents = [turn.agent for turn in one("email", box(ASKED, ANSWERED, other)).turns]
    assert agents[0] is None
    assert len(set(agents)) == 3
    assert noted["several agents"] == 1


def test_an_address_that_several_share_names_no_agent(one):
    assert one("email", box(ASKED, mail("Done.", 12, DESK, BO, In_Reply_To="<m10@x.example>"))).turns[1].agent is None


THREADS = {
    "by references to a mail that is not there": (
        {"References": "<lost@x.example>"},
        {"References": "<lost@x.example>"},
        1,
    ),
    "by subject and people, as an answer": ({}, {"Subject": "AW: bill"}, 1),
    "the same subject, no answer": ({}, {}, 2),
    "an answer on another subject": ({}, {"Subject": "Re: Parcel"}, 2),
    "an answer between other people": ({}, {"Subject": "Re: Bill", "sender": "cy@home.example"}, 2),
    "no subject": ({"Subject": ""}, {"Subject": "Re:"}, 2),
}


@pytest.mark.parametrize(("first", "second", "count"), THREADS.values(), ids=THREADS)
def test_which_mails_belong_together(first, second, count, read):
    contacts, rejected = read("email", box(mail(**first), mail("Well?", 11, **second)))
    assert (len(contacts), rejected) == (count, [])


def test_a_mail_that_comes_twice_counts_once(one, noted):
    assert len(one("email", box(ASKED, ANSWERED, ASKED)).turns) == 2
    assert noted["duplicate message dropped"] == 1


ROLES = {
    "a role address at the other end": ({}, Role.CUSTOMER),
    "the role address itself": ({"sender": DESK, "to": BO}, Role.AGENT),
    "a name before it": ({"sender": f'"Bo (bo@else.example)" <{DESK}>', "to": BO}, Role.AGENT),
    "with signs": ({"sender": "Klanten-Dienst@shop.example", "to": BO}, Role.AGENT),
    "a weak word": ({"to": "info@shop.example"}, Role.CUSTOMER),
    "a weak word of a firm that writes to a desk": ({"sender": "info@firm.example"}, Role.CUSTOMER),
    "a domain below": ({"sender": "ada@mail.shop.example", "to": BO, "Cc": DESK}, Role.AGENT),
    "a domain that ends alike": ({"sender": "ada@notshop.example"}, Role.CUSTOMER),
    "the agent's header": ({"sender": ADA, "to": BO, "X_Agent_Id": "a-17"}, Role.AGENT),
    "the mailbox it was delivered to": ({"to": "list@x.example", "Delivered_To": "info@shop.example"}, Role.CUSTOMER),
    "a firm's desk writes to the mailbox": (
        {"sender": "help@firm.example", "to": "ada@shop.example", "Delivered_To": "info@shop.example"},
        Role.CUSTOMER,
    ),
    "neighbours at a free domain": ({"sender": "x@gmail.com", "to": "support@gmail.com"}, Role.CUSTOMER),
    "two people": ({"to": "cy@work.example"}, Role.UNKNOWN),
    "a desk writes to a desk": ({"sender": "help@firm.example"}, Role.UNKNOWN),
    "nobody": ({"sender": "undisclosed"}, Role.UNKNOWN),
    "a form that the centre sends itself": ({"sender": "noreply@shop.example", "Reply_To": BO}, Role.CUSTOMER),
}


@pytest.mark.parametrize(("fields", "role"), ROLES.values(), ids=ROLES)
def test_who_wrote(fields, role, one, noted):
    assert one("email", mail(**fields)).turns[0].role is role
    assert noted["unknown role"] == (role is Role.UNKNOWN)


def test_a_header_names_the_agent(one):
    assert one("email", mail(sender=ADA, to=BO, X_Agent_Id="a-17")).turns[0].agent == "a-17"


def test_a_centre_that_is_known_is_not_guessed():
    one = with_centre(["Cy@Work.Example"], ["other.example"])
    (got,) = one.read(io.BytesIO(mail(sender="cy@work.example", to=DESK).encode()), "f", Counter())
    assert got.turns[0].role is Role.AGENT
    (got,) = one.read(io.BytesIO(ASKED.encode()), "f", Counter())
    assert got.turns[0].role is Role.CUSTOMER


AUTOMATIC = {
    "replied": {"Auto_Submitted": "auto-replied"},
    "generated": {"Auto_Submitted": "auto-generated; x=y"},
    "an old mark": {"X_Autoreply": "yes"},
    "precedence": {"Precedence": "auto_reply"},
    "a bounce": {"Return_Path": "<>"},
    "the mail system": {"sender": "MAILER-DAEMON@shop.example"},
    "nobody to answer": {"sender": "no-reply@shop.example"},
    "out of office": {"Subject": "Out of Office: Bill"},
    "fr": {"Subject": "=?utf-8?q?R=C3=A9ponse_automatique?= : facture"},
    "nl": {"Subject": "Automatisch antwoord: factuur"},
    "de": {"Subject": "Automatische Antwort: Rechnung"},
    "a report": {"Content_Type": "multipart/report; boundary=b", "body": "--b\n\nNot delivered.\n--b--"},
}


@pytest.mark.parametrize("fields", AUTOMATIC.values(), ids=AUTOMATIC)
def test_automatic_mails_are_nobodys_words(fields, one):
    assert one("email", mail(**({"sender": ADA, "to": BO, "Cc": DESK} | fields))).turns[0].role is Role.BOT


BY_HAND = {
    "said to be by hand": {"Auto_Submitted": "no"},
    "a parcel that did not come": {"Subject": "Undelivered parcel"},
    "an absence": {"Subject": "Afwezigheid van uw monteur"},
    "an office": {"Subject": "Your office is out of order"},
}


@pytest.mark.parametrize("fields", BY_HAND.values(), ids=BY_HAND)
def test_mails_by_hand_are_not_taken_for_automatic_ones(fields, one):
    assert one("email", mail(**fields)).turns[0].role is Role.CUSTOMER


def test_what_colleagues_write_to_each_other_is_dropped(one, noted):
    note = mail("The customer is a pain.", 11, ADA, "cy@shop.example", References="<m10@x.example>")
    got = one("email", box(ASKED, note, ANSWERED))
    assert [turn.role for turn in got.turns] == [Role.CUSTOMER, Role.AGENT]
    assert noted["internal note dropped"] == 1


def test_an_answer_that_does_not_say_to_whom_is_no_note(one):
    got = one("email", box(ASKED, mail("Done.", 12, DESK, "", References="<m10@x.example>")))
    assert [turn.role for turn in got.turns] == [Role.CUSTOMER, Role.AGENT]


def test_a_message_of_history_alone_is_dropped_and_counted(one, read, noted):
    empty = mail(
        "On Thu, 15 Jan 2026 at 10:00, Bo <bo@home.example> wrote:\n> My bill",
        12,
        ADA,
        BO,
        References="<m10@x.example>",
    )
    assert len(one("email", box(ASKED, empty)).turns) == 1
    assert (noted["quoted history dropped"], noted["empty turn dropped"]) == (1, 1)
    assert read("email", empty)[1][0].reason == "no turns"


PARTS = """--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{plain}
--c
Content-Type: text/html

<p>Hello</p>
--c--
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

secret
--b
Content-Type: message/rfc822

From: c@d.example

others' words
--b--
"""


@pytest.mark.parametrize(("plain", "text"), [("Grüezi", "Grüezi"), ("", "Hello")])
def test_plain_text_comes_before_html_and_attachments_are_not_read(plain, text, one, noted):
    body = PARTS.format(plain=b64encode(plain.encode()).decode())
    assert one("email", mail(body, Content_Type="multipart/mixed; boundary=b")).turns[0].text == text
    assert noted["attachment not read"] == 2


TEXTS = {
    "what it says": ("utf-8", "Café €", "utf-8", 0),
    "nothing said": ("utf-8", "Café €", None, 0),
    "a lie, really UTF-8": ("utf-8", "Café €", "iso-8859-1", 1),
    "a lie, really Windows text": ("cp1252", "Café €", "utf-8", 1),
    "Windows text by its usual name": ("cp1252", "Café €", "iso-8859-1", 0),
    "plain letters are Windows text too": ("cp1252", "Café €", "us-ascii", 0),
    "an older set": ("iso-8859-15", "Café €", "iso-8859-15", 0),
    "two bytes a letter": ("utf-16", "Café €", "utf-16", 0),
    "seven bits": ("iso-2022-jp", "日本", "iso-2022-jp", 0),
    "no set at all": ("cp1252", "Café €", "x-none", 1),
    "one that takes minutes": ("ascii", "Cafe", "punycode", 0),
}


@pytest.mark.parametrize("case", TEXTS.values(), ids=TEXTS)
def test_the_character_set_of_a_text(case, one, noted):
    really, text, claimed, counted = case
    kind = f"text/plain; charset={claimed}" if claimed else None
    head = mail("", Content_Type=kind, Content_Transfer_Encoding="base64").encode()
    assert one("email", head + b64encode(text.encode(really))).turns[0].text == text
    assert noted["character set told wrongly"] == counted


SUBJECTS = {
    "=?utf-8?q?Fa=C3=A7ade_bleue?=": "Façade bleue",
    "=?iso-8859-1?B?UmVjaG51bmcg/A==?= =?utf-8?q?ber?=": "Rechnung über",
    "Re: AW: [12] =?utf-8?q?x?=": "[12] x",
    "=?utf-8?b?###?= y": "y",
    "raw Façade": "raw Façade",
}


@pytest.mark.parametrize(("written", "subject"), SUBJECTS.items())
def test_encoded_subjects(written, subject, one):
    assert one("email", mail(Subject=written)).reason == subject


TIMES = {
    "a zone": ({"Date": "Thu, 15 Jan 2026 11:00:00 +0100"}, 10),
    "none, but a relay's": ({"Date": "", "Received": "from a\n\tby b; Thu, 15 Jan 2026 10:00:00 +0000"}, 10),
    "one that cannot be, but a relay's": ({"Date": "soon", "Received": "x; Thu, 15 Jan 2026 10:00:00 +0000"}, 10),
    "none": ({"Date": ""}, None),
    "another millennium": ({"Date": "Thu, 15 Jan 9026 10:00:00 +0000"}, None),
}


@pytest.mark.parametrize(("fields", "hour"), TIMES.values(), ids=TIMES)
def test_when_a_mail_was_written(fields, hour, one, noted):
    at = one("email", mail(**fields)).started_at
    assert at == (hour and datetime(2026, 1, 15, hour, tzinfo=UTC))
    assert noted["message without time"] == (hour is None)


def test_a_thread_in_two_languages_keeps_both(one):
    got = one("email", box(mail("Ma facture est fausse."), ANSWERED))
    assert (got.language, [turn.text for turn in got.turns]) == (
        None,
        ["Ma facture est fausse.", "I have corrected it."],
    )


def test_redaction_marks_are_counted(one, noted):
    one("email", mail("I am [NAME], {{CARD}}."))
    assert noted["redaction mark"] == 2


def test_a_line_of_text_does_not_begin_a_message(one):
    text = "Hello\n\n>From here on it failed.\n\nFrom Monday on too."
    assert one("email", box(mail(text))).turns[0].text == "Hello\n\nFrom here on it failed.\n\nFrom Monday on too."


def test_only_a_mailbox_marks_such_lines(one):
    assert one("email", mail("Mine.\n>From here on it is quoted.")).turns[0].text == "Mine."


def test_a_message_begins_after_a_blank_line_only(one):
    text = "Their server said:\nFrom x@y Thu Jan 15 10:00:00 2026"
    assert one("email", box(mail(text))).turns[0].text == text


def test_line_ends_of_windows_and_html_in_quoted_printable(one):
    raw = mail(
        "<p>Caf=C3=A9=20=\n</p><br>Bye",
        Content_Type="text/html; charset=utf-8",
        Content_Transfer_Encoding="quoted-printable",
    )
    assert one("email", raw.replace("\n", "\r\n")).turns[0].text == "Café\n\nBye"


BROKEN = {
    "a boundary that never comes": mail("Words", Content_Type="multipart/mixed; boundary=never"),
    "no boundary": mail("Words", Content_Type="multipart/mixed"),
    "base64 that is none": mail("%%%%", Content_Transfer_Encoding="base64"),
    "a set without a name": mail("Words", Content_Type="text/plain; charset*=x'\""),
    "headers alone": mail("").rstrip(),
    "no text": mail(""),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_mails_give_a_contact_or_a_reason(content, read):
    contacts, rejected = read("email", content)
    assert len(contacts) + len(rejected) == 1


def nested(depth):
    return "".join(f"Content-Type: multipart/mixed; boundary=b{k}\n\n--b{k}\n" for k in range(depth))


ABOVE = {
    "parts within parts": f"From: a@b.example\nTo: {DESK}\n" + nested(3000),
    "a header": mail(Content_Type="text/plain; " + "x" * 5000),
    "lines": mail("x\n" * 600_000),
    "text": mail("x" * 1_000_001),
    "text of HTML": mail("&#x1F600;<br>" + "x<br>" * 510_000, Content_Type="text/html"),
    "HTML": mail("<p>" * 1_100_000, Content_Type="text/html"),
}


@pytest.mark.parametrize("content", ABOVE.values(), ids=ABOVE)
def test_what_is_above_a_limit_is_rejected(content, refusal):
    assert "above" in refusal("email", content).reason


HOSTILE = {
    "names in brackets": mail(sender="(" * 20_000),
    "addresses": mail(to="a," * 10_000),
    "quotation marks": mail(sender='"' * 20_000),
    "encoded words": mail(Subject="=?" * 10_000),
    "references": mail(References="<a" * 10_000),
    "a date": mail(Date="1 " * 10_000),
    "a type": mail(Content_Type="text/plain" + ';"' * 1900),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_headers_made_to_take_long_do_not(content, one):
    start = process_time()
    one("email", content)
    assert process_time() - start < 5


def test_one_bad_message_leaves_the_rest_of_a_mailbox(read):
    contacts, (rejected,) = read("email", box(ASKED, ABOVE["a header"], ANSWERED), "d/in.mbox")
    assert len(contacts[0].turns) == 2
    assert rejected.ref == "d/in.mbox#2"


GENUINE = {
    "email1.eml": ("Hi Jeff:", "Cheers,Dan", 0),
    "email3.eml": ("Hi Jeff:Just", "Cheers,Dan", 1),
    "email_acct_prob_alice_reply.txt": ("Hi Bob:Got it.", "Thanks.", 0),
    "email_prob_followup_bob_reply.txt": ("Hi Alice:", "Thanks.", 0),
}


@pytest.mark.parametrize(("name", "expected"), GENUINE.items())
def test_genuine_mails(name, expected, shared, one, noted):
    path = shared / "email_rfc822" / name
    assert recognise(path.read_bytes()).name == "email"
    (turn,) = one("email", path).turns
    begin, end, attachments = expected
    assert turn.text.startswith(begin)
    assert turn.text.endswith(end)
    assert "wrote:" not in turn.text
    assert noted["attachment not read"] == attachments
    assert noted["quoted history dropped"] == (name != "email1.eml")


def test_every_genuine_file_is_of_one_format_at_most(shared):
    heads = [path.read_bytes()[:65536] for path in sorted(shared.rglob("*")) if path.is_file()]
    assert max(sum(one.recognises(head) for one in catalogue()) for head in heads) == 1
