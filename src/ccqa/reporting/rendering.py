"""Fills the templates: everything put in is made visible and escaped, unless a template itself made it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ccqa.reporting.escape import visible
from ccqa.reporting.naming import name_of

if TYPE_CHECKING:
    from ccqa.reporting.figures import Share

AN_HOUR_S, A_MINUTE_S = 3600, 60


def page(template: str, **given: object) -> str:
    """Return a page that stands alone: its style is inside, and it asks for nothing outside."""
    return _pages().get_template(template).render(**given)


@cache
def _pages() -> Environment:
    """Return the environment of the templates; autoescape is on for all of them, whatever their names."""
    found = Environment(
        loader=PackageLoader("ccqa.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"clock": clock, "percent": percent, "bounds": bounds, "told": told, "sentence": sentence}
    found.globals["name_of"] = name_of
    found.globals["style"] = Markup(found.loader.get_source(found, "page.css")[0])  # type: ignore[union-attr]  # noqa: S704 - ours
    return found


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template puts out
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def clock(seconds: float | None) -> str:
    """Return seconds from the start as `m:ss`, or `h:mm:ss` from an hour on; nothing where unknown."""
    if seconds is None:
        return ""
    hours, rest = divmod(int(seconds), AN_HOUR_S)
    minutes, left = divmod(rest, A_MINUTE_S)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 as a whole percentage, or a dash."""
    return "–" if share is None else f"{share:.0%}"


def bounds(share: Share) -> str:
    """Return the 95 % interval of a share, such as `71-92%`."""
    low, high = share.bounds
    return f"{low * 100:.0f}–{high:.0%}"


def told(share: Share) -> str:
    """Return a pass share in words, for those who do not see the chart."""
    if not share.n:
        return "never due, or never to be told"
    if share.value is None:
        return f"passed {share.passed} of {share.n}; too few for a percentage"
    return f"passed {share.passed} of {share.n}: {share.value:.0%}, 95% interval {bounds(share)}"


def sentence(clause: str) -> str:
    """Return a clause as a sentence: a capital at its start, and a stop at its end."""
    return f"{clause[:1].upper()}{clause[1:]}{'' if clause.endswith('.') or not clause else '.'}"
