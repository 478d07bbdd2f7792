"""The rule behind one decision, in plain words; nothing on it changes anything."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import CONTENT_MAX_PX, Space
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.label import Body, Label, Lead, Muted
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.why import Why

WIDTH_PX, HEIGHT_PX = 680, 560
OWN = "A choice of this program: somebody had to pick it, and no source proves it."
PARTLY_OWN = "In part a choice of this program: somebody had to pick the number, and no source proves it."


class WhyDialog(QDialog):
    """Esc, Enter or its button close it."""

    def __init__(self, theme: Theme, why: Why, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Why?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame = PageFrame(theme, "Why?")
        body = frame.body
        body.addWidget(Lead(theme, why.decided))
        body.addWidget(Label(theme, "The rule behind it", bold=True))
        body.addWidget(Body(theme, why.line.says))
        body.addWidget(Label(theme, "Where it comes from", bold=True))
        for source in why.line.sources:
            body.addWidget(Body(theme, source))
        if why.line.own:
            body.addWidget(Body(theme, PARTLY_OWN if why.line.sources else OWN))
        body.addWidget(Muted(theme, f"Version {why.version} of the rule. {why.reviewed}"))
        close = PrimaryButton(theme, "Close", key="Esc")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.addWidget(frame, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        room = parent.size() if parent is not None else None
        width, height = theme.scaled(WIDTH_PX), theme.scaled(HEIGHT_PX)
        if room is not None:
            width, height = min(width, room.width()), min(height, room.height())
        self.resize(min(width, CONTENT_MAX_PX), height)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
