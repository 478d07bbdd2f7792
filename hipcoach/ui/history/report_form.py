"""The page for the physiotherapist: its period, paper and questions, with a preview, to save or to print."""

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from hipcoach.history.private_file import write_private_file
from hipcoach.history.report import QUESTIONS, report, users_questions
from hipcoach.planner import profile_values
from hipcoach.planner.aim import weekly_aim
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.report.fonts import no_font_text
from hipcoach.ui.report.pdf import page_size, pdf_of
from hipcoach.ui.report.printing import PrintDialog
from hipcoach.ui.report.report_file import first_day, monday_of
from hipcoach.ui.report.report_page import ReportPage
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.theme import paper, tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.desktop_habits import first_weekday, is_letter_land
from hipcoach.ui.widgets.label import Heading, MutedLabel
from hipcoach.ui.widgets.spoken_as import SpokenAs

PERIODS = (Choice("28", "4 weeks"), Choice("91", "3 months"), Choice("365", "1 year"), Choice("all", "All"))
PAPERS = (Choice("a4", "A4"), Choice("letter", "Letter"))
EDITOR_PX, PREVIEW_PX = 110, 620
MOST_QUESTIONS, LONGEST_QUESTION = 20, 300


class ReportPreview(QWidget):
    """A picture of the page as it will be on paper."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: ReportPage | None = None
        self._letter = False
        self._picture: QPixmap | None = None
        self.setAccessibleName("The report as it will be printed")
        self.setMaximumWidth(PREVIEW_PX)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: ReportPage, *, letter: bool) -> None:
        """Show another page."""
        self._page, self._letter, self._picture = page, letter, None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size in the shape of the paper."""
        return QSize(PREVIEW_PX, self.heightForWidth(PREVIEW_PX))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the paper at a width."""
        size = page_size(letter=self._letter).sizePoints()
        return round(min(width, PREVIEW_PX) * size.height() / size.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page anew."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, drawn once and kept."""
        if self._page is None:
            return
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.fill(tokens.PAPER.surface)
            size = page_size(letter=self._letter).sizePoints()
            with QPainter(self._picture) as painter:
                scale = self._picture.width() / (size.width() * paper.UNITS_PER_POINT)
                painter.scale(scale, scale)
                self._page.paint(painter, size.width() * paper.UNITS_PER_POINT, size.height() * paper.UNITS_PER_POINT)
        with QPainter(self) as painter:
            painter.drawPixmap(self.rect(), self._picture)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))


class ReportForm(QWidget):
    """The choices, the user's questions, the preview, and the buttons to save and print."""

    def __init__(
        self, context: UiContext, today: date, ask: FileChooser, printing: PrintDialog, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._today, self._ask, self._printing = context, today, ask, printing
        theme = context.theme
        self.period, self.paper = ChoiceRow(theme, "For what time", PERIODS), ChoiceRow(theme, "Paper", PAPERS)
        self.period.set_values(("91",))
        self.paper.set_values(("letter" if is_letter_land() else "a4",))
        self.questions = QPlainTextEdit()
        self._kept: tuple[str, ...] = ()  # what the field was filled with, or was kept from it
        self._fill()
        self.questions.setTabChangesFocus(True)
        self.questions.setAccessibleName("My questions, one on each line")
        self.questions.setFixedHeight(theme.picture_px(EDITOR_PX))
        self._message = MutedLabel(theme)
        self._message.hide()
        self._no_font = MutedLabel(theme)
        self.preview = ReportPreview(theme)
        pdf, print_button = PrimaryButton(theme, "Save as PDF"), QuietButton(theme, "Print…")
        keep = QuietButton(theme, "Keep the questions")
        pdf.clicked.connect(self.save)
        print_button.clicked.connect(self.print)
        keep.clicked.connect(self.refresh)
        form = Card(theme)
        for name, row in (("For what time", self.period), ("Paper", self.paper)):
            form.body.addWidget(Heading(theme, name))
            form.body.addWidget(row)
        form.body.addWidget(Heading(theme, "My questions"))
        form.body.addWidget(MutedLabel(theme, "One on each line. They are kept in the diary."))
        form.body.addWidget(self.questions)
        form.body.addWidget(self._no_font)
        form.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for widget in (form, ButtonRow(pdf, print_button), self._message):
            column.addWidget(widget)
        column.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)
        self.period.changed.connect(self.refresh)
        self.paper.changed.connect(self.refresh)
        self.refresh()

    @property
    def letter(self) -> bool:
        """Return True for Letter paper, False for A4."""
        return self.paper.value == "letter"

    def page(self) -> ReportPage:
        """Return the page with the choices made; the questions are saved in the diary."""
        self._context.changes.make(self, self._save_questions)
        store, until = self._context.store, self._today
        days = self.period.value
        since = date.min if days in (None, "all") else until - timedelta(days=int(days or 0))
        rule = self._context.forecast.rule
        aim = weekly_aim(rule, store, self._context.catalogue.plans, monday_of(until))
        here, begins = self._context.clock.zone(), first_weekday()
        since = first_day(store, here, since, until)
        data = report(store, rule, here, since, until, weekly_aim=aim, first_weekday=begins)
        return ReportPage(data, self._context.catalogue, self._context.figures)

    def refresh(self) -> None:
        """Show the page again, with the questions that came in from another computer if none was typed here."""
        self._message.hide()
        if self._typed() == self._kept:
            self._fill()
        page = self.page()
        self.preview.show_page(page, letter=self.letter)
        self._no_font.setText(no_font_text(page.data.questions))
        self._no_font.setVisible(bool(self._no_font.text()))

    def save(self) -> None:
        """Ask for a file, and write the page as a PDF."""
        path = self._ask.save(self, "Save the report", file_name("report", self._today, ".pdf"), "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_private_file(path, pdf_of(self.page(), letter=self.letter))
        except OSError as error:
            self._show_message(f"{path} could not be written ({error.strerror}).")
        else:
            self._show_message(f"Written: {path}")

    def print(self) -> None:
        """Open the print dialog with its preview."""
        self._printing.show(self, self.page(), letter=self.letter)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the questions when the page is left, or the window closed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._context.changes.make(self, self._save_questions)

    def _fill(self) -> None:
        """Show the questions that are in the diary."""
        text = "\n".join(users_questions(self._context.store))
        if text != self.questions.toPlainText():
            self.questions.setPlainText(text)
        self._kept = self._typed()

    def _typed(self) -> tuple[str, ...]:
        lines = (line.strip()[:LONGEST_QUESTION] for line in self.questions.toPlainText().splitlines())
        return tuple(filter(None, lines))[:MOST_QUESTIONS]

    def _save_questions(self) -> None:
        """Keep what was typed here; where nothing was, what another computer has sent meanwhile stays."""
        typed = self._typed()
        if typed == self._kept:
            return
        with self._context.store.transaction():
            profile_values.keep_answer(self._context.store, QUESTIONS, list(typed), self._context.clock.utc())
        self._kept = typed

    def _show_message(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
