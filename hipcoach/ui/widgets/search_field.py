"""A field to search in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton


class SearchField(QLineEdit):
    """A field with a button that empties it, as large as the text that stands in it; Qt's own keeps its size."""

    def __init__(self, theme: Theme, hint: str, name: str) -> None:
        """`hint` stands in it while it is empty, and a screen reader says `name`."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self._clear = PlainButton(theme, "", icon="close", parent=self)
        self._clear.setAccessibleName("Clear the search")
        self._clear.setToolTip("Clear the search")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # at the keys, the field is emptied as any other
        self._clear.clicked.connect(self._on_clear_clicked)
        self.textChanged.connect(self._show_clear)
        self._show_clear("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end of the field."""
        super().resizeEvent(event)
        width = self._clear.sizeHint().width()
        self._clear.setGeometry(self.width() - width - Space.XXS, 0, width, self.height())
        self.setTextMargins(0, 0, width, 0)

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _on_clear_clicked(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
