"""A plan as one file, for somebody else's hipcoach or another computer: the button, and where the file lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.clock import day_by
from hipcoach.errors import InputError
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.written_notice import not_written, write
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.page_frame import clear_layout

KINDS = "Plans (*.toml)"
ABOUT = (
    "One file with its exercises and their photographs. Nothing of your diary is in it. "
    "Who has hipcoach opens it there, under Plans."
)


class SendPlanCard(QWidget):
    """One plan."""

    def __init__(
        self, context: UiContext, plan: SessionPlan, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._plan, self._ask = context, plan, ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Heading(context.theme, "For somebody else"))
        column.addWidget(BodyText(context.theme, ABOUT))
        button = QuietButton(context.theme, "Send this plan as a file")
        button.clicked.connect(self.save)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._notices = QVBoxLayout()
        column.addLayout(self._notices)

    def save(self) -> None:
        """Ask for a place, and write the file there."""
        from hipcoach.sheet.sent_plan import ENDING, sent_text  # what the page need not wait for
        from hipcoach.ui.shared.photographs import shrink

        plan, context, theme = self._plan, self._context, self._context.theme
        name = file_name(f"{plan.id}-plan", day_by(context.clock), ENDING)
        path = self._ask.save(self, f"Send {plan.title} as a file", name, KINDS)
        if path is None:
            return
        clear_layout(self._notices)
        try:
            content = sent_text(plan, context.catalogue, context.paths.user_exercises, shrink).encode()
        except InputError as error:
            self._notices.addWidget(not_written(theme, error.problems[0]))
        else:
            self._notices.addWidget(write(theme, self._ask, path, content))
