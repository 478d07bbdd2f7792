"""How a session goes, the keys, the pain rule in plain words, what this program is not, where the data is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.key_cap import KeyCap
from hipcoach.ui.widgets.label import Body, Heading
from hipcoach.ui.widgets.page_frame import PageFrame

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


class HelpPage(PageFrame):
    """Reading only."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Help", parent=parent)
        self._add("How a session goes", SESSION)
        self._add_keys()
        self._add("If it hurts more", PAIN_RULE)
        self._add("What this program is not", WHAT_IT_IS_NOT)
        data = f"Your diary, your plans and its backups are in {context.paths.data}. Nothing is sent anywhere."
        self._add("Where your data is", (data,))

    def _add(self, title: str, paragraphs: tuple[str, ...]) -> None:
        card = Card(self.theme)
        card.body.addWidget(Heading(self.theme, title))
        for paragraph in paragraphs:
            card.body.addWidget(Body(self.theme, paragraph))
        self.body.addWidget(card)

    def _add_keys(self) -> None:
        card = Card(self.theme)
        card.body.addWidget(Heading(self.theme, "Keys during a session"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(KEYS):
            grid.addWidget(KeyCap(self.theme, key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Body(self.theme, what, measured=False), row, 1, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(grid)
        self.body.addWidget(card)
