"""The look: readable in both schemes, following the system, and no colour or size written anywhere else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from hipcoach.settings import ThemeChoice
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.tokens import DARK, LIGHT, TEXT_PAIRS, Colours, Type, contrast
from tests.ui.pages_world import theme

UI = Path(__file__).parents[3] / "hipcoach" / "ui"
ICONS = Path(__file__).parents[3] / "assets" / "icons"


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(scheme: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= tokens.MIN_CONTRAST


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
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


class FakeSystem(QObject):
    """A system whose user switches between light and dark."""

    colorSchemeChanged = Signal(Qt.ColorScheme)

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Unknown

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def switch(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


def test_the_system_is_followed_live(qapp: QApplication) -> None:
    system = FakeSystem()
    look = theme(qapp, choice=ThemeChoice.AUTO, system=system)
    assert not look.dark  # a system that does not say is taken for light
    told: list[bool] = []
    look.changed.connect(lambda: told.append(look.dark))
    for wanted, scheme in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        system.switch(wanted)
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(scheme.surface)
        assert scheme.surface in qapp.styleSheet() or scheme.raised in qapp.styleSheet()
    assert told == [True, False]


def test_a_chosen_scheme_does_not_follow_the_system(qapp: QApplication) -> None:
    system = FakeSystem()
    look = theme(qapp, choice=ThemeChoice.LIGHT, system=system)
    system.switch(Qt.ColorScheme.Dark)
    assert not look.dark
    look.change(choice=ThemeChoice.AUTO)
    assert look.dark


def test_text_grows_up_to_twice_and_no_further(qapp: QApplication) -> None:
    look = theme(qapp)
    body = look.font().pixelSize()
    look.change(text_factor=2.0)
    assert look.font().pixelSize() == 2 * body
    look.change(text_factor=3.0)
    assert look.font().pixelSize() == 2 * body
    assert body >= 17


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
