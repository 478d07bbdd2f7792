"""One page to read, with its sources."""

from PySide6.QtWidgets import QGridLayout

from hipcoach.catalogue.reading_file import ReadingPage, ReadingPart, Signs
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, Muted
from hipcoach.ui.widgets.page_frame import PageFrame

REVIEWED = "Written for this program in its own words. No clinician has reviewed it."


def fill_reading(frame: PageFrame, theme: Theme, page: ReadingPage, signs: Signs) -> None:
    """Fill a frame with a page to read. `signs` are those of the rule in force."""
    frame.body.addWidget(Lead(theme, page.summary))
    for part in page.parts:
        card = Card(theme)
        card.body.addWidget(Heading(theme, part.heading))
        for sign in signs.get(part.signs, ()):
            card.body.addWidget(BodyText(theme, f"{sign}."))
        for paragraph in part.says:
            card.body.addWidget(BodyText(theme, paragraph.text))
        if part.rows:
            card.body.addLayout(_table(theme, part))
        frame.body.addWidget(card)
    frame.body.addWidget(Heading(theme, "Where it comes from"))
    for title in page.sources.values():
        frame.body.addWidget(Muted(theme, title, role=Type.SMALL))
    frame.body.addWidget(Muted(theme, REVIEWED, role=Type.SMALL))


def _table(theme: Theme, part: ReadingPart) -> QGridLayout:
    """Return a table with names at the top and left. Each cell's accessible name has both names and its text."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.S)
    for column, name in enumerate(part.columns):
        grid.setColumnStretch(column, 1 if column == 0 else 2)
        if name:
            grid.addWidget(Label(theme, name, bold=True), 0, column)
    for number, row in enumerate(part.rows, start=1):
        for column, text in enumerate(row):
            cell = Label(theme, text, bold=column == 0, colour="ink")
            if column:
                cell.setAccessibleName(f"{row[0]}, {part.columns[column]}: {text}")
            grid.addWidget(cell, number, column)
    return grid
