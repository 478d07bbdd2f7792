"""Finds an exercise by a search, and adds it to a plan."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach import words
from hipcoach.safety.locks import lock_reason
from hipcoach.sheet.plan_text import as_typed
from hipcoach.ui.context import UiContext
from hipcoach.ui.library.reorder_list import RowList
from hipcoach.ui.library.search import SEARCH_HINT, found
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Exercise

GROWS_MS = 300  # until all of it is laid out; after that only its user scrolls the page
TYPE_FIRST = "Type a name, or go down into the list by an arrow and press Enter there."


class ExerciseFinder(QWidget):
    """A field and what it finds; Enter in either, a double click or the button adds what is marked."""

    added = Signal(str)  # an exercise's id
    named = Signal(str)  # the name of one that is not there

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: list[Exercise] = []
        self._frame: PageFrame | None = None
        self._grows = QTimer(self)  # the page, by what was added
        self._grows.setSingleShot(True)
        self._top_px = 0  # where it is seen
        self._name = ""  # what is looked for, as a name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.search = SearchField(context.theme, SEARCH_HINT, "Search for an exercise to add")
        self.search.textChanged.connect(self._show)
        self.rows = RowList(context.theme, "Exercises found")
        self.rows.itemDoubleClicked.connect(self._add)
        self.rows.currentRowChanged.connect(self._on_current_row_changed)
        self._adds = QuietButton(context.theme, "Add it to the plan", icon="plus")
        self._adds.clicked.connect(self._add)
        self._above, self._below = MutedLabel(context.theme), MutedLabel(context.theme)
        for widget in (self.search, self._above, self.rows):
            column.addWidget(widget)
        column.addWidget(self._adds, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._below)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field into what it found by an arrow; add by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.hasFocus() and not self._name:
                self._say(TYPE_FIRST)
            else:
                self._add()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.rows.count():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        profile, text = self._context.profile.read(), as_typed(self.search.text())
        every = self._context.catalogue.exercises.values()
        opened = [each for each in every if lock_reason(each, profile.locks, profile.cleared) is None]
        self._found = found(opened, text)
        rows = [f"{each.name}, {words.place_of(each)}" for each in self._found]
        self._name = text[:60].strip()
        if self._name and not any(self._name.lower() == each.name.lower() for each in self._found):
            rows.append(f"{self._name}: a new exercise of your own")
        self.rows.set_rows(rows, 0)
        self._adds.setEnabled(bool(rows))
        self.rows.setVisible(bool(rows))
        self._say("")

    def _add(self) -> None:
        self._hold_place()
        row = max(0, self.rows.currentRow())
        if row < len(self._found):
            name = self._found[row].name
            self.added.emit(self._found[row].id)
        elif self._name:
            name = self._name
            self.named.emit(self._name)
        else:
            return
        self._say(f"{name} is in the plan, at its end.")
        self.search.selectAll()
        self.search.setModified(False)  # Ctrl+Z takes out of the plan what was just added
        self._grows.start(GROWS_MS)

    def _on_current_row_changed(self) -> None:
        """Keep the row that is chosen by keys in view: the list may be longer than the window."""
        frame, chosen = self._around(), self.rows.currentItem()
        if frame is not None and chosen is not None and self.rows.hasFocus():
            at = self.rows.viewport().mapTo(frame.viewport(), self.rows.visualItemRect(chosen).center())
            frame.ensureVisible(at.x(), at.y() + frame.verticalScrollBar().value(), 0, Space.XXL)

    def _around(self) -> PageFrame | None:
        frame = self.parentWidget()
        while frame is not None and not isinstance(frame, PageFrame):
            frame = frame.parentWidget()
        return frame

    def _hold_place(self) -> None:
        """Note where it is seen: it stays there while what is added takes its room above."""
        frame = self._around()
        if frame is not None and self._frame is None:
            self._frame = frame
            frame.height_changed.connect(self._on_height_changed)
        if frame is not None:
            self._top_px = self._seen_at(frame)

    def _seen_at(self, frame: PageFrame) -> int:
        return self.mapTo(frame.viewport(), QPoint()).y()

    def _on_height_changed(self) -> None:
        if self._frame is not None and self._grows.isActive():
            bar = self._frame.verticalScrollBar()
            bar.setValue(bar.value() + self._seen_at(self._frame) - self._top_px)
            self._frame.show_focus()

    def _say(self, text: str) -> None:
        """Say it where somebody looks: under the field that they type in, else under the button."""
        near, other = (self._above, self._below) if self.search.hasFocus() else (self._below, self._above)
        other.hide()
        other.setText("")
        near.setText(text)
        near.setVisible(bool(text))
        if text:
            announce(near, text)
