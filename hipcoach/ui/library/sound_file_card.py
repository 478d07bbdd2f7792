"""A plan's whole session as one sound file: the button, how far it is, and where the file lies."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.clock import day_by
from hipcoach.coach import words
from hipcoach.safety.types import Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton, QuietButton
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout
from hipcoach.ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from hipcoach.voice.sound_file import SoundFile

KINDS = "Sound (*.wav)"
ABOUT = (
    "The whole session as one sound file, for a telephone or a player. It cannot hear you: "
    "if something hurts more than before, stop, and come back here."
)
LOOK_EVERY_MS = 100
SHOWN_AFTER = 10  # looks; what is done within a second needs no bar


class SoundFileCard(QWidget):
    """One session of a plan, as it would be done today."""

    def __init__(
        self, context: UiContext, session: Session, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._session, self._ask = context, session, ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Heading(context.theme, "To listen to elsewhere"))
        column.addWidget(BodyText(context.theme, ABOUT))
        self._button = QuietButton(context.theme, "Save as a sound file", icon="sound")
        self._button.clicked.connect(self.save)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._notices = QVBoxLayout()
        column.addLayout(self._notices)
        self._bar = ProgressBar(context.theme, "The sound file is being written")
        self._bar.hide()
        column.addWidget(self._bar)
        self._file: SoundFile | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def save(self) -> None:
        """Ask for a place, and write the session there while the window goes on."""
        plan = self._session.plan
        name = file_name(f"{plan.id}-sound", day_by(self._context.clock), ".wav")
        path = self._ask.save(self, f"Save {plan.title} as a sound file", name, KINDS)
        if path is None:
            return
        from hipcoach.voice.rehearsal import rehearse  # 20 ms that the page need not wait for
        from hipcoach.voice.sound_file import SoundFile
        from hipcoach.voice.speaking import VoiceOptions

        context = self._context
        work = partial(
            rehearse,
            self._session,
            rule=context.forecast.rule,
            timing=context.forecast.timing,
            script=context.forecast.script,
            speech=VoiceOptions.of(context.settings.current).speech,
            cache=context.paths.speech,
            voices=context.paths.voices,
            tones=context.paths.assets / "tones",
            clock=context.clock,
        )
        self._file = SoundFile(path, lambda on_share: work(on_share=on_share))
        self.destroyed.connect(partial(_give_up, self._file))
        clear_layout(self._notices)
        self._button.setEnabled(False)
        self._looks = 0
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        """Show how far the file is, and in the end where it lies."""
        file = self._file
        if file is None:
            return
        if not file.finished:
            self._looks += 1
            self._bar.setVisible(self._looks >= SHOWN_AFTER)
            self._bar.show_share(file.share)
            return
        self._timer.stop()
        self._bar.hide()
        self._button.setEnabled(True)
        self._show_result(file)

    def _show_result(self, file: "SoundFile") -> None:
        theme = self._context.theme
        if file.length_s is None:
            self._notices.addWidget(Notice(theme, NoticeKind.AMBER, "It could not be written.", file.problem))
            return
        notice = Notice(theme, NoticeKind.INFO, f"Written: {words.minutes(file.length_s)}.", str(file.path))
        opens = PlainButton(theme, "Open the folder")
        opens.clicked.connect(lambda: self._ask.show_folder(file.path.parent))
        notice.add_button(opens)
        self._notices.addWidget(notice)


def _give_up(file: "SoundFile", *_: object) -> None:
    file.give_up()
