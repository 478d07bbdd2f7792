"""What the figure's tests share: the shipped figures, read once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.types import Figure
from hipcoach.paths import shipped_folder

FOLDER = shipped_folder() / "assets" / "figures"
NAMES = tuple(sorted(p.name.removesuffix(".toml") for p in FOLDER.glob("*.toml") if p.name != "changes.toml"))


@pytest.fixture(scope="session")
def figures() -> Mapping[str, Figure]:
    return {name: read_figure(FOLDER / f"{name}.toml", name) for name in NAMES}


@pytest.fixture
def folder() -> Path:
    return FOLDER
