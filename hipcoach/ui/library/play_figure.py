"""A figure with its Play button; nothing moves before it is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.library.moving_picture import MovingPicture
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.into_view import scroll_into_view
from hipcoach.ui.widgets.label import Lead


class PlayFigure(QWidget):
    """The picture, a line of text that follows it, and one button that plays or stops."""

    def __init__(
        self,
        theme: Theme,
        picture: MovingPicture,
        text: str,
        *,
        texts: Sequence[str] = (),
        hidden_until_played: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`texts`: one sentence for each equal part of the movement."""
        super().__init__(parent)
        self.picture = picture
        self._text = text
        self._texts = tuple(texts)
        self._scroll_wanted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(picture)
        self.line = Lead(theme)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.line, 1000)
        across.addStretch(1)
        column.addLayout(across)
        self.line.setVisible(bool(texts))  # once it has a parent: before, it would be a window
        self.button = QuietButton(theme, text, icon="play")
        self.button.clicked.connect(self._on_button_clicked)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        picture.setVisible(not hidden_until_played)
        picture.moved.connect(self._on_picture_moved)
        picture.ended.connect(self._on_picture_ended)
        if texts:
            self.line.setText(texts[0])

    def _on_button_clicked(self) -> None:
        if self.picture.playing:
            self.picture.stop()
            return
        self._scroll_wanted = not self.picture.isVisible()
        self.picture.show()
        self.button.set_text("Stop")
        self.button.set_icon_name("stop")
        self.picture.play()

    def _on_picture_moved(self, share: float) -> None:
        if share > 0 and self._scroll_wanted:  # by the second frame the layout has made room
            self._scroll_wanted = False
            scroll_into_view(self.button, Space.L)
        if self._texts:
            self.line.setText(self._texts[min(len(self._texts) - 1, int(share * len(self._texts)))])

    def _on_picture_ended(self) -> None:
        self.button.set_text(self._text)
        self.button.set_icon_name("play")
