"""What a key means on other layouts: its letter by its place where the layout has no Latin one, and its digit."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from hipcoach.ui.widgets.key_press import PLACES, PLACES_ON_A_MAC, KeyPress, key_press, place_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SCAN = {place: code + 8 for code, place in PLACES.items()}  # as X11 and Wayland count


def sent(text: str, place: str, modifiers: Qt.KeyboardModifier = NONE, *, repeated: bool = False) -> KeyPress:
    """The press of a key at a place of an English keyboard, on which the layout has a text."""
    key = ord(text.upper()) if len(text.upper()) == 1 else 0
    return key_press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, SCAN[place], 0, 0, text, repeated))


LETTERS = {
    "ru": dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "йцукенгшщзфывапролдячсмить", strict=True)),
    "gr": dict(zip("WERTYUIOPASDFGHJKLZXCVBNM", "ςερτυθιοπασδφγηξκλζχψωβνμ", strict=True)),
    "ara": dict(zip("QWERTYUIOPASDFGHJKLZXCVNM", "ضصثقفغعهخحشسيبلاتنمئءؤرىة", strict=True)),
}


@pytest.mark.parametrize(("layout", "place"), [(name, place) for name, row in LETTERS.items() for place in row])
def test_a_letter_counts_by_its_place_where_the_layout_has_no_latin_one(layout: str, place: str) -> None:
    for modifiers in (NONE, SHIFT, CTRL):
        found = sent(LETTERS[layout][place], place, modifiers)
        assert (found.letter, found.key) == (place, Qt.Key[f"Key_{place}"])


@pytest.mark.parametrize(("text", "place"), [("a", "Q"), ("q", "A"), ("z", "W"), ("w", "Z")])
def test_on_azerty_a_letter_is_what_stands_on_the_key(text: str, place: str) -> None:
    assert sent(text, place).letter == text.upper()


@pytest.mark.parametrize(("text", "place"), list(zip("&é\"'(-è_çà", "1234567890", strict=True)))
def test_on_azerty_the_top_row_is_digits_without_shift(text: str, place: str) -> None:
    assert sent(text, place).digit == int(place)
    assert sent(place, place, SHIFT).digit == int(place)
    assert sent(text, place).letter == ""


@pytest.mark.parametrize(("text", "place"), [("!", "1"), ("@", "2"), ("*", "8")])
def test_what_an_english_keyboard_has_above_a_digit_is_none(text: str, place: str) -> None:
    assert sent(text, place, SHIFT).digit is None


@pytest.mark.parametrize("text", ["٧", "۷", "7"])
def test_digits_of_other_scripts_are_digits(text: str) -> None:
    assert sent(text, "7").digit == 7


def test_a_letter_with_altgr_or_a_dead_key_counts_by_its_place() -> None:
    assert sent("ö", "P").letter == "P"
    dead = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, NONE, SCAN["P"], 0, 0, "")
    assert key_press(dead).letter == "P"


def test_a_key_without_a_character_has_no_letter() -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Shift, Qt.Key.Key_F1, Qt.Key.Key_Left):
        found = key_press(QKeyEvent(QEvent.Type.KeyPress, key, NONE, SCAN["P"], 0, 0, ""))
        assert (found.key, found.letter, found.digit) == (key, "", None)


def test_each_system_counts_its_keys_in_its_own_way() -> None:
    p = {"xcb": (33, 0x70), "wayland": (33, 0x70), "windows": (0x19, 0x50), "cocoa": (0, 0x23)}
    six = {"xcb": (15, 0), "wayland": (15, 0), "windows": (7, 0), "cocoa": (0, 0x16)}
    assert {platform: place_of(*codes, platform) for platform, codes in p.items()} == dict.fromkeys(p, "P")
    assert {platform: place_of(*codes, platform) for platform, codes in six.items()} == dict.fromkeys(six, "6")
    assert sorted(PLACES.values()) == sorted(PLACES_ON_A_MAC.values())
    assert place_of(0, 0, "xcb") == ""
