"""A figure with its Play button: nothing moves until somebody asks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.library.moving_picture import MovingPicture
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import Lead


class PlayFigure(QWidget):
    """The picture, what is said meanwhile where there are words for it, and one button that plays or stops."""

    def __init__(
        self,
        theme: Theme,
        picture: MovingPicture,
        text: str,
        *,
        says: Sequence[str] = (),
        hidden_until_played: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`says`: one sentence for each equal part of the way."""
        super().__init__(parent)
        self.picture = picture
        self._text = text
        self._says = tuple(says)
        self._to_be_brought = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(picture)
        self.line = Lead(theme)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line.setVisible(bool(says))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.line, 1000)
        across.addStretch(1)
        column.addLayout(across)
        self.button = QuietButton(theme, text, icon="play")
        self.button.clicked.connect(self._on_button_clicked)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        picture.setVisible(not hidden_until_played)
        picture.moved.connect(self._on_picture_moved)
        picture.ended.connect(self._on_picture_ended)
        if says:
            self.line.setText(says[0])

    def _on_button_clicked(self) -> None:
        if self.picture.playing:
            self.picture.stop()
            return
        self._to_be_brought = not self.picture.isVisible()
        self.picture.show()
        self.button.set_text("Stop")
        self.button.set_icon_name("stop")
        self.picture.play()

    def _on_picture_moved(self, share: float) -> None:
        if share > 0 and self._to_be_brought:  # by the second frame there is room made for it
            self._to_be_brought = False
            self._bring_into_view()
        if self._says:
            self.line.setText(self._says[min(len(self._says) - 1, int(share * len(self._says)))])

    def _bring_into_view(self) -> None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.ensureWidgetVisible(self.button, Space.L, Space.L)

    def _on_picture_ended(self) -> None:
        self.button.set_text(self._text)
        self.button.set_icon_name("play")
