"""`hipcoach gallery`: the pictures that are looked at."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hipcoach.gallery.draw import settle
from hipcoach.gallery.scenes import scenes
from hipcoach.gallery.states import STATES
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_table import PAGES
from tests.ui.pages_world import shipped
from tests.ui.pages_world import theme as make_theme

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_state_is_saved_light_and_dark_small_and_large_and_the_same_every_time(hipcoach: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        done = hipcoach("gallery", "--out", str(tmp_path / folder), "--only", "history-empty")
        assert done.returncode == 0, done.stderr
    names = {f"history-empty-{look}.png" for look in ("light-100", "light-200", "dark-100", "dark-200")}
    assert {path.name for path in (tmp_path / "one").iterdir()} == names
    for name in names:
        picture = QImage(str(tmp_path / "one" / name))
        assert (picture.width(), picture.height()) == (1366, 768)
        assert picture == QImage(str(tmp_path / "two" / name)), name


def test_an_unknown_state_is_the_users_to_mend(hipcoach: Run, tmp_path: Path) -> None:
    done = hipcoach("gallery", "--out", str(tmp_path / "out"), "--only", "nonsense")
    assert done.returncode == 1
    assert "expected a part of one of" in done.stderr


def test_every_page_has_more_than_one_state() -> None:
    for page in ("first-run", "today", "plan", "exercise", "history", "settings"):
        assert sum(name.startswith(page) for name in STATES) > 1, page


def test_every_page_of_the_rail_has_its_plain_state(qapp: QApplication) -> None:
    """The tests that look at every page go through STATES: a page that is missing there would escape them."""
    with scenes(make_theme(qapp), shipped()) as made:
        for page in PAGES:
            window = STATES[page.id](made)
            assert isinstance(window, MainWindow)
            assert not window.page(page.id).isHidden()  # the pages that are not open are hidden
            assert window.taken_over_by is None
            window.close()
            window.deleteLater()
            settle(qapp)


def test_every_figure_is_part_of_it(hipcoach: Run, tmp_path: Path) -> None:
    done = hipcoach("gallery", "--out", str(tmp_path / "out"), "--only", "figure-hip_hike")
    assert done.returncode == 0, done.stderr
    (sheet,) = (tmp_path / "out").iterdir()
    assert sheet.name == "figure-hip_hike.png"
    assert not QImage(str(sheet)).isNull()
