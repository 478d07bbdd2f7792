"""Another computer: the folder through which its diary and this one are brought together."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.errors import EnvironmentProblem
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.page_frame import clear_layout

WHAT = (
    "Choose a folder that Syncthing, Nextcloud or a stick keeps in step, on each of your computers. Their diaries, "
    "settings and plans are brought together when hipcoach opens, when you come back to its window, and before and "
    "after each session. A rest for pain on one holds on all. hipcoach itself sends nothing."
)
SHOW_REPLACED = "Show files that were replaced"
ASKS = "The folder that your computers share"


class SharingForm(QWidget):
    """The folder, and buttons to choose it, to exchange now, to stop, and to see what was replaced."""

    def __init__(self, context: UiContext, ask: FileChooser, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ask = ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._where = MutedLabel(context.theme, "")
        self._said = MutedLabel(context.theme, "")
        self._buttons = QVBoxLayout()
        column.addWidget(self._where)
        column.addWidget(self._said)
        column.addLayout(self._buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now."""
        folder = self._context.sharing.folder
        self._where.setText("No folder is chosen." if folder is None else f"Shared through {folder}")
        clear_layout(self._buttons)
        row = ButtonRow()
        chosen = (("Bring together now", self._exchange), ("Stop sharing", self._stop))
        for words, does in (("Choose a folder", self._choose), *(chosen if folder is not None else ())):
            button = QuietButton(self._context.theme, words)
            button.clicked.connect(does)
            row.add(button)
        replaced = self._context.sharing.replaced
        if replaced is not None:
            opens = QuietButton(self._context.theme, SHOW_REPLACED)
            opens.clicked.connect(lambda: self._ask.show_folder(replaced))
            row.add(opens)
        self._buttons.addWidget(row)
        self._said.setVisible(bool(self._said.text()))

    def _choose(self) -> None:
        folder = self._ask.folder(self, ASKS)
        if folder is None:
            return
        try:
            self._context.sharing.share_through(folder)
        except EnvironmentProblem as problem:
            self._say(str(problem))
            return
        self._exchange()

    def _exchange(self) -> None:
        said = self._context.sharing.exchange()
        self._say(" ".join(said) or "Nothing new.")

    def _stop(self) -> None:
        try:
            self._context.sharing.share_through(None)
        except EnvironmentProblem as problem:
            self._say(str(problem))
            return
        self._say("This computer no longer shares. What it wrote stays in the folder.")

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self.refresh()
        announce(self, text)
