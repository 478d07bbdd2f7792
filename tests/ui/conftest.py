"""Diaries for the tests of the history, an empty one and that of somebody with a past; and the gallery's pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.gallery.demo_world import World, fill, hurt
from hipcoach.gallery.scenes import Scenes, scenes
from hipcoach.ui.theme.theme import Theme
from tests.ui.pages_world import shipped
from tests.ui.pages_world import theme as make_theme
from tests.ui.pages_world import world as a_world


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with a_world(qapp, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def lived(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody with a past, made once for all tests."""
    home = tmp_path_factory.mktemp("lived")
    with a_world(qapp, home) as made:
        fill(made)
        hurt(made)
    return home


@pytest.fixture
def full(qapp: QApplication, tmp_path: Path, lived: Path) -> Iterator[World]:
    shutil.copytree(lived, tmp_path, dirs_exist_ok=True)
    with a_world(qapp, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return make_theme(qapp)


@pytest.fixture(scope="module")
def made(theme: Theme) -> Iterator[Scenes]:
    """The worlds of the gallery's states."""
    with scenes(theme, shipped()) as found:
        yield found
