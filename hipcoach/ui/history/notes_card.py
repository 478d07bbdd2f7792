"""Notes on a session: they are kept when the page is left, and a correction keeps the earlier versions beside it."""

from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hipcoach.history.session_detail import PastNote, SessionDetail
from hipcoach.store.rows import NoteRow
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.times import dated_text
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import PlainButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.into_view import scroll_into_view
from hipcoach.ui.widgets.label import BodyText, Heading, MutedLabel

LONGEST = 20_000  # characters, as in an exported diary
EDITOR_PX = 96
KEPT = "The note is kept."


class NotesCard(Card):
    """The notes and a field for a new one; `changed` is emitted when one was saved."""

    changed = Signal()

    def __init__(
        self, context: UiContext, session: SessionDetail, *, just_kept: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, parent=parent)
        self._context = context
        self._session = session.id
        self._replaces: PastNote | None = None
        self._written = False  # and not yet shown among the notes
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(Heading(self.theme, "Notes"))
        for note in session.notes:
            self._add_note(note)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Note on this session")
        self.text.setPlaceholderText("How it was, in your own words")
        self.text.setFixedHeight(self.theme.picture_px(EDITOR_PX))
        self.body.addWidget(self.text)
        self.keep = QuietButton(self.theme, "Keep the note")
        self.keep.clicked.connect(self._on_keep_clicked)
        self.body.addWidget(self.keep, 0, left)
        if just_kept:
            self.body.addWidget(MutedLabel(self.theme, KEPT))

    def correct(self, note: PastNote) -> None:
        """Put a note into the field, to be replaced by what is saved next; what stands there is kept first."""
        if note is self._replaces:  # it is being corrected
            self.write()
            return
        if not self._context.changes.make(self, self._write):
            return
        self._replaces = note
        self.text.setPlainText(note.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep.set_text("Keep the correction")

    @property
    def is_writing(self) -> bool:
        """True while something stands in the field that is not kept."""
        return self._unkept() != ""

    def write(self) -> None:
        """Let a note be written: its field is in view, and what keeps it, where there is room for both."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.keep, self.text):
            scroll_into_view(part)

    def _add_note(self, note: PastNote) -> None:
        zone = self._context.clock.zone()
        self.body.addWidget(BodyText(self.theme, note.text))
        at = note.at.astimezone(zone)
        when = dated_text(at)
        self.body.addWidget(MutedLabel(self.theme, when, role=Type.SMALL, tabular=True))
        for old in note.before:
            at = old.at.astimezone(zone)
            earlier = f"Before it was corrected ({dated_text(at)}): {old.text}"
            self.body.addWidget(MutedLabel(self.theme, earlier, role=Type.SMALL))
        button = PlainButton(self.theme, "Correct this note")
        button.clicked.connect(lambda: self.correct(note))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(Space.XS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is written when its page is left, or the window closed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._context.changes.make(self, self._write)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was kept when the page was left."""
        super().showEvent(event)
        if self._written:
            QTimer.singleShot(0, self, self.changed.emit)

    def _on_keep_clicked(self) -> None:
        if self._context.changes.make(self, self._write) and self._written:
            self.changed.emit()

    def _unkept(self) -> str:
        text = self.text.toPlainText().strip()[:LONGEST]
        return "" if self._replaces is not None and text == self._replaces.text else text

    def _write(self) -> None:
        text = self._unkept()
        if not text:
            return
        replaces = None if self._replaces is None else self._replaces.id
        row = NoteRow(str(uuid4()), self._session, text, self._context.clock.utc(), replaces)
        with self._context.store.transaction():
            self._context.store.notes.add(row)
        self._written = True
        self.text.clear()
