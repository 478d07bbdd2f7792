"""What the body's tests share: the shipped figures and one body, read once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hipcoach.body.build import Build, load_build
from hipcoach.body.figure_file import read_figure
from hipcoach.body.types import Scene
from hipcoach.paths import shipped_folder

FOLDER = shipped_folder() / "assets" / "figures"
NAMES = tuple(sorted(p.name.removesuffix(".toml") for p in FOLDER.glob("*.toml") if p.name != "changes.toml"))


@pytest.fixture(scope="session")
def scenes() -> Mapping[str, Scene]:
    found = {name: read_figure(FOLDER / f"{name}.toml", name).scene for name in NAMES}
    return {name: scene for name, scene in found.items() if scene is not None}


@pytest.fixture(scope="session")
def build() -> Build:
    return load_build(FOLDER / "body.npz", "woman")


@pytest.fixture
def folder() -> Path:
    return FOLDER
