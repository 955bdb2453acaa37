"""Whether a machine wrote a mail: automatic replies, notices and bounces are nobody's words."""

from __future__ import annotations

import re

from ccqa.formats._mail_roles import local_part

MACHINES = frozenset("mailerdaemon postmaster noreply donotreply nepasrepondre nichtantworten bounce bounces".split())
"""Senders that nobody can answer, signs taken out."""

MARKS = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-autoreply-from", "x-auto-reply")
BULK = frozenset({"bulk", "junk", "auto_reply", "auto-reply"})
SUBJECT = re.compile(
    r"auto(?:matic)?[ -]?reply\b|out of (?:the )?office\b|automatische antwort\b|abwesenheitsnotiz|"
    r"réponse automatique\b|absence du bureau\b|automatisch antwoord\b|afwezigheidsbericht|undeliverable:|"
    r"undelivered mail\b|delivery status notification\b|mail delivery (?:failed|failure|system)|returned mail:",
    re.IGNORECASE,
)


def is_automatic(headers: dict[str, str], sender: str | None, subject: str) -> bool:
    """Tell by the headers of RFC 3834 and of older programs, by the sender, or by the beginning of the subject."""
    submitted = headers.get("auto-submitted", "no").strip().lower()
    marked = any(headers.get(name, "no").strip().lower() not in {"no", "false"} for name in MARKS)
    return (
        not submitted.startswith("no")
        or marked
        or headers.get("precedence", "").strip().lower() in BULK
        or headers.get("return-path", "").strip() == "<>"
        or (sender is not None and local_part(sender) in MACHINES)
        or SUBJECT.match(subject) is not None
    )
