"""What a page shows while it has no content, or when something could not be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.label import BodyText, Heading


class EmptyState(Card):
    """An icon, what is missing, and what the user can do about it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        heading: str,
        text: str,
        *,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, pad=Space.XL, parent=parent)
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(Icon(theme, icon, colour="accent", size_px=2 * tokens.ICON_PX), 0, left)
        self.body.addWidget(Heading(theme, heading))
        self.body.addWidget(BodyText(theme, text))
        if button is not None:
            self.body.addWidget(button, 0, left)
