"""A field above the settings: only what has the words typed in it stays in view."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.search_field import SearchField

PAUSE_MS = 200
NOTHING = "No setting has these words."
LEAST_CHARS = 3  # of a word that is looked for in other words, too
OTHER_WORDS = {  # what people type, and the words of the page for it
    **dict.fromkeys(("bigger", "larger", "font", "zoom", "small", "readable"), "text size"),
    **dict.fromkeys(("theme", "colors", "night", "contrast", "brightness"), "colours"),
    **dict.fromkeys(("animation", "still"), "motion"),
    **dict.fromkeys(("louder", "quieter", "mute", "sound"), "volume"),
    **dict.fromkeys(("faster", "slower", "pace"), "speed"),
    **dict.fromkeys(("shortcuts", "hotkeys", "keyboard"), "keys"),
    **dict.fromkeys(("alarm", "notifications", "daily"), "remind"),
    **dict.fromkeys(("telephone", "phone", "doctor", "emergency"), "number"),
}


class SettingFinder(QWidget):
    """Hides what does not have the words, and shows it again when they are taken away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._groups: list[tuple[QWidget, str, Sequence[QWidget]]] = []
        self._hidden: set[QWidget] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        self.text = SearchField(theme, "Find a setting", "Find a setting")
        self._pause = QTimer(self)  # in the typing: what is typed is seen at once, and looked for then
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.text.textChanged.connect(lambda: self._pause.start())
        self.text.editingFinished.connect(self._find)
        column.addWidget(self.text)
        self._nothing = MutedLabel(theme, NOTHING)
        self._nothing.hide()
        column.addWidget(self._nothing)

    def add(self, group: QWidget, title: str, rows: Sequence[QWidget]) -> None:
        """Look through one more group."""
        self._groups.append((group, title, rows))

    def _find(self) -> None:
        """Hide and show only what changes: each of both lays the page out."""
        self._pause.stop()
        wanted = self.text.text().casefold().split()
        found, unwanted = False, set[QWidget]()
        for group, title, rows in self._groups:
            kept = [row for row in rows if _has(wanted, f"{title} {_words(row)}")]
            found = found or bool(kept)
            unwanted.update([row for row in rows if row not in kept] if kept else [group])
        for widget in self._hidden - unwanted:
            widget.show()
        hidden_now = {each for each in unwanted if each in self._hidden or not each.isHidden()}
        for widget in hidden_now - self._hidden:
            widget.hide()
        self._hidden = hidden_now
        self._nothing.setVisible(not found)


def _has(wanted: Sequence[str], text: str) -> bool:
    folded = text.casefold()
    return all(word in folded or any(each in folded for each in _others(word)) for word in wanted)


def _others(word: str) -> Iterable[str]:
    """Yield the page's own words for what is typed, from its third letter on."""
    if len(word) >= LEAST_CHARS:
        yield from (ours for typed, ours in OTHER_WORDS.items() if typed.startswith(word))


def _words(row: QWidget) -> str:
    """Return all that a row says."""
    parts = [each for each in (row, *row.findChildren(QWidget)) if isinstance(each, QLabel | QAbstractButton)]
    return " ".join(each.text() for each in parts)
