"""One page to read, with its sources."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.catalogue.reading_file import ReadingPage, ReadingPart, Signs
from hipcoach.safety.rule import Tier
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel
from hipcoach.ui.widgets.page_frame import PageFrame

REVIEWED = "Written for this program in its own words. No clinician has reviewed it."


def fill_reading(frame: PageFrame, theme: Theme, page: ReadingPage, signs: Signs, *, call: str = "") -> None:
    """Fill a frame with a page to read. `signs` are those of the rule in force, `call` whom those of an emergency."""
    frame.body.addWidget(Lead(theme, page.summary))
    for part in page.parts:
        card = Card(theme)
        card.body.addWidget(Heading(theme, part.heading))
        if part.signs == Tier.EMERGENCY and call:
            card.body.addWidget(Fact(theme, "phone", call, colour="ink"))
        for sign in signs.get(part.signs, ()):
            card.body.addWidget(BodyText(theme, f"{sign}."))
        for paragraph in part.says:
            card.body.addWidget(BodyText(theme, paragraph.text))
        if part.rows:
            card.body.addWidget(ReadingTable(theme, part))
        frame.body.addWidget(card)
    frame.body.addWidget(Heading(theme, "Where it comes from"))
    for title in page.sources.values():
        frame.body.addWidget(MutedLabel(theme, title, role=Type.SMALL))
    frame.body.addWidget(MutedLabel(theme, REVIEWED, role=Type.SMALL))


class ReadingTable(QWidget):
    """A table with names at the top and left. Where there is no room for its columns, each cell has its own line."""

    def __init__(self, theme: Theme, part: ReadingPart) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._names = [Label(theme, name, bold=True) for name in part.columns]
        self._cells: list[list[Label]] = []
        for row in part.rows:
            cells = [Label(theme, text, bold=column == 0) for column, text in enumerate(row)]
            for column, cell in enumerate(cells[1:], start=1):
                cell.setAccessibleName(f"{row[0]}, {part.columns[column]}: {row[column]}")
            self._cells.append(cells)
        self._part = part
        self._down: bool | None = None
        self._arrange(down=False)
        self._across_px = self._grid.minimumSize().width()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest cell."""
        widest = max(cell.minimumSizeHint().width() for row in self._cells for cell in row)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cells beside each other, or one below the other."""
        super().resizeEvent(event)
        if not self._down:
            self._across_px = self._grid.minimumSize().width()
        self._arrange(down=self.width() < self._across_px)

    def _arrange(self, *, down: bool) -> None:
        if down is self._down:
            return
        self._down = down
        for column, name in enumerate(self._names):
            self._grid.addWidget(name, 0, column)
            name.setVisible(not down and bool(name.text()))
            self._grid.setColumnStretch(column, (1 if column == 0 else 2) if not down else 0)
        for number, (cells, row) in enumerate(zip(self._cells, self._part.rows, strict=True), start=1):
            for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
                cell.setText(f"{self._part.columns[column]}: {text}" if down and column else text)
                place = (number * len(cells) + column, 0) if down else (number, column)
                self._grid.addWidget(cell, *place)
        self.updateGeometry()
