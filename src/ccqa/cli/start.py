"""`ccqa init`: a starter configuration, with every choice explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from ccqa.bundled import bundled
from ccqa.errors import UsageError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def init_command(*, folder: Path) -> None:
    """Write a starter configuration to DIR: ccqa.toml, a rubric and a profile to make your own.

    Nothing that is there already is overwritten.

    \b
    ccqa init quality
    cd quality && ccqa run
    """
    pairs = {
        folder / "ccqa.toml": bundled("configs", "starter.toml"),
        folder / "rubrics" / "iso18295.toml": bundled("configs", "rubrics", "iso18295.toml"),
        folder / "profiles" / "default.toml": bundled("configs", "profiles", "default.toml"),
    }
    if there := [str(path) for path in pairs if path.exists()]:
        raise UsageError(f"{', '.join(there)}: there already. Name another folder, or move it away.")
    for path, pattern in pairs.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pattern, path)
    (folder / "contacts").mkdir(exist_ok=True)
    click.echo(f"{folder}: put transcripts into {folder / 'contacts'}, then: cd {folder} && ccqa run")
