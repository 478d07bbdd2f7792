"""The look: readable in both schemes, following the system, and no colour or size written anywhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from hipcoach.settings import ThemeChoice
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.desktop_look import DesktopLook
from hipcoach.ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, TEXT_PAIRS, Colours, Type, contrast
from tests.ui.pages_world import theme

UI = Path(__file__).parents[3] / "hipcoach" / "ui"
ICONS = Path(__file__).parents[3] / "assets" / "icons"
SCHEMES_BY_NAME = {"light": LIGHT, "dark": DARK, "contrast light": CONTRAST_LIGHT, "contrast dark": CONTRAST_DARK}
SCHEMES = list(SCHEMES_BY_NAME.values())


@pytest.mark.parametrize("scheme", SCHEMES, ids=list(SCHEMES_BY_NAME))
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(scheme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= tokens.MIN_CONTRAST


@pytest.mark.parametrize("scheme", SCHEMES, ids=list(SCHEMES_BY_NAME))
@pytest.mark.parametrize("ground", ["surface", "raised"])
def test_the_outline_of_a_field_and_the_focus_ring_stand_out(scheme: Colours, ground: str) -> None:
    assert contrast(scheme.edge, getattr(scheme, ground)) >= tokens.MIN_EDGE_CONTRAST
    assert contrast(scheme.accent, getattr(scheme, ground)) >= tokens.MIN_EDGE_CONTRAST


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_other_file_writes_a_colour() -> None:
    hex_colour = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|QColor\([^)]*\d")
    found = {
        f"{path.relative_to(UI)}: {match.group()}"
        for path in UI.rglob("*.py")
        if path.name != "tokens.py"
        for match in hex_colour.finditer(path.read_text())
    }
    assert found == set()


class FakeDesktop(QObject):
    """A desktop whose user changes its look."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, contrast: bool = False, text_factor: float = 1.0) -> None:
        super().__init__()
        self.dark, self.contrast, self.text_factor, self.still = dark, contrast, text_factor, False

    def switch(self, *, dark: bool = False, contrast: bool = False) -> None:
        self.dark, self.contrast = dark, contrast
        self.changed.emit()


def test_the_desktop_is_followed_live(qapp: QApplication) -> None:
    desktop = FakeDesktop()
    look = theme(qapp, choice=ThemeChoice.AUTO, desktop=desktop)
    assert not look.dark
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.dark))
    for dark in (True, False):
        for high in (True, False):
            desktop.switch(dark=dark, contrast=high)
            scheme = tokens.scheme(dark=dark, contrast=high)
            assert look.colours is scheme
            assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(scheme.surface)
            assert scheme.surface in qapp.styleSheet() or scheme.raised in qapp.styleSheet()
    assert told == [True, True, False, False]


def test_a_chosen_scheme_does_not_follow_the_desktop_but_its_contrast_does(qapp: QApplication) -> None:
    desktop = FakeDesktop()
    look = theme(qapp, choice=ThemeChoice.LIGHT, desktop=desktop)
    qapp.setStyleSheet("/* as it was */")
    desktop.switch(dark=True)
    assert look.colours is LIGHT
    assert qapp.styleSheet() == "/* as it was */", "nothing is styled anew where nothing changes"
    desktop.switch(dark=True, contrast=True)
    assert look.colours is CONTRAST_LIGHT
    look.change(choice=ThemeChoice.AUTO)
    assert look.colours is CONTRAST_DARK


@pytest.mark.parametrize(
    ("ground", "text", "forced"),
    [
        ("#000000", "#ffff00", True),
        ("#ffffff", "#000000", True),
        ("#efefef", "#000000", False),
        (LIGHT.surface, LIGHT.ink, False),
        (DARK.surface, DARK.ink, False),
        ("#ffffff", "#777777", False),
    ],
)
def test_a_palette_of_high_contrast_is_known(ground: str, text: str, forced: bool) -> None:
    assert tokens.is_forced(ground, text) is forced


def test_the_size_of_the_desktops_text_is_the_base_of_all_sizes(qapp: QApplication) -> None:
    ordinary, large = theme(qapp), theme(qapp, desktop=FakeDesktop(text_factor=1.25))
    assert large.font().pixelSize() == round(1.25 * tokens.TYPE_PX[Type.BODY])
    assert large.scaled(100) == 1.25 * ordinary.scaled(100)
    assert tokens.desktop_factor(18.35, "xcb") == pytest.approx(1.25, abs=0.01)  # GNOME with large text
    assert tokens.desktop_factor(18.0, "windows") == 1.5
    assert tokens.desktop_factor(12.0, "xcb") == 1.0


def test_text_grows_up_to_twice_and_no_further(qapp: QApplication) -> None:
    look = theme(qapp, desktop=FakeDesktop(text_factor=1.5))
    body = round(tokens.TYPE_PX[Type.BODY])
    assert body >= 17
    assert look.font().pixelSize() == round(1.5 * body)
    look.change(text_factor=2.0)
    assert look.font().pixelSize() == 2 * body


def test_nothing_is_told_when_nothing_changes(qapp: QApplication) -> None:
    look = theme(qapp)
    told: list[int] = []
    look.changed.connect(lambda: told.append(1))
    look.change(choice=ThemeChoice.LIGHT, text_factor=1.0)
    assert told == []


def test_reduced_motion_leaves_none(qapp: QApplication) -> None:
    look = theme(qapp)
    assert 0 < look.motion_ms < 200
    look.change(reduce_motion=True)
    assert look.motion_ms == 0


class FakeMotion(QObject):
    """A desktop that is asked whether it wants less motion."""

    changed = Signal(bool)
    asked = 0

    def start(self) -> None:
        self.asked += 1


def test_the_desktop_is_asked_for_less_motion_once_something_moves_and_is_followed(qapp: QApplication) -> None:
    motion, told = FakeMotion(), list[int]()
    look = theme(qapp, desktop=DesktopLook(motion=lambda: motion))
    look.changed.connect(lambda: told.append(look.motion_ms))
    assert motion.asked == 0
    assert look.motion_ms > 0
    motion.changed.emit(True)
    motion.changed.emit(False)
    assert told == [0, tokens.MOTION_MS]
    assert motion.asked == 1


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_ours_and_takes_the_colour_of_the_theme(qapp: QApplication, path: Path) -> None:
    text = path.read_text()
    assert 'stroke-width="2"' in text
    assert not re.search(r"#[0-9A-Fa-f]{3}|rgb", text)
    image = theme(qapp).icon(path.stem, "accent", 48).toImage()
    seen = {
        image.pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert seen == {LIGHT.accent}


def test_numbers_that_change_in_place_have_digits_of_one_width(qapp: QApplication) -> None:
    assert theme(qapp).font(Type.DISPLAY, tabular=True).featureTags()


def test_the_style_is_ours_whatever_the_system_would_choose() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication
from hipcoach.ui.first_frame import IN_OUR_STYLE
print(QApplication(["hipcoach", *IN_OUR_STYLE]).style().name())
"""
    system = {**os.environ, "QT_STYLE_OVERRIDE": "windows", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", program], env=system, capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "fusion"
