"""One session in a list: when, what, how it ended, and the pain scores."""

from collections.abc import Sequence

from hipcoach.coach import words
from hipcoach.history.summary_line import finish_text, pain_text
from hipcoach.safety.rule import PainRule
from hipcoach.store.queries import SessionLine
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.desktop_habits import time_text
from hipcoach.ui.widgets.label import Label, MutedLabel


def signs_text(rule: PainRule, ids: Sequence[str]) -> str:
    """Return which signs were marked, each as it was asked."""
    says = {item.id: item.says for item in rule.screen}
    return f"you marked: {'; '.join(says.get(id, id) for id in ids)}"


def session_card(theme: Theme, line: SessionLine, rule: PainRule, *, with_date: bool = False) -> CardButton:
    """Return a card for the session, to be clicked."""
    finish = words.sentence(finish_text(line.finish, shortened=bool(line.shortened)))
    time = time_text(line.started)
    when = f"{words.long_date(line.day)}, {time}" if with_date else time
    pain = pain_text(line, rule, time_text)
    card = CardButton(theme, f"{when} {line.title}: {finish}. {pain}")
    card.body.addWidget(MutedLabel(theme, when, role=Type.SMALL, tabular=True))
    card.body.addWidget(Label(theme, line.title, bold=True))
    card.body.addWidget(Label(theme, f"{finish}, {words.minutes(line.duration_s)}"))
    card.body.addWidget(MutedLabel(theme, pain))
    return card
