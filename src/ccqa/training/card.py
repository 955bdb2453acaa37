"""Writes the card of a model: what it learnt from, who wrote and labelled that, what it is for, and how right it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ccqa.training.examples import Examples

FILE: Final = "card.md"
FEWEST_TURNS: Final = 3
TEXT: Final = """# Model card: {name}

A multi-label classifier over the codebook's acts, beside the lexicons of four languages: logistic regression
over words, pairs
of words and pieces of words of one turn, then over what words and rules found around it. Digest of its
weights: `{digest}`.

## Intended use

It adds acts that no word of a lexicon finds, in contacts between an agent and a customer, in English, French,
Dutch and
German; a person reviews what it leads to. It is not meant to judge people without review, to read feelings,
or for other
languages.

## What it learnt from

| language | contacts | turns | single utterances | writers |
|---|---|---|---|---|
{data}

Whole contacts and single utterances in `data/`, invented: no real conversation stands among them. **They were
written and
labelled by large language models**, each writer a run of its own with its own sectors and manner of speaking;
the writer's id is on each
contact. No QA staff took part, and no person has checked every label.{agreement}

## How right it is

Words and model together, on whole contacts of writers from whom the model at hand did not learn (one writer
left out at a time), F1:

| contacts | n | turns | micro | macro |
|---|---|---|---|---|
{held_out}

| act | turns | precision | recall | F1 |
|---|---|---|---|---|
{acts}

## Limits

- Writers of one make agree with each other more than people do: on contacts of a centre that it has not seen,
  expect less.
  `ccqa eval` on your own labelled contacts tells; `ccqa train --with` learns from them.
- Speech is as a language model imagines a recogniser's; no audio was ever heard.
- An act that stands in few turns above is found as badly as its line says.
- A probability between the two lines of an act (`model.toml`) is doubt: it keeps a verdict from being *fail*,
  and never counts.
"""


def write(sets: Sequence[Examples], figures: Mapping[str, Any], folder: Path, name: str) -> None:
    """Write the card of a model beside it."""
    held_out = figures["held_out"]
    pools = [(pool, f) for pool, f in held_out.items() if pool != "all"]
    text = TEXT.format(
        name=name,
        digest=figures["digest"],
        data="\n".join(map(_data, sets)),
        agreement=_agreement(figures["second_reader"]),
        held_out="\n".join(_pool(*one) for one in [*pools, ("all", held_out["all"])]),
        acts="\n".join(_act(*one) for one in held_out["all"]["acts"].items()),
    )
    (folder / FILE).write_text(text, "utf-8")


def _data(examples: Examples) -> str:
    lengths = [stop - start for start, stop in examples.bounds]
    whole = [length for length in lengths if length >= FEWEST_TURNS]
    writers = Counter(one.writer or "a team's reviews" for one in examples.contacts)
    counts = f"{len(whole)} | {sum(whole)} | {len(lengths) - len(whole)}"
    return f"| {examples.code} | {counts} | {', '.join(sorted(writers))} |"


def _agreement(agreement: Mapping[str, Any] | None) -> str:
    if agreement is None:
        return ""
    return (
        f"\nA second reader, blind to the first, labelled {agreement['contacts']} of them anew"
        f" ({agreement['turns']} turns): micro-F1 {agreement['micro_f1']:.2f}, macro-F1 {agreement['macro_f1']:.2f}"
        " between the two; both label sets are in `data/`."
    )


def _pool(name: str, f: Mapping[str, Any]) -> str:
    macro = "-" if f["macro_f1"] is None else f"{f['macro_f1']:.2f}"
    return f"| {name} | {f['contacts']} | {f['turns']} | {f['micro_f1']:.2f} | {macro} |"


def _act(name: str, f: Mapping[str, Any]) -> str:
    return f"| `{name}` | {f['n']} | {f['precision']:.2f} | {f['recall']:.2f} | {f['f1']:.2f} |"
