"""Take it with you: the diary out and in again, its backups, and deleting everything."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach import words
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.history.deletions import Deletions
from hipcoach.history.progress_report import Told
from hipcoach.history.take_in import take_in
from hipcoach.history.write_files import write
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileAsk
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, DangerButton, PlainButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout
from hipcoach.ui.widgets.progress_bar import ProgressBar

JSON_KINDS = "Diary (*.json)"
SHOWN_BACKUPS = 5
WAYS = (
    ("json", "Everything (JSON)", "The whole diary, for another computer or for keeping."),
    ("csv", "Tables (CSV)", "A folder with a table for each kind of fact, for a spreadsheet."),
    ("fhir", "Health record (FHIR)", "For programs of a clinic that read HL7 FHIR R4."),
)


class TakeAlong(QWidget):
    """`changed` tells that the diary is another now."""

    changed = Signal()

    def __init__(
        self, context: UiContext, deletions: Deletions, ask: FileAsk, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._deletions = deletions
        self._ask = ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._told = QVBoxLayout()
        self._backups = QVBoxLayout()
        self._all_backups = False
        column.addLayout(self._told)
        for card in (self._out(), self._in(), self._copies(), self._deletion()):
            column.addWidget(card)
        self._show_backups()

    def export(self, form: str) -> None:
        """Write the diary in one form, where the user says."""
        if form == "csv":
            path = self._ask.folder(self, "A folder for the tables")
        else:
            path = self._ask.save(self, "Save the diary", f"hipcoach-{form}.json", JSON_KINDS)
        if path is None:
            return
        told = self._tell_on_a_bar("The diary is being written…")
        try:
            written = write(form, path, self._context.store, told)
        except OSError as error:
            self._tell(NoticeKind.AMBER, "It could not be written.", f"{path}: {error.strerror}")
        except InputError as problem:
            self._tell(NoticeKind.AMBER, "It could not be written.", str(problem))
        else:
            self._tell(NoticeKind.INFO, "Written.", "\n".join(map(str, written)))

    def take_in(self) -> None:
        """Bring an exported diary in."""
        path = self._ask.open(self, "Take in a diary", JSON_KINDS)
        if path is None:
            return
        told = self._tell_on_a_bar("The file is being read and taken in…")
        try:
            changed = take_in(self._context.store, path, self._context.clock.utc(), told)
        except (InputError, EnvironmentProblem) as problem:
            self._tell(NoticeKind.AMBER, "Nothing was taken in.", str(problem))
            return
        said = ", ".join(f"{kind} {count}" for kind, count in changed.items())
        self._tell(NoticeKind.INFO, f"Taken in: {said}." if said else "Nothing in it was new.")
        self._show_backups()
        self.changed.emit()

    def back_up(self) -> None:
        """Make a copy now."""
        self._tell_at_once("A backup is being made…")
        try:
            self._context.store.back_up(self._context.clock.utc())
        except EnvironmentProblem as problem:
            self._tell(NoticeKind.AMBER, "No backup was made.", str(problem))
        else:
            self._tell(NoticeKind.INFO, "A backup was made.")
        self._show_backups()

    def restore(self, path: Path) -> None:
        """Put a copy in the place of the diary; what is there now is kept as a backup first."""
        self._tell_at_once("The backup is being looked over and brought back…")
        try:
            self._context.store.restore(path, self._context.clock.utc())
        except EnvironmentProblem as problem:
            self._tell(NoticeKind.AMBER, "The backup was not restored.", str(problem))
            return
        self._deletions.forget()
        self._tell(
            NoticeKind.INFO,
            "The backup is restored.",
            "What was there before is kept as the newest backup. A rest in force stays in force.",
        )
        self._show_backups()
        self.changed.emit()

    def ask_to_delete(self) -> None:
        """Say what would go, and what stays."""
        notice = self._tell(
            NoticeKind.RED,
            "Delete every session, answer and note?",
            "You can bring everything back until hipcoach closes. Then it is gone, the backups too. "
            "A rest in force stays in force.",
        )
        yes = DangerButton(self._context.theme, "Delete everything")
        yes.clicked.connect(self._delete)
        notice.add_button(yes)
        notice.show()  # now: what is not yet shown cannot be focused
        yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        try:
            self._deletions.delete_everything()
        except EnvironmentProblem as problem:
            self._tell(NoticeKind.AMBER, "Nothing was deleted.", str(problem))
        else:
            self._tell(NoticeKind.INFO, "Everything is deleted.", "The history page can bring it back.")
            self.changed.emit()

    def _out(self) -> Card:
        card = self._card("Write it out")
        for form, name, hint in WAYS:
            button = QuietButton(self._context.theme, name)
            button.setAccessibleDescription(hint)
            button.clicked.connect(lambda _checked=False, form=form: self.export(form))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addWidget(Muted(self._context.theme, hint))
        return card

    def _in(self) -> Card:
        card = self._card("Take one in")
        text = "Brings in a diary that was written out as JSON. What is there already stays once."
        card.body.addWidget(BodyText(self._context.theme, text))
        button = QuietButton(self._context.theme, "Take in a diary")
        button.clicked.connect(self.take_in)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _copies(self) -> Card:
        card = self._card("Backups")
        where = self._context.paths.data / "backups"
        card.body.addWidget(BodyText(self._context.theme, "A copy is made after each session. They are here:"))
        card.body.addWidget(BodyText(self._context.theme, str(where)))
        card.body.addLayout(self._backups)
        now, self._every = (
            QuietButton(self._context.theme, "Make one now"),
            PlainButton(self._context.theme, "Show all"),
        )
        now.clicked.connect(self.back_up)
        self._every.clicked.connect(self._show_every_backup)
        card.body.addWidget(ButtonRow(now, self._every))
        return card

    def _deletion(self) -> Card:
        card = self._card("Delete")
        button = DangerButton(self._context.theme, "Delete everything…")
        button.clicked.connect(self.ask_to_delete)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _card(self, title: str) -> Card:
        card = Card(self._context.theme)
        card.body.addWidget(Heading(self._context.theme, title))
        return card

    def _show_every_backup(self) -> None:
        self._all_backups = True
        self._show_backups()

    def _show_backups(self) -> None:
        clear_layout(self._backups)
        found = self._context.store.backups()
        shown = found if self._all_backups else found[:SHOWN_BACKUPS]
        zone = self._context.clock.zone()
        if not found:
            self._backups.addWidget(Muted(self._context.theme, "None yet."))
        for copy in shown:
            at = copy.at.astimezone(zone)
            when = f"{words.long_date(at.date())}, {at:%H:%M}"
            button = PlainButton(self._context.theme, f"Restore {when}", icon="back")
            button.clicked.connect(lambda _checked=False, path=copy.path: self.restore(path))
            self._backups.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._every.setVisible(len(shown) < len(found))

    def _tell_on_a_bar(self, title: str) -> Told:
        """Say what is going on before it begins, and then how far it is: ten years take some seconds."""
        bar = ProgressBar(self._context.theme, title)
        self._tell_at_once(title, bar)
        return bar.show_share

    def _tell_at_once(self, title: str, bar: ProgressBar | None = None) -> None:
        """Say what is going on before it begins: with years in the diary it may take seconds."""
        notice = self._tell(NoticeKind.INFO, title)
        if bar is not None:
            notice.words.addSpacing(Space.XS)
            notice.words.addWidget(bar)
        notice.show()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _tell(self, kind: NoticeKind, title: str, text: str = "") -> Notice:
        clear_layout(self._told)
        notice = Notice(self._context.theme, kind, title, text)
        self._told.addWidget(notice)
        return notice
