"""The help page: pages to read, how a session goes, the keys, the pain rule, and what this program is not."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.reading_file import load_reading
from hipcoach.coach.keys import KeyTable
from hipcoach.coach.rule_texts import pain_rule, signs
from hipcoach.coach.stop_text import Stop, numbers_to_call
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser, FileDialogs
from hipcoach.ui.help.about_card import AboutCard
from hipcoach.ui.shared.key_rows import KeyRows
from hipcoach.ui.shared.reading_detail import fill_reading
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.card import Card, CardButton
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading, Label, MutedLabel
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.page_frame import PageFrame, clear_layout

CARD_PX = 270

SESSION = (
    "Choose a plan and press Start. You are asked a few short questions first, and how your pain is now.",
    "Then put the laptop where you can hear it. The voice says everything: how to lie or stand, which side, when to "
    "move, when to hold, when to rest. Every word is on the screen too.",
    "The session waits while you get down to the floor or up again: press Enter to go on. Where the keys may be out "
    "of reach, it goes on by itself after a time that Settings has, and says so before. Space holds it.",
    "After each exercise you may say Better, Same or Worse. At the end you see what you did, and what it means for "
    "next time.",
)

WHAT_IT_IS_NOT = (
    "hipcoach guides exercise sessions and keeps a diary. It does not examine you, it does not know what causes your "
    "pain, and nobody reads what you enter.",
    "No clinician has reviewed its rules. It takes the place of no doctor and no physiotherapist: ask them what is "
    "right for you, and show them your history.",
    "It is not for children, and not for the weeks after surgery.",
)


class HelpPage(ListAndDetail):
    """The page; a card opens its page to read."""

    def __init__(
        self,
        context: UiContext,
        pages: Sequence[str],
        ask: FileChooser | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`pages` are the labels of the rail, in its order."""
        self._context = context
        self._frame = PageFrame(context.theme, "Help")
        super().__init__(context.theme, self._frame, parent=parent)
        self._pages = load_reading(context.paths.assets / "reading", context.catalogue.sources)
        self._add_reading()
        self._add("How a session goes", SESSION)
        self._labels = tuple(pages)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(self._frame.body.spacing())
        self._frame.body.addLayout(self._keys)
        self._show_keys()
        self._pain_rule = self._add("If it hurts more", pain_rule(context.forecast.rule))
        self._add("What this program is not", WHAT_IT_IS_NOT)
        data = f"Your diary, your plans and its backups are in {context.paths.data}. Nothing is sent anywhere."
        where = self._add("Where your data is", (data,))[0].parentWidget()
        opens = PlainButton(context.theme, "Open the folder", icon="right")
        opens.clicked.connect(lambda: (ask or FileDialogs()).show_folder(context.paths.data))
        if isinstance(where, Card):
            where.body.addWidget(opens, 0, Qt.AlignmentFlag.AlignLeft)
        self._frame.body.addWidget(AboutCard(context.theme, context.paths))

    def refresh(self) -> None:
        """Show the numbers of the rule and the letters in force: the settings may have changed them."""
        self._show_keys()
        for label, paragraph in zip(self._pain_rule, pain_rule(self._context.forecast.rule), strict=True):
            label.setText(paragraph)

    def open_reading(self, page_id: str) -> None:
        """Show one page to read."""
        page = next(page for page in self._pages if page.id == page_id)
        frame = self.detail_frame(page.title, "Help")
        call = numbers_to_call(Stop.EMERGENCY, self._context.profile.read())
        fill_reading(frame, self.theme, page, signs(self._context.shipped_rule), call=call)
        self.open_detail(frame)

    def _add_reading(self) -> None:
        holder = QWidget()
        self._cards = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        for page in self._pages:
            card = CardButton(self.theme, f"Read: {page.title}")
            card.body.addWidget(Label(self.theme, page.title, bold=True))
            card.body.addWidget(MutedLabel(self.theme, page.summary, role=Type.SMALL))
            card.body.addStretch(1)
            card.clicked.connect(partial(self.open_reading, page.id))
            self._cards.addWidget(card)
        self._frame.body.addWidget(Heading(self.theme, "To read"))
        self._frame.body.addWidget(holder)
        self.theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._cards.set_column_px(self.theme.scaled(CARD_PX))

    def _add(self, title: str, paragraphs: tuple[str, ...]) -> list[BodyText]:
        card = Card(self.theme)
        card.body.addWidget(Heading(self.theme, title))
        labels = [BodyText(self.theme, paragraph) for paragraph in paragraphs]
        for label in labels:
            card.body.addWidget(label)
        self._frame.body.addWidget(card)
        return labels

    def _show_keys(self) -> None:
        """Show the keys with the letters that are chosen now."""
        clear_layout(self._keys)
        keys = KeyTable.of(self._context.settings.current)
        for title, rows in (
            ("Keys during a session", keys.session_rows()),
            ("Keys outside a session", keys.outside_rows(self._labels)),
        ):
            card = Card(self.theme)
            card.body.addWidget(Heading(self.theme, title))
            card.body.addWidget(KeyRows(self.theme, rows))
            self._keys.addWidget(card)
