"""Presses the button whose letter was typed."""

from PySide6.QtWidgets import QWidget

from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.key_press import KeyPress


def press_letter(root: QWidget, press: KeyPress) -> bool:
    """Click the visible button in `root` that has the letter of a press. Return False where there is none."""
    if not press.letter or press.combined or press.repeated:
        return False
    for button in root.findChildren(Button):
        if button.letter is not None and button.key == press.letter and button.isVisible() and button.isEnabled():
            button.click()
            return True
    return False
