"""What is being done and how far it is, over the foot of the window, while the work keeps the event loop busy."""

from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText
from hipcoach.ui.widgets.progress_bar import ProgressBar


class WorkStrip(Card):
    """Words and a bar; it takes no room from the page beneath, which cannot be used meanwhile."""

    def __init__(self, theme: Theme, name: str, window: QWidget) -> None:
        super().__init__(theme, ground="accent_soft", pad=Space.M, parent=window)
        self.hide()
        self._window = window
        self._words = BodyText(theme, "")
        self._bar = ProgressBar(theme, name)
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)

    def show_share(self, words: str, share: float) -> None:
        """Paint at once what is being done, and a share of it from 0 to 1."""
        self._words.setText(words)
        width = self._window.width() - 2 * Space.M
        height = self.heightForWidth(width)
        self.setGeometry(Space.M, self._window.height() - height - Space.M, width, height)
        self.show()
        self.raise_()
        self.body.activate()
        self.repaint()
        self._bar.show_share(share)
