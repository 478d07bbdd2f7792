"""What a user does with a page: look at it, press, type, choose. Widgets are found by what they show or are called."""

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.draw import settle
from hipcoach.ui.widgets.card import CardButton

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def show(qtbot: QtBot, page: W, size: tuple[int, int] = (1100, 700)) -> W:
    """Show a page in front, so that it has the keyboard."""
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def settled() -> None:
    """Let what was just changed be laid out."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settle(app)


def part(page: QWidget, kind: type[W]) -> W:
    found = page.findChild(kind)
    assert found is not None
    return found


def names_of(widget: QWidget) -> tuple[str, ...]:
    return widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else ""


def visible(page: QWidget, kind: type[W]) -> list[W]:
    settled()
    return [each for each in page.findChildren(kind) if each.isVisible()]


def named(page: QWidget, name: str, kind: type[W]) -> W:
    """The visible widget whose words or name, as a screen reader says it, is this."""
    every = visible(page, kind)
    found = [each for each in every if name in names_of(each)]
    assert found, f"{name!r} is not one of {[names_of(each) for each in every]}"
    return found[0]


def pressable(page: QWidget) -> list[QWidget]:
    return [*visible(page, QAbstractButton), *visible(page, CardButton)]


def press(page: QWidget, name: str) -> None:
    """Click the button, card or day of this name."""
    every = pressable(page)
    found = [each for each in every if name in names_of(each)]
    assert found, f"{name!r} is not one of {[names_of(each) for each in every]}"
    _click(found[0])


def press_opening(page: QWidget, start: str) -> None:
    """Click the card or day whose name begins with these words."""
    every = pressable(page)
    found = [each for each in every if each.accessibleName().startswith(start)]
    assert found, f"{start!r} opens none of {[names_of(each) for each in every]}"
    _click(found[0])


def _click(found: QWidget) -> None:
    assert found.isEnabled(), names_of(found)
    QTest.mouseClick(found, LEFT)
    settled()


def key(page: QWidget, pressed: Qt.Key) -> None:
    """Press a key: it goes where the keyboard's focus is."""
    QTest.keyClick(page.window().focusWidget() or page, pressed)
    settled()


def back(page: QWidget) -> None:
    """Leave what was opened."""
    key(page, Qt.Key.Key_Escape)


def type_into(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Replace what stands in a field."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for line, words in enumerate(text.split("\n")):
        if line:
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, words)


def fill_in(page: QWidget, name: str, text: str) -> None:
    """Type into the field of this name, and leave it."""
    field = named(page, name, QLineEdit)
    type_into(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settled()


def choose(page: QWidget, name: str, text: str) -> None:
    """Choose from the list of this name, by keys as a screen reader's user does."""
    box = named(page, name, QComboBox)
    index = box.findText(text)
    assert index >= 0, [box.itemText(n) for n in range(box.count())]
    while box.currentIndex() != index:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < index else Qt.Key.Key_Up)
    settled()


def said(page: QWidget) -> str:
    """Every text that is seen on the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def comes_to_say(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Wait for words: what is put on a page is seen when Qt has laid it out."""
    qtbot.waitUntil(lambda: words in said(page))


def day_name(day: date) -> str:
    """What the name of a day's button begins with."""
    return f"{day:%A} {day.day} {day:%B %Y}"
