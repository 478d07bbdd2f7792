"""What the window shows where hipcoach could not open: why, and the log for somebody who can help.

Plain widgets of Qt: what failed may be the theme, or anything else.
"""

import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hipcoach import __version__

TITLE = "hipcoach could not open"
LATEST_LINES = 60  # of the log, in a report
MARGIN_PX, WIDEST_PX = 40, 720


class CrashPage(QWidget):
    """One sentence, and buttons."""

    closed = Signal()

    def __init__(self, why: str, log: Path, show_folder: Callable[[Path], object]) -> None:
        super().__init__()
        self.setAccessibleName(f"{TITLE}. {why}")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        title, text = QLabel(TITLE), QLabel(why)
        title.setStyleSheet("font-size: 20pt; font-weight: bold")
        text.setWordWrap(True)
        text.setMaximumWidth(WIDEST_PX)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copied = QLabel("")
        row = QHBoxLayout()
        for words, does in (
            ("Open the folder of the log", lambda: show_folder(log.parent)),
            ("Copy for a bug report", lambda: self._copy(why, log)),
            ("Close", self.closed.emit),
        ):
            button = QPushButton(words)
            button.setAutoDefault(True)
            button.clicked.connect(does)
            row.addWidget(button)
        row.addStretch(1)
        for each in (title, text, self._copied):
            column.addWidget(each)
        column.addLayout(row)
        column.addStretch(1)

    def _copy(self, why: str, log: Path) -> None:
        QApplication.clipboard().setText(bug_report(log, why))
        self._copied.setText("Copied: no answer, number or note of yours is in it.")


def bug_report(log: Path, why: str = "") -> str:
    """Return what a bug report needs, the newest lines of the log with it. The log holds nothing personal."""
    try:
        lines = log.read_text("utf-8", "replace").splitlines()[-LATEST_LINES:]
    except OSError:
        lines = []
    head = f"hipcoach {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join(filter(None, (head, why.replace(str(Path.home()), "~"), *(lines or ["Nothing in the log."]))))
