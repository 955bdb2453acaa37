"""Checks: each module below asks one question of a contact. Nothing is registered; the catalogue reads the files.

Keeps out rubrics and weights: what a check is worth is not its business.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ccqa.finding import Finding, cannot_tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from ccqa.reading import Reading


@dataclass(frozen=True, slots=True)
class Check:
    """One question. Its id is its path below `ccqa.checks`; `limits` is the model of what a profile may set."""

    id: str
    asks: str
    says: str
    judge: Callable[..., Finding]
    limits: type[BaseModel] | None = None

    def __call__(self, call: Reading, given: BaseModel | None = None) -> Finding:
        """Judge one leg; what cannot be read at all is *unsure* before any question is asked."""
        if call.unreadable:
            return cannot_tell(call.unreadable)
        if self.limits is None:
            return self.judge(call)
        return self.judge(call, given or self.limits())


def check(*, asks: str) -> Callable[[Callable[..., Finding]], Check]:
    """Make a check of a function of a reading; a second parameter `given` is typed with the limits it needs."""

    def wrap(judge: Callable[..., Finding]) -> Check:
        return Check(
            judge.__module__.removeprefix(f"{__name__}."), asks, inspect.getdoc(judge) or "", judge, _limits(judge)
        )

    return wrap


def _limits(judge: Callable[..., Finding]) -> type[BaseModel] | None:
    if "given" not in inspect.signature(judge).parameters:
        return None
    module = importlib.import_module(judge.__module__)
    names = {**vars(typing), **vars(module), "Reading": Any, "Finding": Finding}
    limits = typing.get_type_hints(judge, globalns=names)["given"]
    assert isinstance(limits, type)
    assert issubclass(limits, BaseModel)
    return limits


@cache
def catalogue() -> Mapping[str, Check]:
    """Return every check by id, in order of id; those of other packages join by the entry points `ccqa.checks`."""
    found = [check for module in _modules() for check in vars(module).values() if isinstance(check, Check)]
    return {check.id: check for check in sorted(found, key=lambda c: c.id)}


def _modules() -> Iterator[ModuleType]:
    for place in pkgutil.walk_packages(__path__, f"{__name__}."):
        yield importlib.import_module(place.name)
    for point in entry_points(group=__name__):
        yield point.load()
