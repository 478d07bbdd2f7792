"""A file of the user's own that could not be read, at its place in the list: lines, reasons, and a way to open it."""

from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.broken_files import BrokenFile
from hipcoach.catalogue.sentence import sentence
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind

MOST_LINES = 3


class BrokenFileCard(Notice):
    """One file."""

    def __init__(self, theme: Theme, ask: FileChooser, file: BrokenFile, *, parent: QWidget | None = None) -> None:
        lines = [f"Line {line}: {text}." for line, text in file.problems[:MOST_LINES]]
        if (more := len(file.problems) - MOST_LINES) > 0:
            lines.append(f"And {more} more.")
        title = f"{sentence(file.path.name)} is left out"
        super().__init__(theme, NoticeKind.AMBER, title, "\n".join(lines), parent=parent)
        self.file = file.path
        opens = PlainButton(theme, "Open the file")
        opens.setAccessibleName(f"Open the file {file.path.name}")
        opens.clicked.connect(lambda: ask.show_file(file.path))
        self.add_button(opens)
