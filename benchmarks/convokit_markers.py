"""Runs in ConvoKit's own environment: texts in as JSON, the politeness markers of each out. No model is needed so."""

from __future__ import annotations

import json
import re
import sys

from convokit.politeness_collections.politeness_api.features.politeness_strategies import (
    get_politeness_strategy_features,
)

NAMES = {
    "feature_politeness_==Indirect_(greeting)==": "greeting",
    "feature_politeness_==Gratitude==": "thanks",
    "feature_politeness_==Apologizing==": "apology",
}


def markers(text: str) -> list[str]:
    """Return the acts that ConvoKit's strategies find in a text."""
    sentences = [[{"tok": word, "dep": ""} for word in re.findall(r"[\w']+|[^\w\s]", s)] for s in text.split(". ")]
    found, _ = get_politeness_strategy_features({"text": text, "parsed": sentences})
    return [act for name, act in NAMES.items() if found.get(name)]


print(json.dumps([markers(text) for text in json.load(sys.stdin)]))
