"""Diaries for the tests of the history: an empty one, and that of somebody with a past."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.gallery.demo_world import World, fill, hurt
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
