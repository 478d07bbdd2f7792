"""The page "Take it with you": export and import of the diary, its backups, and deleting everything."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.clock import day_by
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.history.deletions import Deletions
from hipcoach.history.export_formats import FOLDER, FORMATS, DiaryWriter, ExportFormat
from hipcoach.history.import_diary import import_diary
from hipcoach.history.progress import Progress
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.shared.times import dated_text, file_name
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button, ButtonRow, DangerButton, PlainButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.into_view import scroll_into_view
from hipcoach.ui.widgets.label import BodyText, Heading, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout
from hipcoach.ui.widgets.progress_bar import ProgressBar

JSON_KINDS = "Diary (*.json)"
SHOWN_BACKUPS = 5


class DataView(QWidget):
    """The page; `changed` is emitted when the diary has other content."""

    changed = Signal()

    def __init__(
        self, context: UiContext, deletions: Deletions, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._deletions = deletions
        self._ask = ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._backups = QVBoxLayout()
        self._all_backups = False
        cards = (self._export_card(), self._import_card(), self._backups_card(), self._deletion_card())
        places = (QVBoxLayout(), QVBoxLayout(), QVBoxLayout(), QVBoxLayout())
        self._by_export, self._by_import, self._by_backups, self._by_deletion = places
        self._notices = self._by_export  # in the card of what was pressed last
        for card, place in zip(cards, places, strict=True):
            card.body.addLayout(place)
            column.addWidget(card)
        self._show_backups()

    def export(self, form: ExportFormat, write: DiaryWriter) -> None:
        """Ask for a place, and write the diary there."""
        if form.ending == FOLDER:
            path = self._ask.folder(self, "A folder for the tables")
        else:
            name = file_name(form.name, day_by(self._context.clock), form.ending)
            path = self._ask.save(self, "Save the diary", name, f"Diary (*{form.ending})")
        if path is None:
            return
        self._go_to(self._by_export)
        progress = self._show_progress("The diary is being written…")
        try:
            written = write(self._context.store, path, progress)
        except OSError as error:
            self._show_notice(NoticeKind.AMBER, "It could not be written.", f"{path}: {error.strerror}")
        except InputError as problem:
            self._show_notice(NoticeKind.AMBER, "It could not be written.", str(problem))
        else:
            notice = self._show_notice(NoticeKind.INFO, "Written.", "\n".join(map(str, written)))
            opens = PlainButton(self._context.theme, "Open the folder")
            opens.clicked.connect(lambda: self._ask.show_folder(path if form.ending == FOLDER else path.parent))
            notice.add_button(opens)

    def import_diary(self) -> None:
        """Ask for a file, and merge the diary in it into this one."""
        path = self._ask.open(self, "Take in a diary", JSON_KINDS)
        if path is not None:
            self._take_in(path)

    def ask_to_take_in(self, path: Path) -> None:
        """Ask whether a file that was dropped on the window is taken in."""
        self._go_to(self._by_import)
        self._ask_first(
            NoticeKind.INFO,
            f"Take in the diary in {path.name}?",
            "What is in yours already stays once.",
            (QuietButton, "Take it in", lambda: self._take_in(path)),
            "Leave it",
        )

    def _take_in(self, path: Path) -> None:
        self._go_to(self._by_import)
        progress = self._show_progress("The file is being read and taken in…")
        try:
            changed = import_diary(self._context.store, path, self._context.clock.utc(), progress)
        except (InputError, EnvironmentProblem) as problem:
            self._show_notice(NoticeKind.AMBER, "Nothing was taken in.", str(problem))
            return
        counts = ", ".join(f"{kind} {count}" for kind, count in changed.items())
        self._show_notice(NoticeKind.INFO, f"Taken in: {counts}." if counts else "Nothing in it was new.")
        self._show_backups()
        self.changed.emit()

    def back_up(self) -> None:
        """Make a backup now."""
        self._go_to(self._by_backups)
        self._show_now("A backup is being made…")
        try:
            self._context.store.back_up(self._context.clock.utc())
        except EnvironmentProblem as problem:
            self._show_notice(NoticeKind.AMBER, "No backup was made.", str(problem))
        else:
            self._show_notice(NoticeKind.INFO, "A backup was made.")
        self._show_backups()

    def ask_to_restore(self, path: Path, when: str) -> None:
        """Ask for confirmation: say what would be replaced, and what stays."""
        self._go_to(self._by_backups)
        self._ask_first(
            NoticeKind.AMBER,
            f"Bring back the diary of {when}?",
            "What is there now is kept as the newest backup. A rest in force stays in force.",
            (QuietButton, "Bring it back", lambda: self._restore(path)),
            "Leave the diary as it is",
        )

    def _restore(self, path: Path) -> None:
        """Replace the diary by a backup, after a backup of what is there now."""
        self._show_now("The backup is being looked over and brought back…")
        try:
            self._context.store.restore(path, self._context.clock.utc())
        except EnvironmentProblem as problem:
            self._show_notice(NoticeKind.AMBER, "The backup was not restored.", str(problem))
            return
        self._deletions.forget()
        self._show_notice(
            NoticeKind.INFO,
            "The backup is restored.",
            "What was there before is kept as the newest backup. A rest in force stays in force.",
        )
        self._show_backups()
        self.changed.emit()

    def ask_to_delete(self) -> None:
        """Ask for confirmation: show what would be deleted and what would stay."""
        self._go_to(self._by_deletion)
        self._ask_first(
            NoticeKind.RED,
            "Delete every session, answer and note?",
            "You can bring everything back until hipcoach closes. Then it is gone, the backups too. "
            "A rest in force stays in force.",
            (DangerButton, "Delete everything", self._delete),
            "Keep everything",
        )

    def _delete(self) -> None:
        try:
            elsewhere = self._deletions.delete_everything()
        except EnvironmentProblem as problem:
            self._show_notice(NoticeKind.AMBER, "Nothing was deleted.", str(problem))
        else:
            self._show_notice(
                NoticeKind.INFO, "Everything is deleted.", f"The history page can bring it back. {elsewhere}".strip()
            )
            self.changed.emit()

    def _export_card(self) -> Card:
        card = self._card("Write it out")
        for form in FORMATS:
            if form.write is None:  # the report has a page of its own
                continue
            button = QuietButton(self._context.theme, form.label)
            button.setAccessibleDescription(form.hint)
            button.clicked.connect(lambda _checked=False, form=form, write=form.write: self.export(form, write))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addWidget(MutedLabel(self._context.theme, form.hint))
        return card

    def _import_card(self) -> Card:
        card = self._card("Take one in")
        text = "Brings in a diary that was written out as JSON. What is there already stays once."
        card.body.addWidget(BodyText(self._context.theme, text))
        button = QuietButton(self._context.theme, "Take in a diary")
        button.clicked.connect(self.import_diary)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _backups_card(self) -> Card:
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

    def _deletion_card(self) -> Card:
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
            self._backups.addWidget(MutedLabel(self._context.theme, "None yet."))
        for copy in shown:
            at = copy.at.astimezone(zone)
            when = dated_text(at)
            button = PlainButton(self._context.theme, f"Restore {when}", icon="back")
            button.clicked.connect(lambda _checked=False, path=copy.path, when=when: self.ask_to_restore(path, when))
            self._backups.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._every.setVisible(len(shown) < len(found))

    def _show_progress(self, title: str) -> Progress:
        """Show a bar before a long piece of work begins; ten years of diary take some seconds."""
        bar = ProgressBar(self._context.theme, title)
        self._show_now(title, bar)
        return bar.show_share

    def _show_now(self, title: str, bar: ProgressBar | None = None) -> None:
        """Show what is about to happen, painted before the work blocks the window."""
        notice = self._show_notice(NoticeKind.INFO, title)
        if bar is not None:
            notice.words.addSpacing(Space.XS)
            notice.words.addWidget(bar)
        notice.show()
        for _ in range(3):  # what is laid out may ask for more to be laid out, and be painted only then
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            scroll_into_view(notice)  # what was pressed may stand at the lower edge

    def _go_to(self, place: QVBoxLayout) -> None:
        """Let what is said next stand in one card; what another one says is over."""
        clear_layout(self._notices)
        self._notices = place

    def _ask_first(
        self, kind: NoticeKind, title: str, text: str, yes: tuple[type[Button], str, Callable[[], None]], no: str
    ) -> None:
        """Ask beside what was pressed, with the focus on the answer that changes nothing."""
        theme, (look, words_of_yes, act) = self._context.theme, yes
        notice = self._show_notice(kind, title, text)
        does, leaves = look(theme, words_of_yes), QuietButton(theme, no)
        does.clicked.connect(act)
        leaves.clicked.connect(lambda: clear_layout(self._notices))
        notice.add_button(ButtonRow(leaves, does))
        notice.show()  # now: what is not yet shown cannot be focused
        leaves.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_notice(self, kind: NoticeKind, title: str, text: str = "") -> Notice:
        clear_layout(self._notices)
        notice = Notice(self._context.theme, kind, title, text)
        self._notices.addWidget(notice)
        return notice
