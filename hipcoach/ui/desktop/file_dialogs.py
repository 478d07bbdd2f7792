"""Asking the user which file to write or read."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(Protocol):
    """Where to write or read: asked of the user; None where they changed their mind."""

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """A file to write."""

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """A file to read."""

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder to write into."""


class FileDialogs:
    """Asks by the system's own dialogs."""

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """A file to write; the dialog asks before it replaces one."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
        return Path(chosen) if chosen else None

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """A file to read."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder to write into."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
        return Path(chosen) if chosen else None
