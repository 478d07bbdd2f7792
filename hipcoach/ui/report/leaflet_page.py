"""A plan as a leaflet on paper: pictures, doses, how it is done, boxes to tick for two weeks, when to stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from hipcoach.catalogue.words import DAYS
from hipcoach.coach.profile import Profile
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.ui.report.leaflet_afterwards import NOTED
from hipcoach.ui.report.leaflet_lines import TO_WRITE, Leaflet, LeafletExercise, leaflet_of
from hipcoach.ui.report.paper_sheet import Picture, Sheet
from hipcoach.ui.report.pictures import exercise_picture
from hipcoach.ui.shared.colour_meaning import meaning, paint_patch
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme import paper, tokens

DAYS_SHOWN = 2 * len(DAYS)
READ_FIRST = "When to stop is on the last page. Read it first."
TICK = "Tick what you have done. What to write down stands under Afterwards, with a table for it."
DOWN_AND_UP = "Down, and up again"
AFTERWARDS = "Afterwards"
PATCH = 100  # side of a patch of colour, as high as a line
WHAT_IT_IS = "From hipcoach, a guide to practise with. No clinician has reviewed it."


@dataclass(frozen=True, slots=True)
class LeafletPages:
    """The words, and what has the pictures."""

    leaflet: Leaflet
    figures: FigureShelf

    @property
    def title(self) -> str:
        """Return what the file and the print job are called."""
        return self.leaflet.title

    def paint(self, painter: QPainter, width: float, height: float, next_page: Callable[[], object]) -> None:
        """Draw all pages on paper of this size, in the units of `theme.paper`; `next_page` begins another one."""
        sheet = Sheet(painter, QGuiApplication.font().family())
        room = QRectF(0, 0, width, height).adjusted(paper.MARGIN, paper.MARGIN, -paper.MARGIN, -paper.MARGIN)
        y = sheet.title(room, self.leaflet.title, "")
        placed = (f"•  {text}" for text in self.leaflet.set_out)
        for text in (*self.leaflet.about, *placed, READ_FIRST, TICK):
            y = sheet.text(_below(room, y), text, size=paper.READ) + paper.ROW_GAP
        for stretched in self._colours():
            y = _meaning(sheet, _below(room, y), stretched=stretched) + paper.ROW_GAP
        blocks: list[tuple[float, Callable[[QRectF], object]]] = []
        for number, way in enumerate(self.leaflet.ways):
            texts = [*([(DOWN_AND_UP, paper.NAME, True)] if number == 0 else []), (way, paper.READ, False)]
            blocks.append((_texts_height(sheet, texts, room.width()), partial(_write, sheet, texts)))
        blocks += [
            (self._height(sheet, each, room.width()), partial(self._exercise, sheet, each))
            for each in self.leaflet.exercises
        ]
        asked, stop = self._afterwards_height(sheet, room.width()), _stop_height(sheet, self.leaflet, room.width())
        if asked + paper.GAP + stop <= room.height():  # then they are read on one page
            blocks.append((asked + paper.GAP + stop, partial(self._both, sheet, asked)))
        else:
            blocks += [(asked, partial(self._afterwards, sheet)), (stop, partial(_stop, sheet, self.leaflet))]
        y += paper.GAP
        for needed, draw in blocks:
            if y + needed > room.bottom() and y > room.top():
                next_page()
                y = room.top()
            draw(_below(room, y))
            y += needed + paper.GAP

    def _colours(self) -> list[bool]:
        """Return which colours the pictures have: False is of what works, True of what is stretched."""
        drawn = [
            self.figures.drawn(each.exercise.id, each.form, each.exercise.pose)
            for each in self.leaflet.exercises
            if not each.exercise.photographs
        ]
        scenes = [figure.scene for figure in drawn if figure is not None and figure.scene is not None]
        return sorted({scene.stretched for scene in scenes if scene.highlight})

    def _pictures(self, each: LeafletExercise) -> list[Picture]:
        """Return its picture; of one's own photographs both."""
        shown = [
            exercise_picture(self.figures, each.exercise, each.form, effort=effort, bed=each.on_bed)
            for effort in (False, True)
        ]
        both = shown if len(each.exercise.photographs) > 1 else shown[1:]
        return [picture for picture in both if picture is not None]

    def _height(self, sheet: Sheet, each: LeafletExercise, width: float) -> float:
        words = width - _picture_room()
        text = sum(sheet.height(text, words, size, bold=bold) + paper.ROW_GAP for text, size, bold in _texts(each))
        pictures = len(self._pictures(each)) * (paper.LARGE + paper.ROW_GAP)
        boxes = self.leaflet.times_a_day * (paper.BOX + paper.ROW_GAP) + sheet.height("X", width, paper.SMALL)
        return max(text, pictures) + boxes + 2 * paper.ROW_GAP

    def _exercise(self, sheet: Sheet, each: LeafletExercise, rect: QRectF) -> None:
        sheet.rule(rect.left(), rect.right(), rect.top())
        top = rect.top() + paper.ROW_GAP
        y = top
        for picture in self._pictures(each):
            picture(sheet.painter, QRectF(rect.left(), y, paper.LARGE_WIDTH, paper.LARGE))
            y += paper.LARGE + paper.ROW_GAP
        words = QRectF(rect)
        words.setLeft(rect.left() + _picture_room())
        words.setTop(top)
        for text, size, bold in _texts(each):
            words.setTop(sheet.text(words, text, size=size, bold=bold) + paper.ROW_GAP)
        self._boxes(sheet, _below(rect, max(y, words.top()) + paper.ROW_GAP))

    def _afterwards_texts(self) -> list[tuple[str, int, bool]]:
        points = ((f"•  {text}", paper.READ, False) for text in self.leaflet.afterwards)
        return [(AFTERWARDS, paper.NAME, True), *points]

    def _afterwards_height(self, sheet: Sheet, width: float) -> float:
        texts = _texts_height(sheet, self._afterwards_texts(), width)
        return texts + sheet.height("X", width, paper.SMALL) + len(NOTED) * paper.NOTE_LINE

    def _afterwards(self, sheet: Sheet, rect: QRectF) -> None:
        """Write what is asked, and draw a table for it with a column a day."""
        rect = _below(rect, _write(sheet, self._afterwards_texts(), rect))
        days = QRectF(rect)
        days.setLeft(rect.left() + _picture_room())
        y = self._day_names(sheet, days)
        for name in NOTED:
            beside = y + paper.NOTE_LINE - paper.SMALL - paper.ROW_GAP
            sheet.text(QRectF(rect.left(), beside, _picture_room(), rect.height()), name, size=paper.SMALL)
            y += paper.NOTE_LINE
            sheet.rule(rect.left(), rect.right(), y)

    def _both(self, sheet: Sheet, asked: float, rect: QRectF) -> None:
        self._afterwards(sheet, rect)
        _stop(sheet, self.leaflet, _below(rect, rect.top() + asked + paper.GAP))

    def _due(self, day: int) -> bool:
        return not self.leaflet.days or day % len(DAYS) in self.leaflet.days

    def _day_names(self, sheet: Sheet, rect: QRectF) -> float:
        """Write the days of two weeks; one on which nothing is due is a dash. Return the y of the end."""
        step, bottom = rect.width() / DAYS_SHOWN, rect.top()
        for day in range(DAYS_SHOWN):
            name = QRectF(rect.left() + day * step, rect.top(), step, rect.height())
            bottom = sheet.text(name, DAYS[day % len(DAYS)][:3] if self._due(day) else "–", size=paper.SMALL)
        return bottom

    def _boxes(self, sheet: Sheet, rect: QRectF) -> None:
        """Draw the days of two weeks, and a box for each time on the days on which it is due."""
        bottom = self._day_names(sheet, rect)
        for day in filter(self._due, range(DAYS_SHOWN)):
            x = rect.left() + day * rect.width() / DAYS_SHOWN
            for time in range(self.leaflet.times_a_day):
                box = QRectF(x, bottom + time * (paper.BOX + paper.ROW_GAP), paper.BOX, paper.BOX)
                sheet.painter.setPen(QPen(QColor(tokens.PAPER.ink), paper.RULE))
                sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
                sheet.painter.drawRect(box)


def _meaning(sheet: Sheet, rect: QRectF, *, stretched: bool) -> float:
    """Write what a colour means, after a patch of it. Return the y of the end."""
    paint_patch(sheet.painter, QRectF(rect.left(), rect.top(), PATCH, PATCH), stretched=stretched, dark=False)
    return sheet.text(rect.adjusted(PATCH + paper.CELL_GAP, 0, 0, 0), meaning(stretched=stretched), size=paper.READ)


def _below(room: QRectF, y: float) -> QRectF:
    return QRectF(QPointF(room.left(), y), room.bottomRight())


def _picture_room() -> float:
    return paper.LARGE_WIDTH + paper.GAP


def _texts(each: LeafletExercise) -> list[tuple[str, int, bool]]:
    """Return the words of an exercise, each with its size, and whether it is bold."""
    head = [(each.exercise.name, paper.NAME, True), (each.dose, paper.READ, True)]
    return [*head, (each.how, paper.READ, False), *((text, paper.READ, False) for text in each.mind)]


def _stop_texts(leaflet: Leaflet) -> list[tuple[str, int, bool]]:
    """Return when to stop and whom to call, each line with its size, and whether it is bold."""
    lines = [("When to stop", paper.NAME, True), *((f"•  {text}", paper.READ, False) for text in leaflet.stops)]
    for soon, signs in leaflet.calls:
        lines += [(soon, paper.READ, True), *((f"•  {text}.", paper.READ, False) for text in signs)]
    lines.append(("Who to call", paper.NAME, True))
    lines += [(text, paper.READ, False) for text in leaflet.contacts]
    return lines


def _texts_height(sheet: Sheet, texts: Sequence[tuple[str, int, bool]], width: float) -> float:
    """Return the height of lines beneath a rule."""
    return sum(sheet.height(text, width, size, bold=bold) + paper.ROW_GAP for text, size, bold in texts) + paper.ROW_GAP


def _write(sheet: Sheet, texts: Sequence[tuple[str, int, bool]], rect: QRectF) -> float:
    """Write lines, beneath a rule where they begin a part. Return the y of the end."""
    if texts[0][2]:
        sheet.rule(rect.left(), rect.right(), rect.top())
    y = rect.top() + paper.ROW_GAP
    for text, size, bold in texts:
        y = sheet.text(_below(rect, y), text, size=size, bold=bold) + paper.ROW_GAP
    return y


def _stop_height(sheet: Sheet, leaflet: Leaflet, width: float) -> float:
    return _texts_height(sheet, [*_stop_texts(leaflet), (WHAT_IT_IS, paper.SMALL, False)], width) + paper.GAP


def _stop(sheet: Sheet, leaflet: Leaflet, rect: QRectF) -> None:
    sheet.rule(rect.left(), rect.right(), rect.top())
    y = rect.top() + paper.ROW_GAP
    for text, size, bold in _stop_texts(leaflet):
        end = sheet.text(_below(rect, y), text, size=size, bold=bold)
        if text in TO_WRITE:
            sheet.rule(rect.left() + rect.width() / 3, rect.right(), end)
        y = end + paper.ROW_GAP
    sheet.text(_below(rect, y), WHAT_IT_IS, size=paper.SMALL)


def pages_of(session: Session, rule: PainRule, profile: Profile, script: Script, figures: FigureShelf) -> LeafletPages:
    """Return the leaflet of a plan as it would be done today."""
    return LeafletPages(leaflet_of(session, rule, profile, script), figures)
