"""The window opens inside the screen, and where it was left."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.ui.desktop.window_place import FRAME_PX, WindowPlace, first_place
from hipcoach.ui.main_window import MainWindow

WANTED = QSize(1200, 720)


@pytest.mark.parametrize(
    ("screen", "scale"), [((1024, 600), 1.0), ((1366, 768), 1.5), ((1920, 1080), 2.0), ((2560, 1440), 1.0)]
)
@pytest.mark.parametrize("panel_px", [0, 48])
def test_the_first_place_is_inside_the_room_of_the_screen(screen: tuple[int, int], scale: float, panel_px: int) -> None:
    room = QRect(0, panel_px, round(screen[0] / scale), round(screen[1] / scale) - panel_px)
    place = first_place(WANTED, room)
    framed = place.adjusted(0, -FRAME_PX if place.height() < WANTED.height() else 0, 0, 0)
    assert room.contains(framed)
    assert place.size() == WANTED.boundedTo(QSize(room.width(), room.height() - FRAME_PX))


def test_it_opens_where_it_was_left(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    kept = WindowPlace(tmp_path / "window-place")
    first, second = MainWindow(), MainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    kept.put(first)
    room = first.screen().availableGeometry()
    assert room.contains(first.geometry())
    assert first.isMaximized() == (room.size().boundedTo(WANTED) != WANTED), "where there is no room"
    first.show()
    first.showNormal()
    first.setGeometry(20, 60, 700, 500)
    kept.keep(first)
    kept.put(second)
    assert second.geometry() == QRect(20, 60, 700, 500)


def test_a_place_that_cannot_be_kept_or_read_is_no_fault(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    WindowPlace(tmp_path / "no folder" / "window-place").keep(window)
    assert caplog.messages == ["the place of the window could not be kept: No such file or directory"]
    (tmp_path / "window-place").write_bytes(b"torn")
    WindowPlace(tmp_path / "window-place").put(window)
    assert window.screen().availableGeometry().contains(window.geometry())
