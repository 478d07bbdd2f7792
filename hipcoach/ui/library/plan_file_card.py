"""What a plan is written to a file from: a heading, what the file is, the buttons, and where it lies then."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.history.private_file import write_private_file
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout


class PlanFileCard(QWidget):
    """One plan, and one kind of file; a subclass adds its buttons with `add_below`."""

    title = ""
    about = ""

    def __init__(
        self, context: UiContext, plan: SessionPlan, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.plan, self.ask = context, plan, ask
        self._notices = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(Heading(context.theme, self.title))
        self._column.addWidget(BodyText(context.theme, self.about))
        self._column.addLayout(self._notices)

    def add_below(self, widget: QWidget) -> None:
        """Add a widget below the others, above what is told."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def forget_notices(self) -> None:
        """Take away what was told of the last file."""
        clear_layout(self._notices)

    def write(self, path: Path, content: bytes) -> None:
        """Write the file, and show where it lies, or why it could not be written."""
        try:
            write_private_file(path, content)
        except OSError as error:
            self.tell_not_written(f"{path}: {error.strerror}")
            return
        notice = Notice(self.context.theme, NoticeKind.INFO, "Written.", str(path))
        opens = PlainButton(self.context.theme, "Open the folder")
        opens.clicked.connect(lambda: self.ask.show_folder(path.parent))
        notice.add_button(opens)
        self._notices.addWidget(notice)

    def tell_not_written(self, why: str) -> None:
        """Show why there is no file."""
        self._notices.addWidget(Notice(self.context.theme, NoticeKind.AMBER, "It could not be written.", why))
