"""Who shows the exercises: the words of the choice, and a menu for it wherever a picture stands."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from hipcoach.settings import SETTING_NAMES, ShownBy
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.widgets.key_press import ENTER

SHOWN_BY: Mapping[object, str] = {
    ShownBy.WOMAN: "A woman",
    ShownBy.MAN: "A man",
    ShownBy.OLDER_WOMAN: "An older woman",
    ShownBy.OLDER_MAN: "An older man",
}


_K = Qt.Key
MENU_KEYS = ENTER | {_K.Key_Up, _K.Key_Down, _K.Key_Space, _K.Key_Escape, _K.Key_Home, _K.Key_End}


class _BodyMenu(QMenu):
    """Closes at any key that is none of a menu's, and hands it on: in a session P means the same over it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a menu; the others are for what is under it."""
        under = self.parentWidget()
        if event.key() in MENU_KEYS or under is None:
            super().keyPressEvent(event)
            return
        self.close()
        QApplication.sendEvent(under, event)


def offer_bodies(widget: QWidget, figures: FigureShelf) -> None:
    """Let a right click, or the menu key, ask who shows the exercises."""
    if figures.choose is None:
        return
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(lambda at: open_bodies(widget, figures, at))


def open_bodies(widget: QWidget, figures: FigureShelf, at: QPoint) -> None:
    """Open the menu at a place of a widget."""
    choose = figures.choose
    if choose is None:
        return
    menu = _BodyMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSection(SETTING_NAMES["shown_by"])
    one_of = QActionGroup(menu)
    for body, words in SHOWN_BY.items():
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(body == figures.shown_by)
        action.triggered.connect(lambda _checked=False, body=body: choose(ShownBy(body)))
        one_of.addAction(action)
        menu.addAction(action)
    menu.popup(widget.mapToGlobal(at))
