"""Writes a file that the user asked for, and says where it lies, or why it could not be written."""

from pathlib import Path

from hipcoach.history.private_file import write_private_file
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind


def write(theme: Theme, ask: FileChooser, path: Path, content: bytes) -> Notice:
    """Write a whole file, and return what is said about it."""
    try:
        write_private_file(path, content)
    except OSError as error:
        return not_written(theme, f"{path}: {error.strerror}")
    notice = Notice(theme, NoticeKind.INFO, "Written.", str(path))
    opens = PlainButton(theme, "Open the folder")
    opens.clicked.connect(lambda: ask.show_folder(path.parent))
    notice.add_button(opens)
    return notice


def not_written(theme: Theme, why: str) -> Notice:
    """Return why a file could not be written."""
    return Notice(theme, NoticeKind.AMBER, "It could not be written.", why)
