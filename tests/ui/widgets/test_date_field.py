"""A date is typed, or picked from a calendar by key and pointer; a list that drops down shows that it does."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.date_field import CalendarPopup, DateField
from hipcoach.ui.widgets.drop_down import DropDown

K = Qt.Key
TODAY = date(2026, 3, 20)


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> Iterator[DateField]:
    page = QWidget()
    made = DateField(theme, lambda: TODAY, "2026-01-31")
    made.set_name("From this day")
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.resize(640, 480)
    page.show()
    yield made
    page.close()  # it lives as long as the test


def opened(field: DateField) -> CalendarPopup:
    popups = [each for each in field.window().findChildren(CalendarPopup) if each.isVisible()]
    assert len(popups) == 1
    assert field.window().rect().contains(popups[0].geometry())
    return popups[0]


def press(qapp: QApplication, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(qapp.focusWidget(), key)  # type: ignore[call-overload]  # a widget has the focus


@pytest.mark.parametrize(
    ("written", "keys", "picked"),
    [
        ("", (K.Key_Return,), "2026-03-20"),
        ("2026-02-28", (K.Key_Right, K.Key_Down, K.Key_Return), "2026-03-08"),
        ("2026-03-31", (K.Key_PageUp, K.Key_Left, K.Key_Space), "2026-01-31"),
        ("no date", (K.Key_Up, K.Key_Return), "2026-03-13"),
        ("2026-02-28", (K.Key_PageDown, K.Key_Escape), "2026-02-28"),
    ],
)
def test_a_date_is_picked_by_key(
    qapp: QApplication, field: DateField, written: str, keys: tuple[Qt.Key, ...], picked: str
) -> None:
    field.line.setText(written)
    field.line.setFocus()
    press(qapp, K.Key_F4)
    popup = opened(field)
    assert popup.accessibleName() == "From this day: pick a date"
    assert "2026" in qapp.focusWidget().accessibleName(), "a day, with its month and year"
    press(qapp, *keys)
    assert not popup.isVisible()
    assert field.line.text() == picked


def test_a_date_is_picked_by_the_pointer(qapp: QApplication, field: DateField) -> None:
    field.button.click()
    popup = opened(field)
    day = next(each for each in popup.findChildren(type(popup.focusWidget())) if each.text() == "3")  # type: ignore[arg-type, attr-defined]
    QTest.mouseClick(day, Qt.MouseButton.LeftButton)
    assert field.day == date(2026, 3, 3)


def test_a_list_that_drops_down_has_an_arrow(qtbot: QtBot, theme: Theme) -> None:
    box = DropDown(theme)
    box.addItem("")
    qtbot.addWidget(box)
    box.resize(200, 48)
    end = box.grab().toImage().copy(150, 12, 40, 24)
    assert len({end.pixel(x, y) for x in range(40) for y in range(24)}) > 1


def test_a_tick_moves_nothing(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow(theme, "Days", [Choice("a", "Mon"), Choice("b", "Tue")], several=True)
    qtbot.addWidget(row)
    row.resize(400, 60)
    row.show()
    before = [row.button(each).geometry() for each in "ab"]
    QTest.mouseClick(row.button("a"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert row.values == ("a",)
    assert [row.button(each).geometry() for each in "ab"] == before
