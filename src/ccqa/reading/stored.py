"""Keeps a trained classifier in a folder, and takes it out again when it is what was put in; skops, never pickle.

A skops archive carries addresses and times, so the digest is of what is inside: names, shapes and numbers.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import tomli_w
from pydantic import BaseModel, ConfigDict

from ccqa import tables
from ccqa.bundled import bundled
from ccqa.errors import ConfigError
from ccqa.reading.acts import LEARNT
from ccqa.reading.model import Lines, Model, Table, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED: Final = "1"
"""The version that judges where nothing else is chosen."""
NONE: Final = "none"
WEIGHTS: Final = "model.skops"
ABOUT: Final = "model.toml"
KINDS: Final = ("words", "pairs", "pieces")


class About(BaseModel):
    """What stands beside the weights: the name, their digest, and where the lines are drawn, by language and act."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    digest: str
    entries: tuple[str, ...]
    sure: dict[str, dict[str, float]]
    doubtful: dict[str, dict[str, float]]


def chosen_model(name: str | None) -> Model | None:
    """Return the model of a folder, or the one that ships by its version; None for `none`: words alone."""
    if name == NONE:
        return None
    shipped = bundled("models", "acts", name or SHIPPED)
    folder = shipped if shipped.is_dir() else Path(name or SHIPPED)
    if not (folder / ABOUT).is_file():
        raise ConfigError(
            f"{folder}: there is no model. `ccqa train --with reviewed.jsonl` makes one; 1 ships with ccqa."
        )
    return load(folder)


def save(model: Model, folder: Path) -> str:
    """Write a model into a folder; return the digest of its weights."""
    from skops import io

    arrays = _arrays(model)
    io.dump(arrays, folder / WEIGHTS, compression=zipfile.ZIP_DEFLATED)
    digest = digest_of(folder / WEIGHTS)
    lines = {kind: {code: _by_act(getattr(one, kind)) for code, one in model.lines.items()} for kind in Lines.__slots__}
    about = {"name": model.name, "digest": digest, "entries": list(model.entries), **lines}
    (folder / ABOUT).write_text(tomli_w.dumps(about), "utf-8")
    return digest


def load(folder: Path) -> Model:
    """Read a model; raises ConfigError where the folder holds none, or its weights are not those that were saved."""
    about = tables.parse(About, tables.read(folder / ABOUT), folder / ABOUT)
    try:
        digest = digest_of(folder / WEIGHTS)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        raise ConfigError(f"{folder / WEIGHTS}: no model can be read here. `make train` makes it anew.") from None
    if digest != about.digest:
        raise ConfigError(
            f"{folder / WEIGHTS}: the weights are not those that model.toml was written for (digest {digest[:12]}, not"
            f" {about.digest[:12]}). The file was changed or cut off: restore it, or train anew with `ccqa train`."
        )
    return _model(about, _opened(folder / WEIGHTS))


def _opened(archive: Path) -> dict[str, Any]:
    """Return the arrays of an archive whose digest was checked.

    Read without skops, which would bring scikit-learn and 150 MB along, to every command that judges.
    """
    with zipfile.ZipFile(archive) as opened:
        nodes = json.loads(opened.read("schema.json"))["content"]
        return {name: np.load(BytesIO(opened.read(node["file"])), allow_pickle=False) for name, node in nodes.items()}


def digest_of(archive: Path) -> str:
    """Return the SHA-256 of what a skops archive holds, whenever and wherever it was written."""
    with zipfile.ZipFile(archive) as opened:
        inside = {name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist()}
        schema = json.loads(opened.read("schema.json"))
    return hashlib.sha256(json.dumps(_plain(schema, inside), sort_keys=True).encode()).hexdigest()


def _plain(node: Any, inside: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    """Return a schema without addresses, with the digest of each file in the place of its name."""
    if isinstance(node, dict):
        return {
            key: inside[value] if key == "file" else _plain(value, inside)
            for key, value in node.items()
            if key not in {"__id__", "_skops_version", "protocol"}
        }
    return [_plain(one, inside) for one in node] if isinstance(node, list) else node


def _arrays(model: Model) -> dict[str, Any]:
    found: dict[str, Any] = {"context": model.context.astype(np.float32), "bias": model.bias.astype(np.float32)}
    for code, weights in model.languages.items():
        found[f"{code}.bias"] = weights.bias.astype(np.float32)
        for kind in KINDS:
            table: Table = getattr(weights, kind)
            found[f"{code}.{kind}.keys"] = table.keys
            found[f"{code}.{kind}.rows"] = table.rows.astype(np.float16)
    return found


def _model(about: About, arrays: Mapping[str, Any]) -> Model:
    def weights(code: str) -> Weights:
        words, pairs, pieces = (
            Table(arrays[f"{code}.{kind}.keys"], arrays[f"{code}.{kind}.rows"].astype(np.float32)) for kind in KINDS
        )
        return Weights(words, pairs, pieces, arrays[f"{code}.bias"])

    return Model(
        name=about.name,
        digest=about.digest,
        languages={code: weights(code) for code in about.sure},
        entries=about.entries,
        context=arrays["context"],
        bias=arrays["bias"],
        lines={code: Lines(*(_row(getattr(about, kind)[code]) for kind in Lines.__slots__)) for code in about.sure},
    )


def _by_act(row: np.ndarray[Any, Any]) -> dict[str, float]:
    return {act: round(float(line), 4) for act, line in zip(LEARNT, row, strict=True)}


def _row(by_act: Mapping[str, float]) -> np.ndarray[Any, Any]:
    return np.array([by_act[act] for act in LEARNT], np.float32)
