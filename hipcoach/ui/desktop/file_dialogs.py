"""Dialogs in which the user chooses a file or folder."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(Protocol):
    """Lets the user choose a file or folder. Those that ask return None if the user cancels."""

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Return a file to write."""

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Return a file to read."""

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Return a folder to write into."""

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the system's file manager; nothing happens where there is none."""

    def show_file(self, file: Path) -> None:
        """Open a file in the system's program for its kind; nothing happens where there is none."""


class FileDialogs:
    """Uses the dialogs of the system."""

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Return a file to write; the dialog asks before it replaces one."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
        return Path(chosen) if chosen else None

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Return a file to read."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Return a folder to write into."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
        return Path(chosen) if chosen else None

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_file(self, file: Path) -> None:
        """Open a file in the system's program for its kind."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
