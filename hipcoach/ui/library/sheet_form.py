"""A physiotherapist's sheet typed or pasted in: what each line is taken for stands beneath; it is kept as a plan."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.sheet.in_words import about_all, not_ready, understood
from hipcoach.sheet.keep import made, names_taken
from hipcoach.sheet.line import SheetLine
from hipcoach.sheet.plan_change import PlanDraft
from hipcoach.sheet.plan_text import PlanFiles, plan_files
from hipcoach.sheet.reader import SheetText, read_sheet
from hipcoach.ui.context import UiContext
from hipcoach.ui.library.keep_plan import keep_plan
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.label import BodyText, Heading, Label, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout

TITLE = "From my sheet"
LINES_SHOWN = 9
HINT = "Bridge 3 x 8, hold 5 secs\nCalf stretch 30 secs x 3 each side\nTowel squeeze 2 x 10\nMonday and Thursday"


class SheetForm(QWidget):
    """The text, what was understood, and the key that keeps it."""

    kept = Signal(str, str)  # the new plan's id, and what is unusual about it
    change_wanted = Signal(object)  # a PlanDraft of what was read

    def __init__(self, context: UiContext, files: OwnFiles, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._own = context, files
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(BodyText(theme, "Type or paste it, one exercise on a line."))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(HINT)
        self.text.setAccessibleName("The sheet, one exercise on a line")
        self.text.setTabChangesFocus(True)
        self.text.ensurePolished()  # its font is the theme's
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES_SHOWN)
        column.addWidget(self.text)
        column.addWidget(Heading(theme, "Understood"))
        self._read = QVBoxLayout()
        self._read.setSpacing(Space.XS)
        column.addLayout(self._read)
        column.addWidget(Label(theme, "Name of the plan"))
        self.title = QLineEdit(TITLE)
        self.title.setAccessibleName("Name of the plan")
        self.title.setMaxLength(60)
        column.addWidget(self.title)
        column.addWidget(Label(theme, "Whose sheet it is, if you like"))
        self.whose = QLineEdit()
        self.whose.setAccessibleName("Whose sheet it is")
        self.whose.setMaxLength(60)
        column.addWidget(self.whose)
        self.problem = BodyText(theme, "")
        column.addWidget(self.problem)
        self.keep_button = PrimaryButton(theme, "Keep it as a plan", icon="check")
        self.keep_button.clicked.connect(self._keep)
        self.changes = QuietButton(theme, "Change it before it is kept")
        self.changes.clicked.connect(self._change)
        column.addWidget(ButtonRow(self.keep_button, self.changes))
        self.text.textChanged.connect(self._show)
        self.title.textChanged.connect(self._show)
        self._show()

    def _sheet(self) -> SheetText:
        return read_sheet(self.text.toPlainText(), self._context.catalogue.exercises)

    def _show(self) -> None:
        """Show beneath the text what each line is taken for."""
        theme, sheet = self._context.theme, self._sheet()
        clear_layout(self._read)
        for line in sheet.lines:
            self._read.addWidget(self._line(line))
        for about in about_all(sheet):
            self._read.addWidget(BodyText(theme, about))
        problem = not_ready(sheet) if sheet.lines else ""
        self.problem.setText(f"{problem[:1].upper()}{problem[1:]}." if problem else "")
        for button in (self.keep_button, self.changes):
            button.setEnabled(bool(sheet.lines) and not problem and bool(self.title.text().strip()))

    def _line(self, line: SheetLine) -> QWidget:
        theme, said = self._context.theme, understood(line, self._context.catalogue.exercises)
        if line.problem:
            return Notice(theme, NoticeKind.AMBER, f"Line {line.number}: {line.text}", f"Not read: {line.problem}.")
        return (BodyText if line.name else MutedLabel)(theme, f"{line.number}. {said}")

    def _files_of(self) -> PlanFiles:
        taken = names_taken(self._context.catalogue.exercises, self._context.paths.user_exercises)
        return plan_files(self._sheet(), self.title.text().strip(), self.whose.text().strip(), taken)

    def _keep(self) -> None:
        kept = keep_plan(self._context, self._own, self._files_of())
        if kept.problem:
            self.problem.setText(kept.problem)
        else:
            self.kept.emit(kept.plan_id, kept.unusual)

    def _change(self) -> None:
        files = self._files_of()
        plan, _ = made(files, self._context.catalogue.exercises)
        self.change_wanted.emit(PlanDraft(replace(plan, path=""), files.exercises))
