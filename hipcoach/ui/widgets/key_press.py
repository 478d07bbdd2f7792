"""A pressed key as a page understands it: the same key means the same on every keyboard layout.

A letter is taken as the layout has it. Where the layout has no Latin letter there (Cyrillic, Greek, Arabic), the place
of the key counts, as on a keyboard for English. A digit is taken by its character, or by its place in the top row, as a
French keyboard has digits there only with Shift.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ARROW_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}

X11_OFFSET = 8  # X11 and Wayland count the kernel's codes from 8; Windows counts as the kernel does
LETTER_ROWS = ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
"""The kernel's code of the first key of each row, and the letters that an English keyboard has there."""

PLACES = {first + n: letter for first, row in LETTER_ROWS for n, letter in enumerate(row)} | {
    2 + n: digit for n, digit in enumerate("1234567890")
}
PLACES_ON_A_MAC = dict(
    zip(
        (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        strict=True,
    )
) | dict(zip((29, 18, 19, 20, 21, 23, 22, 26, 28, 25), "0123456789", strict=True))
"""The same by the codes of macOS, which follow no rows."""

LAST_ASCII = 0x7E
_SPECIAL = 0x0100_0000  # from here on Qt's keys are no characters
_DEAD = range(Qt.Key.Key_Dead_Grave.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)
_NO_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One press: the key, with its letter as on an English keyboard, and the digit that it gives."""

    key: Qt.Key
    character: int = 0  # Qt's number for what the layout has on the key
    letter: str = ""  # A to Z
    digit: int | None = None  # also with Ctrl
    text: str = ""
    control: bool = False  # Ctrl (Command on a Mac) is held
    combined: bool = False  # Ctrl, Alt or Meta is held
    repeated: bool = False  # the key is held down

    @property
    def is_enter(self) -> bool:
        """Return True for either Enter key."""
        return self.key in ENTER


def key_press(event: QKeyEvent) -> KeyPress:
    """Return the press of an event, on this system."""
    place = place_of(event.nativeScanCode(), event.nativeVirtualKey(), QGuiApplication.platformName())
    character, modifiers, text = event.key(), event.modifiers(), event.text()
    letter = _letter(character, place)
    combined = bool(modifiers & _NO_TYPING)
    shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    return KeyPress(
        Qt.Key[f"Key_{letter}"] if letter else _known(character),
        character,
        letter,
        _digit(character, "" if shifted else place),
        text,
        bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        combined,
        event.isAutoRepeat(),
    )


def place_of(scan_code: int, virtual_key: int, platform: str) -> str:
    """Return the letter or digit that an English keyboard has at the place of a key; empty where it has neither.

    `platform` is Qt's name of it.
    """
    if platform == "cocoa":
        return PLACES_ON_A_MAC.get(virtual_key, "")
    return PLACES.get(scan_code if platform == "windows" else scan_code - X11_OFFSET, "")


def _letter(character: int, place: str) -> str:
    if character <= LAST_ASCII:
        found = chr(character)
        return found if "A" <= found <= "Z" else ""
    has_no_character = character >= _SPECIAL and character not in _DEAD and character != Qt.Key.Key_unknown.value
    return "" if has_no_character or place.isdigit() else place


def _digit(character: int, place: str) -> int | None:
    if character < _SPECIAL and chr(character).isdecimal():  # Arabic and Persian digits too
        return int(chr(character))
    return int(place) if place.isdigit() else None


def _known(character: int) -> Qt.Key:
    """Return Qt's key for a number; a character for which it has no name is unknown."""
    try:
        return Qt.Key(character)
    except ValueError:
        return Qt.Key.Key_unknown
