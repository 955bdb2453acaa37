"""The command line: parse, call `run`, show. The clock is read here and nowhere lower."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # many small products: threads would only wait for each other

from ccqa.cli.main import cli
from ccqa.errors import CcqaError


def main() -> None:
    """Run a command; an error that ccqa raises on purpose becomes one line and its exit code."""
    try:
        cli.main(standalone_mode=True)
    except CcqaError as error:
        print(f"ccqa: {error}", file=sys.stderr)  # noqa: T201 - the one place that tells errors
        sys.exit(error.exit)


__all__ = ["main"]
