"""Buttons that show their key: the main action of a page, quiet actions, and the button for pain."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.letter_keys import LetterKey, letters_of
from hipcoach.ui.widgets.painting import RING_PX, focus_ring, outlined, rounded
from hipcoach.ui.widgets.pressable import Pressable

_WRAP = int(Qt.TextFlag.TextWordWrap)
_ENTER = "Enter"


class Button(Pressable):
    """A painted button: icon, words (wrapped when narrow), and its key in a small cap."""

    ground, text_colour, outline = "raised", "accent", "accent"

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        key: str = "",
        letter: LetterKey | None = None,
        icon: str = "",
        large: bool = False,
        align_left: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show the name of `key`; `letter` presses the button from anywhere in the window, and is its key then."""
        super().__init__(parent)
        self.theme = theme
        self._key = key
        self._key_shown = True
        self._icon = icon
        self._large = large
        self._align_left = align_left
        self._heights: dict[tuple[int, str, int], int] = {}  # of this look: Qt asks again and again for the same
        self.setText(text)
        self.setAccessibleName(text)
        self.letter = letter
        self._show_key(letter.letter if letter is not None else key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def key(self) -> str:
        """Return the key that is shown on the button; empty where it has none."""
        return self._key

    def _show_key(self, key: str) -> None:
        self._key = key
        if key or self.letter is not None:
            self.setAccessibleDescription(f"Key: {key}" if key else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Show the letter that the user has chosen for this button."""
        super().showEvent(event)
        if self.letter is not None:
            self._show_key(letters_of(self.window()).get(self.letter.name, self.letter.letter))
            self.updateGeometry()

    @property
    def icon_name(self) -> str:
        """Return the name of the icon; empty where it has none."""
        return self._icon

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_text(self, text: str) -> None:
        """Change the words and the accessible name together."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def show_key(self, shown: bool) -> None:
        """Show the key on the button, or not, where there is no room; it is told to a screen reader all the same."""
        if shown is not self._key_shown:
            self._key_shown = shown
            self.updateGeometry()
            self.update()

    def line_px(self, *, key: bool) -> int:
        """Return the width with all words on one line, with the key or without it."""
        cap = self._key_px() if key else 0
        words = self._metrics().horizontalAdvance(self.text())
        return words + self._icon_px() + cap + 2 * self._padding_px() + 2 * RING_PX + 2

    def sizeHint(self) -> QSize:
        """Return the size with all words on one line."""
        width = self.line_px(key=self._key_shown)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, and the height that follows."""
        words = self.text().split() or [""]
        longest = max(self._metrics().horizontalAdvance(word) for word in words)
        width = longest + self._beside_px() + 2 * self._padding_px() + 2 * RING_PX + 2
        return QSize(width, self._target_px())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words, at least that of a target."""
        asked = (width, self.text(), self._metrics().height())
        if asked not in self._heights:
            self._heights[asked] = self._height_for(width)
        return self._heights[asked]

    def updateGeometry(self) -> None:
        """Let the button be measured anew: something has changed that its size follows."""
        self._heights.clear()
        super().updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, focus ring, icon, words and key."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_content(painter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint, with the page's main button: its mark for Enter goes."""
        super().focusInEvent(event)
        self._repaint_enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint, with the page's main button: its mark for Enter comes back."""
        super().focusOutEvent(event)
        self._repaint_enter()

    def _repaint_enter(self) -> None:
        for each in self.window().findChildren(Button):
            if each.key == _ENTER:
                each.update()

    def _enter_is_elsewhere(self) -> bool:
        """Return True while Enter presses another button, which has the focus: the mark would promise too much."""
        focused = self.window().focusWidget()
        taken = isinstance(focused, Button) and focused.enter_presses and focused.hasFocus()
        return self._key == _ENTER and taken and focused is not self

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint with the pointer over the button."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint without the pointer."""
        super().leaveEvent(event)
        self.update()

    def _height_for(self, width: int) -> int:
        inner = width - self._beside_px() - 2 * self._padding_px() - 2 * RING_PX
        words = self._metrics().boundingRect(QRect(0, 0, max(inner, 1), 10_000), _WRAP, self.text()).height()
        return max(words + 2 * Space.XS + 2 * RING_PX, self._target_px())

    def _colours(self) -> tuple[str, str, str]:
        return self.ground, self.text_colour, self.outline

    def _paint_ground(self, painter: QPainter) -> None:
        ground, _text, outline = self._colours()
        inset = self._ground_inset_px()
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        colour = self.theme.colour(ground or "surface")
        over = (
            self.underMouse() and self.isEnabled()
        )  # with an outline that alone grows: a tint would look chosen, or off
        if self.isDown() or (over and not outline):
            colour = colour.darker(112) if not self.theme.dark else colour.lighter(112)
        if not self.isEnabled():
            colour = self.theme.colour("surface")
        if ground:
            rounded(painter, rect, colour)
        if outline or not self.isEnabled():
            outlined(painter, rect, self.theme.colour(outline if self.isEnabled() else "line"), 3 if over else 2)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), self.theme)

    def _paint_content(self, painter: QPainter) -> None:
        _ground, text_colour, _outline = self._colours()
        colour = text_colour if self.isEnabled() else "muted"
        metrics = self._metrics()
        margin = RING_PX + self._padding_px()
        room = self.rect().adjusted(margin, 0, -margin, 0)
        words = metrics.boundingRect(QRect(0, 0, max(room.width() - self._beside_px(), 1), 10_000), _WRAP, self.text())
        used = words.width() + self._cap_px() + (self._icon_px() if self._icon else 0)
        left = room.left() if self._align_left else room.left() + max(0, (room.width() - used) // 2)
        if self._icon:
            size = self.theme.scaled(tokens.ICON_PX)
            pixmap = self.theme.icon(self._icon, colour, size, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - size) // 2, pixmap)
            left += self._icon_px()
        painter.setFont(self._font())
        painter.setPen(self.theme.colour(colour))
        width = room.right() - left + 1 - self._cap_px()
        side = Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            QRect(left, 0, max(width, 1), self.height()), int(side | Qt.AlignmentFlag.AlignVCenter) | _WRAP, self.text()
        )
        if self._key and self._key_shown and not self._enter_is_elsewhere():
            cap_left = room.right() + 1 - self._cap_px() if self._align_left else left + words.width()
            self._paint_key(painter, cap_left + Space.S, colour)

    def _paint_key(self, painter: QPainter, left: int, colour: str) -> None:
        font = self.theme.font(self._key_role())
        metrics = QFontMetrics(font)
        height = metrics.height() + 2
        cap = QRectF(left, (self.height() - height) / 2, self._cap_px() - Space.S, height)
        outlined(painter, cap, self.theme.colour(colour), 1.5, Space.XXS + 2)
        painter.setFont(font)
        painter.setPen(self.theme.colour(colour))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _font_role(self) -> Type:
        return Type.LEAD if self._large else Type.BODY

    def _font(self) -> QFont:
        return self.theme.font(self._font_role(), bold=True)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _padding_px(self) -> int:
        return Space.L if self._large else Space.M

    def _ground_inset_px(self) -> int:
        return RING_PX

    def _key_role(self) -> Type:
        return Type.SMALL

    def _cap_px(self) -> int:
        return self._key_px() if self._key_shown else 0

    def _key_px(self) -> int:
        if not self._key:
            return 0
        metrics = QFontMetrics(self.theme.font(self._key_role()))
        widest = max(metrics.horizontalAdvance(key) for key in self._keys())
        return Space.S + max(widest + 2 * Space.XS, metrics.height() + 2)

    def _keys(self) -> tuple[str, ...]:
        """Return the keys for which room is kept."""
        return (self._key,)

    def _beside_px(self) -> int:
        return self._icon_px() + self._cap_px()

    def _icon_px(self) -> int:
        return self.theme.scaled(tokens.ICON_PX) + (Space.XS if self.text() else 0) if self._icon else 0

    def _target_px(self) -> int:
        return (tokens.TARGET_LARGE_PX if self._large else tokens.TARGET_PX) + 2 * RING_PX

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class PrimaryButton(Button):
    """The main action of a page."""

    ground, text_colour, outline = "accent", "on_accent", ""


class QuietButton(Button):
    """An action beside the main one."""


class PlainButton(Button):
    """An action inside text or a row, without an outline until it has the focus or the pointer."""

    ground, text_colour, outline = "", "accent", ""

    def _colours(self) -> tuple[str, str, str]:
        over = self.underMouse() and self.isEnabled()
        return ("accent_soft" if over else self.ground), self.text_colour, self.outline

    def _padding_px(self) -> int:
        return 0  # nothing to pad while there is no ground: its words line up with the text around

    def _ground_inset_px(self) -> int:
        return 1


class DangerButton(Button):
    """An action in red: "It hurts more", or something that deletes."""

    ground, text_colour, outline = "red_soft", "red", "red"


class ButtonRow(QWidget):
    """Buttons side by side, on further rows where the width ends."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, gap=Space.XXS)
        for button in buttons:
            self._row.addWidget(button)

    def add(self, button: QWidget) -> None:
        """Add a button at the end."""
        self._row.addWidget(button)
