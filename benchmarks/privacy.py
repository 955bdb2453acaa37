"""How much that is personal is found, beside Presidio's recognisers alone, and what it costs, in one run.

    python benchmarks/privacy.py [--rounds N]

Recall and precision by slot on ../shared/corpora/multidogo_customer_sentences (customer's side only, no punctuation);
recall of names on contacts that ship, in benchmarks/names.toml; what masking costs beside scoring. Prints counts alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
import tomllib
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import corpora

from ccqa.bundled import bundled
from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.evaluation import gold
from ccqa.privacy import mask
from ccqa.run import judging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Spans = list[tuple[int, int]]

PERSONAL = {
    "name": "name", "username": "name", "ssn": "national number", "card_number": "card", "account_number": "account",
    "email_address": "e-mail", "phonenumber": "phone", "phone_number": "phone", "address": "address",
    "current_zipcode": "postcode", "password": "password or PIN", "claimid": "claim",
    "booking_confirmation_number": "booking",
    "policyid": "policy",
}  # fmt: skip
"""Slots of the corpus that stand for personal data, and what they are called here."""
PART = {"ssn", "card_number", "account_number"}
SHORT = 4
"""Digits up to which a number of these is only a part of it, "the last four"."""
PEER = ("CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "EMAIL_ADDRESS", "US_SSN", "US_BANK_NUMBER", "US_PASSPORT")
ROLES = {role.value: role for role in Role}
TOKEN = re.compile(r"<[A-Z_]+>")


def sentences() -> Iterator[list[tuple[str, list[tuple[int, int, str]]]]]:
    """Yield each conversation as texts with their labelled spans; lines whose labels do not fit are left out."""
    with gzip.open(corpora.CORPORA / "multidogo_customer_sentences.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, group in groupby(map(json.loads, lines), lambda line: line["conversation"]):
            yield [(line["text"], spans) for line in group if (spans := labelled(line)) is not None]


def labelled(line: dict[str, str]) -> list[tuple[int, int, str]] | None:
    """Return the labelled spans of a sentence, neighbours of one label as one."""
    words = list(re.finditer(r"\S+", line["text"] or ""))
    slots = (line["slots"] or "").split()
    if len(words) != len(slots) or not words:
        return None
    spans = []
    for slot, group in groupby(zip(words, slots, strict=True), lambda pair: pair[1]):
        pieces = [word for word, _ in group]
        if slot != "O":
            spans.append((pieces[0].start(), pieces[-1].end(), slot))
    return spans


def masked_spans(before: str, after: str) -> Spans:
    """Return which characters of a text a mask stands for."""
    spans: Spans = []
    at, rest = 0, 0
    for token in TOKEN.finditer(after):
        at += token.start() - rest
        rest = token.end()
        following = TOKEN.search(after, rest)
        kept = after[rest : following.start() if following else len(after)]
        end = before.find(kept, at + 1) if following and kept else len(before) - len(kept)
        spans.append((at, end))
        at = end
    return spans


def ours(texts: list[str]) -> list[Spans]:
    """Return what ccqa masks in a conversation of the customer's sentences."""
    contact = Contact(
        id="-", language="en", channel=Channel.CHAT, turns=tuple(Turn(Role.CUSTOMER, text) for text in texts)
    )
    done, _ = mask(contact)
    return [masked_spans(a, b.text) if a != b.text else [] for a, b in zip(texts, done.turns, strict=True)]


def peer() -> Callable[[list[str]], list[Spans]]:
    """Return what does the same with Presidio's recognisers alone, offline."""
    import tldextract
    from presidio_analyzer import predefined_recognizers as kinds

    shipped = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class Offline(kinds.EmailRecognizer):
        def validate_result(self, pattern_text: str) -> bool:
            return bool(shipped(pattern_text).top_domain_under_public_suffix)

    tools = [
        kinds.CreditCardRecognizer(),
        kinds.IbanRecognizer(),
        Offline(),
        kinds.PhoneRecognizer(supported_regions=("US", "GB", "IN")),
        kinds.UsSsnRecognizer(),
        kinds.UsBankRecognizer(),
        kinds.UsPassportRecognizer(),
    ]
    least = 0.3

    def find(texts: list[str]) -> list[Spans]:
        every = [[r for tool in tools for r in tool.analyze(text, list(PEER), None) or []] for text in texts]  # type: ignore[arg-type]
        return [[(r.start, r.end) for r in results if r.score >= least] for results in every]

    return find


def covered(text: str, start: int, end: int, spans: Spans) -> bool:
    """Tell whether every letter and digit of a stretch lies under a mask."""
    return all(any(a <= k < b for a, b in spans) for k in range(start, end) if text[k].isalnum())


def slots(find: Callable[[list[str]], list[Spans]]) -> tuple[Counter[str], Counter[str], Counter[bool]]:
    """Return how many spans of each kind there are and are masked whole, and which masks touch a personal one."""
    there: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    right: Counter[bool] = Counter()
    for conversation in sentences():
        for (text, spans), got in zip(conversation, find([text for text, _ in conversation]), strict=True):
            for start, end, slot in spans:
                if slot in PERSONAL:
                    whole = sum(map(str.isdigit, text[start:end])) > SHORT or slot not in PART
                    kind = PERSONAL[slot] if whole else "part of a number"
                    there[kind] += 1
                    hit[kind] += covered(text, start, end, got)
            for a, b in got:
                right[any(slot in PERSONAL and a < end and start < b for start, end, slot in spans)] += 1
    return there, hit, right


def show_slots() -> None:
    """Print the table of slots, ours beside Presidio's."""
    there, hit, right = slots(ours)
    _, theirs, theirs_right = slots(peer())
    print(f"{'slot':20}{'n':>7}{'recall':>9}{'Presidio':>10}")
    for kind in sorted(there):
        print(f"{kind:20}{there[kind]:7}{hit[kind] / there[kind]:9.3f}{theirs[kind] / there[kind]:10.3f}")
    for who, told in (("ours", right), ("Presidio", theirs_right)):
        print(f"precision of masks, {who}: {told[True]} of {told.total()} = {told[True] / max(told.total(), 1):.3f}")


def shipped() -> dict[str, Contact]:
    """Return the labelled contacts that ship, by id, without the folder of another reader."""
    data = bundled("models", "acts", "data")
    paths = sorted([*data.glob("??/writer-?.jsonl"), *data.glob("held-out/*.jsonl")])
    found = (one for path in paths for one in gold.read(path.open("rb"), path.name))
    return {one.contact.id: one.contact for one in found if isinstance(one, gold.Gold)}


def show_names(contacts: dict[str, Contact]) -> None:
    """Print what of the names in names.toml is found, those looked at and those held out."""
    for table, listed in tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8")).items():
        show_table(table, listed, contacts)


def show_table(table: str, listed: dict[str, list[str]], contacts: dict[str, Contact]) -> None:
    """Print the recall of listed names, and how many masks of a name stand on none of them."""
    seen: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    wrong = total = 0
    for key, names in listed.items():
        before, (after, _) = contacts[key], mask(contacts[key])
        code = (before.language or "")[:2]
        true = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
        for old, new in zip(before.turns, after.turns, strict=True):
            spans = masked_spans(old.text, new.text)
            places = [m.span() for m in true.finditer(old.text)] if true else []
            seen[code] += len(places)
            hit[code] += sum(covered(old.text, *place, spans) for place in places)
            tokens = TOKEN.findall(new.text)[-len(spans) :] if spans else []
            for (a, b), token in zip(spans, tokens, strict=True):
                if token == "<NAME>":
                    total += 1
                    wrong += not any(a < end and start < b for start, end in places)
    for code in sorted(seen):
        print(f"{table} {code}: {hit[code]} of {seen[code]} places = {hit[code] / seen[code]:.3f}")
    print(f"{table}, masks of a name on no name: {wrong} of {total}, in {len(listed)} contacts")


def show_counts(contacts: Iterable[Contact]) -> None:
    """Print how often each mask is put into the contacts that ship."""
    counts: Counter[str] = Counter()
    turns = 0
    for contact in contacts:
        turns += len(contact.turns)
        counts += mask(contact)[1]
    print(f"masks in {turns} turns of contacts that ship: {dict(counts.most_common())}")


def wmt() -> dict[str, list[Contact]]:
    """Return the chats of the corpora, by language."""
    every: dict[str, list[Contact]] = defaultdict(list)
    for language in corpora.LANGUAGES:
        for chat in corpora.chats(language):
            turns = tuple(Turn(ROLES.get(t["role"], Role.BOT), t["text"]) for t in chat["turns"])  # type: ignore[attr-defined]
            every[language].append(Contact(id=str(chat["id"]), language=language, channel=Channel.CHAT, turns=turns))
    return every


def show_speed(rounds: int) -> None:
    """Print what masking costs beside scoring the same chats, in turn in one process.

    The scorer is new each time: it keeps what it read, and a second scoring would be nearly free.
    """
    for language, contacts in wmt().items():

        def masking(contacts: list[Contact] = contacts) -> None:
            for contact in contacts:
                mask(contact)

        def scoring(contacts: list[Contact] = contacts) -> None:
            for contact in contacts:
                judging.scorer().score(contact)

        ratios = []
        for _ in range(rounds):
            judging.scorer.cache_clear()
            judging.reader.cache_clear()
            judging.scorer().score(contacts[0])
            mask(contacts[0])
            ratios.append(cpu(masking) / cpu(scoring))
        ratios.sort()
        print(f"masking / scoring {language}: {statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})")


def cpu(work: Callable[[], None]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    contacts = shipped()
    show_names(contacts)
    show_counts(contacts.values())
    if not corpora.CORPORA.is_dir():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    show_slots()
    show_speed(rounds)


if __name__ == "__main__":
    main()
