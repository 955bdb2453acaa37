"""Where the files lie that ship with ccqa: configurations, flows, models and example contacts.

In the wheel they are inside the package; in a checkout they are beside `src`.
"""

from __future__ import annotations

from pathlib import Path


def bundled(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `bundled("configs", "rubrics", "iso18295.toml")`."""
    package = Path(__file__).resolve().parent
    inside = package / "bundled"
    root = inside if inside.is_dir() else package.parent.parent
    return root.joinpath(*parts)
