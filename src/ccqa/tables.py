"""TOML in, a checked model out, with every mistake of a file in one message; keeps out what a file means."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from ccqa.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path) -> dict[str, object]:
    """Return the tables of a TOML file; raises ConfigError where it cannot be read or is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. `ccqa init DIR` writes a starter configuration.") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(
            f"{path}: cannot be read ({type(fault).__name__}). Check its rights and that it is UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(f"{path}: not valid TOML: {fault}.") from None


def parse(model: type[Model], values: Mapping[str, object], where: object) -> Model:
    """Return a model of values read from `where`; raises ConfigError that lists every mistake."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as fault:
        wrong = [f"  {'.'.join(map(str, error['loc'])) or 'file'}: {error['msg']}" for error in fault.errors()]
        raise ConfigError(f"{where}: {len(wrong)} mistake(s):\n" + "\n".join(wrong)) from None
