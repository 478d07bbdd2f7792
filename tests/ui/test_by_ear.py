"""Every state that no real window is opened for, heard in this process; docs/keys_and_voice.md has a table of them."""

import re
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES
from hipcoach.settings import ThemeChoice
from hipcoach.ui import main_window
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets import announce, arrival, list_and_detail
from hipcoach.ui.widgets.accessible import ROLES
from hipcoach.ui.widgets.button import PrimaryButton
from tests.project.doc_pages import page
from tests.project.reader_walk import WALKED, WINDOW
from tests.ui.hands import Hands, name_of

pytestmark = pytest.mark.long

HEAD = "| state | focus on arrival | announced first | main button | Enter | Esc |\n" + 6 * "|---" + "|\n"
HEARD_HERE = [state for state in STATES if state not in WALKED]
K = Qt.Key
AS_AT_SPI = {
    QAccessible.Role.Button: "push button",
    QAccessible.Role.Client: "panel",
    QAccessible.Role.Grouping: "panel",
    QAccessible.Role.EditableText: "text",
}


@dataclass
class Ears:
    """Somebody who listens: stands for Qt's part in what is announced."""

    said: list[str] = field(default_factory=list)

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def isActive(self) -> bool:
        return True

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        self.said.append(event.message())


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    listener = Ears()
    for module in (announce, arrival, main_window, list_and_detail):
        monkeypatch.setattr(module, "QAccessible", listener)
    return listener


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    lines = page("keys_and_voice.md").partition(HEAD)[2].splitlines()
    return {line.split("`")[1]: line for line in lines if line.startswith("| `")}


def opened(qapp: QApplication, made: Scenes, ears: Ears, state: str) -> QWidget:
    built = STATES[state](made)
    show(qapp, built, WINDOW)
    if isinstance(built, MainWindow):
        built.say_page()  # it was built unseen
        while not ears.said:  # once its words are on it
            qapp.processEvents()
    settle(qapp)
    return built


def closed(qapp: QApplication, built: QWidget) -> None:
    built.close()
    built.deleteLater()
    settle(qapp)


def focus_of(qapp: QApplication) -> tuple[str, str]:
    """The name and role of what has the focus, as a screen reader is told."""
    focused = qapp.focusWidget()
    found = QAccessible.queryAccessibleInterface(focused) if focused is not None else None
    if found is None:
        return "", ""
    kind = getattr(focused, "spoken_as", None)
    role = found.role() if kind is None else ROLES[kind]
    words = AS_AT_SPI.get(role) or re.sub(r"(?=[A-Z])", " ", role.name).strip().lower()
    return found.text(QAccessible.Text.Name), words


def begin(words: str) -> str:
    first = re.split(r"(?<=[.?!:]) ", words)[0]
    return first if first == words else f"{first} …"


def effect(qapp: QApplication, ears: Ears, built: QWidget, key: Qt.Key) -> str:
    ears.said.clear()
    pressed = Hands(qapp, built).key(key)
    settle(qapp)
    return ", ".join(pressed) or (f"“{begin(ears.said[-1])}”" if ears.said else "–")


@pytest.mark.parametrize("state", HEARD_HERE)
def test_a_state_is_as_the_table_says(
    qapp: QApplication, theme: Theme, made: Scenes, ears: Ears, drawn: dict[str, str], state: str
) -> None:
    theme.change(text_factor=1.0, choice=ThemeChoice.LIGHT)
    week = made.empty.context.week
    planned = week.programme
    built = opened(qapp, made, ears, state)
    said = ears.said[-1] if ears.said else ""
    primary = ", ".join(name_of(each) for each in built.findChildren(PrimaryButton) if each.isVisible())
    focus, (name, role) = qapp.focusWidget(), focus_of(qapp)
    assert name, "the focus is on something with a name"
    assert said
    enter = effect(qapp, ears, built, K.Key_Return)
    if focus is None or not isValid(focus) or not focus.isVisible():
        closed(qapp, built)
        built = opened(qapp, made, ears, state)
    else:
        focus.setFocus(Qt.FocusReason.TabFocusReason)
    esc = effect(qapp, ears, built, K.Key_Escape)
    closed(qapp, built)
    if week.programme != planned:
        week.save(planned)  # Enter has changed it: the next state begins where this one did
    cells = (f"`{state}`", f"{name} ({role})" if name != said else role, begin(said), primary, enter, esc)
    assert drawn.get(state) == "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


def test_the_table_has_no_state_that_is_gone(drawn: dict[str, str]) -> None:
    assert set(drawn) <= set(HEARD_HERE)
