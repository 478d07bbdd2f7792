"""Pages to read, how a session goes, the keys, the pain rule in plain words, what this program is not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.catalogue.reading_file import load_reading
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.reading_detail import fill_reading
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.card import Card, CardButton
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.key_cap import KeyCap
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Muted
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.page_frame import PageFrame

CARD_PX = 270

SESSION = (
    "Choose a plan and press Start. You are asked a few short questions first, and how your pain is now.",
    "Then put the laptop where you can hear it. The voice says everything: how to lie or stand, which side, when to "
    "move, when to hold, when to rest. Every word is on the screen too.",
    "Getting down to the floor and up again has no time limit: the session waits until you press a key or click.",
    "After each exercise you may say Better, Same or Worse. At the end you see what you did, and what it means for "
    "next time.",
)

KEYS = (
    ("P", "It hurts more: everything stops at once"),
    ("Space", "Pause, and go on; so does a click on the picture, or a clicker"),
    ("N", "Skip this exercise"),
    ("B", "Back to the start of this exercise"),
    ("I", "Say the instructions again"),
    ("+", "More time"),
    ("-", "Less time"),
    ("M", "Mute, and unmute"),
    ("F", "Fill the screen"),
    ("1 2 3", "After an exercise: Better, Same, Worse"),
    ("0 to 9", "How much it hurts: taken after a moment; another number corrects it; for 10, press 1, then 0"),
    ("W", "Why? The rule behind what was decided; the same key goes back"),
    ("Esc", "Pause and ask whether to stop"),
    ("Ctrl 1-6", "Outside a session: Today, Plans, Exercises, History, Settings, Help"),
)

PAIN_RULE = (
    "A stretch or a pull is not pain. Pain is given as a number, from 0 to 10.",
    "If it hurts more, press P. The session stops at once and asks how much it hurts now.",
    "If the number is 6 or more, or 4 or more and at least 2 above where you began, the session ends and you rest "
    "until it has settled. You are told to contact a health professional. There is no way on from there.",
    "If the number is higher than where you began, but less than that, this exercise is over for today. You rest for "
    "two minutes and are asked again before anything else.",
    "If it is tingling, numb, weak or giving way, the session ends whatever the number is.",
    "A question left unanswered never counts as good news.",
    "A rest ends when your own numbers have come down and you say so, never by the clock alone.",
)

WHAT_IT_IS_NOT = (
    "hipcoach guides exercise sessions and keeps a diary. It does not examine you, it does not know what causes your "
    "pain, and nobody reads what you enter.",
    "No clinician has reviewed its rules. It takes the place of no doctor and no physiotherapist: ask them what is "
    "right for you, and show them your history.",
    "It is not for children, and not for the weeks after surgery.",
)


class HelpPage(ListAndDetail):
    """Pages to read, each opened from its card, and what is needed at hand."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "Help")
        super().__init__(context.theme, self._frame, parent=parent)
        self._pages = load_reading(context.paths.assets / "reading", context.catalogue.sources)
        self._add_reading()
        self._add("How a session goes", SESSION)
        self._add_keys()
        self._add("If it hurts more", PAIN_RULE)
        self._add("What this program is not", WHAT_IT_IS_NOT)
        data = f"Your diary, your plans and its backups are in {context.paths.data}. Nothing is sent anywhere."
        self._add("Where your data is", (data,))

    def open_reading(self, page_id: str) -> None:
        """Show one page to read."""
        page = next(page for page in self._pages if page.id == page_id)
        frame = self.detail_frame(page.title, "Help")
        fill_reading(frame, self.theme, page)
        self.open_detail(frame)

    def _add_reading(self) -> None:
        holder = QWidget()
        self._cards = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        for page in self._pages:
            card = CardButton(self.theme, f"Read: {page.title}")
            card.body.addWidget(Label(self.theme, page.title, bold=True))
            card.body.addWidget(Muted(self.theme, page.summary, role=Type.SMALL))
            card.body.addStretch(1)
            card.clicked.connect(partial(self.open_reading, page.id))
            self._cards.addWidget(card)
        self._frame.body.addWidget(Heading(self.theme, "To read"))
        self._frame.body.addWidget(holder)
        self.theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._cards.set_column_px(self.theme.scaled(CARD_PX))

    def _add(self, title: str, paragraphs: tuple[str, ...]) -> None:
        card = Card(self.theme)
        card.body.addWidget(Heading(self.theme, title))
        for paragraph in paragraphs:
            card.body.addWidget(BodyText(self.theme, paragraph))
        self._frame.body.addWidget(card)

    def _add_keys(self) -> None:
        card = Card(self.theme)
        card.body.addWidget(Heading(self.theme, "Keys during a session"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(KEYS):
            grid.addWidget(KeyCap(self.theme, key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(BodyText(self.theme, what, measured=False), row, 1, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(grid)
        self._frame.body.addWidget(card)
