"""Ways in which a contact can change without meaning anything else: names, case, errors, where a message is cut."""

import random
import re
from dataclasses import replace

TITLED = re.compile(
    r"\b(Mr|Mrs|Ms|Miss|Dr|Herr|Herrn|Frau|Madame|Mme|Monsieur|M\.|mevrouw|meneer|de heer|Mevrouw|Meneer)\.? ([A-ZÀ-Ý][\w'’-]+)"
)
INTRODUCED = re.compile(
    r"\b(?:my name is|my name's|this is|I'm|je m'appelle|je suis|mon nom est|mijn naam is|u spreekt met|met|ik ben|mein Name ist"
    r"|ich bin|hier ist|hier spricht) ([A-ZÀ-Ý][a-zà-ÿ]+)(?: ([A-ZÀ-Ý][\w'’-]+))?"
)
OTHERS = ("Nadia", "Joris", "Maëlle", "Tobias", "Priya", "Callum", "Ines", "Ruben", "Hanne", "Milan", "Astrid", "Felix")
TITLES = {
    "Mr": "Mrs", "Mrs": "Mr", "Ms": "Mr", "Miss": "Mrs", "Dr": "Mr", "Herr": "Frau", "Frau": "Herr", "Madame": "Monsieur",
    "Monsieur": "Madame", "Mme": "M.", "mevrouw": "meneer", "meneer": "mevrouw", "Mevrouw": "Meneer", "Meneer": "Mevrouw",
}  # fmt: skip
PLACES = {
    "London": "Leeds", "Manchester": "Bristol", "Paris": "Nantes", "Lyon": "Lille", "Bruxelles": "Namur", "Gent": "Leuven",
    "Antwerpen": "Brugge", "Amsterdam": "Zwolle", "Utrecht": "Breda", "Berlin": "Bremen", "Wien": "Graz", "München": "Köln",
}  # fmt: skip
WORD_ERRORS = 0.05
TYPING_ERRORS = 0.05


def with_texts(contact, change):
    return replace(contact, turns=tuple(replace(turn, text=change(turn.text)) for turn in contact.turns))


def people_of(contact):
    """Return the names of people that titles and introductions tell."""
    names = set()
    for turn in contact.turns:
        names.update(found[2] for found in TITLED.finditer(turn.text))
        names.update(name for found in INTRODUCED.finditer(turn.text) for name in found.groups() if name)
    return sorted(names)


def names_swapped(contact, chance):
    """Give everybody another name, title and town."""
    others = chance.sample(OTHERS, len(OTHERS))
    swaps = {name: others[k % len(others)] for k, name in enumerate(people_of(contact))} | TITLES | PLACES
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, swaps)) + r")(?![\w-])")
    return with_texts(contact, lambda text: pattern.sub(lambda found: swaps[found[1]], text))


def without_case_and_marks(contact, chance):
    """Write as some recognisers do."""
    return with_texts(contact, lambda text: re.sub(r"[.,!?;:]+(?=\s|$)", "", text.lower()) or text)


def words_misheard(contact, chance):
    """Drop, double or exchange one word of twenty, as recognisers do."""

    def change(text):
        words = text.split(" ")
        heard = []
        for word in words:
            kind = chance.choice(("drop", "double", "other")) if chance.random() < WORD_ERRORS else "same"
            heard += {"drop": [], "double": [word, word], "other": [chance.choice(words)], "same": [word]}[kind]
        return " ".join(heard) or text

    return with_texts(contact, change)


def mistyped(contact, chance):
    """Exchange two neighbouring letters in one word of twenty."""

    def change(text):
        return re.sub(r"[^\W\d_]{4,}", lambda found: _swapped(found[0], chance), text)

    return with_texts(contact, change)


def _swapped(word, chance):
    if chance.random() >= TYPING_ERRORS:
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def split(contact, chance):
    """Send one message of four in two, cut at a space."""
    turns = []
    for turn in contact.turns:
        words = turn.text.split(" ")
        if len(words) > 5 and turn.start_s is None and chance.random() < 0.25:
            at = chance.randrange(2, len(words) - 2)
            turns += [replace(turn, text=" ".join(words[:at])), replace(turn, text=" ".join(words[at:]))]
        else:
            turns.append(turn)
    return replace(contact, turns=tuple(turns))


def joined(contact, chance):
    """Send messages that follow upon each other by one speaker as one."""
    turns = []
    for turn in contact.turns:
        last = turns[-1] if turns else None
        if last and (last.role, last.agent) == (turn.role, turn.agent) and turn.start_s is None:
            turns[-1] = replace(last, text=f"{last.text} {turn.text}")
        else:
            turns.append(turn)
    return replace(contact, turns=tuple(turns))


def seeded(contact):
    return random.Random(contact.id)
