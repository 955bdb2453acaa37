"""Runs in an environment with ConvoKit: texts in as JSON, the politeness markers of each and the CPU seconds out.

The package is entered without its `__init__`, which loads all it can do: `pip install --no-deps convokit` is enough,
and no model is needed.
"""

from __future__ import annotations

import json
import re
import sys
import time
from importlib.machinery import PathFinder
from importlib.util import module_from_spec


def enter(name: str, path: list[str] | None = None) -> list[str]:
    """Make a package known without running it, and return where its modules lie."""
    spec = PathFinder.find_spec(name, path)
    if spec is None or spec.submodule_search_locations is None:
        sys.exit(f"{name} is not installed here")
    sys.modules[name] = module_from_spec(spec)
    return list(spec.submodule_search_locations)


enter("convokit.politeness_collections", enter("convokit"))

from convokit.politeness_collections.politeness_api.features.politeness_strategies import (  # noqa: E402
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
    found, _ = get_politeness_strategy_features(sentences)
    return [act for name, act in NAMES.items() if found.get(name)]


texts = json.load(sys.stdin)
start = time.process_time()
found = [markers(text) for text in texts]
print(json.dumps({"markers": found, "seconds": time.process_time() - start}))
