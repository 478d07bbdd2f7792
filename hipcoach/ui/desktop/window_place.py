"""Where the window opens: as it was left, and at first inside the room that the screen has."""

import logging
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from hipcoach.small_files import read_small_file, write_small_file

logger = logging.getLogger(__name__)

FRAME_PX = 40  # what a desktop's frame adds to the height, about


def first_place(wanted: QSize, room: QRect) -> QRect:
    """Return a place in the middle of the room: as large as is wanted, or as there is room for."""
    size = wanted.boundedTo(QSize(room.width(), room.height() - FRAME_PX))
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    place.moveTop(max(place.top(), room.top() + (FRAME_PX if size.height() < wanted.height() else 0)))
    return place


class WindowPlace:
    """Puts a window where it was left, and keeps where it is."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def put(self, window: QWidget) -> None:
        """Place a window that is not shown yet. Where the screen is small, it begins maximised."""
        room, wanted = window.screen().availableGeometry(), window.size()
        window.setMinimumSize(window.minimumSize().boundedTo(QSize(room.width(), room.height() - FRAME_PX)))
        if window.restoreGeometry(self._read()):
            return
        place = first_place(wanted, room)
        window.setGeometry(place)
        if place.size() != wanted:
            from PySide6.QtCore import Qt  # 11 ms: named only where it is needed

            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self, window: QWidget) -> None:
        """Write where the window is; where that cannot be done, it opens as at first."""
        try:
            write_small_file(self._file, bytes(window.saveGeometry().data()))
        except OSError as error:
            logger.warning("the place of the window could not be kept: %s", error.strerror)

    def _read(self) -> bytes:
        try:
            return read_small_file(self._file)
        except OSError:
            return b""
