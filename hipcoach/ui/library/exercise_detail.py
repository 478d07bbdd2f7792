"""One exercise in full: how it is done, what it should feel like, how it grows, where it comes from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.catalogue.instruction import Circumstance
from hipcoach.catalogue.types import Dose, Equipment, Exercise, Form, Lock
from hipcoach.catalogue.wording import Part, parts_of, to_fetch
from hipcoach.clock import Clock
from hipcoach.coach import words
from hipcoach.engine.types import Phase
from hipcoach.settings import SETTING_NAMES
from hipcoach.ui.library.colour_key import ColourKey
from hipcoach.ui.library.moving_picture import MovingPicture, Stretch
from hipcoach.ui.library.picture_row import FORMS, row_of
from hipcoach.ui.library.play_figure import PlayFigure
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.shown_by import open_bodies
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact, facts_across
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading, Label, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from hipcoach.body.types import Figure

PICTURE_PX, SMALLER_PICTURE_PX = 250, 190
COLUMN_PX = 270
PLAYED_PX = 300
HOLD_S = 3.0  # shorter than most holds of a session
STILL_S = 0.6  # before and after, so that the eye can follow
NUMBER_PX = 28


@dataclass(frozen=True, slots=True)
class RepetitionPlayer:
    """Makes moving pictures of one repetition at the pace of the user's settings."""

    theme: Theme
    clock: Clock
    figures: FigureShelf
    up_s: float
    down_s: float

    def repetition(self, exercise: Exercise, form: Form, figure: "Figure", text: str) -> PlayFigure:
        """Return the picture of one form of an exercise, with its button."""
        least_s = exercise.text(form).least_way_s
        once = (
            Stretch(Phase.STILL, STILL_S),
            Stretch(Phase.UP, max(self.up_s, least_s)),
            Stretch(Phase.HOLD, HOLD_S),
            Stretch(Phase.DOWN, max(self.down_s, least_s)),
            Stretch(Phase.STILL, STILL_S),
        )
        name = f"Picture: {exercise.name}, one repetition"
        picture = MovingPicture(self.theme, self.clock, self.figures, figure, once, name, height_px=PLAYED_PX)
        picture.setAccessibleDescription(exercise.text(form).short)
        return PlayFigure(self.theme, picture, text, hidden_until_played=True)


def fill_exercise(
    frame: PageFrame,
    theme: Theme,
    figures: FigureShelf,
    exercise: Exercise,
    sources: Mapping[str, str],
    player: RepetitionPlayer,
    growth: str,
    under: Collection[Circumstance] = (),
) -> None:
    """Fill the frame with everything about an exercise; `growth` says when it becomes harder.

    `under`: what its user declared, and whether lying work is on the bed; the words are as in a session.
    """
    body = frame.body
    if exercise.aliases:
        body.addWidget(MutedLabel(theme, f"Also known as {words.joined(exercise.aliases, 'or')}"))
    body.addWidget(
        facts_across(
            Fact(theme, "body", words.sentence(words.place_of(exercise)), colour="ink"),
            Fact(theme, "mat", words.equipment(_things(exercise, under)), colour="ink"),
            Fact(theme, "exercises", words.joined(words.CATEGORIES[c] for c in exercise.categories), colour="ink"),
        )
    )
    body.addWidget(_pictures(theme, figures, exercise, player))
    for form in _forms(exercise):
        body.addWidget(_steps(theme, _form_title(exercise, form), parts_of(exercise, form, under)))
    body.addWidget(_feelings(theme, exercise))
    if exercise.cautions:
        notice = Notice(theme, NoticeKind.AMBER, "Take care")
        for caution in exercise.cautions:
            notice.words.addWidget(BodyText(theme, words.caution(caution)))
        body.addWidget(notice)
    body.addWidget(_ladder(theme, exercise, growth))
    body.addWidget(_sources(theme, exercise, sources))


def _pictures(theme: Theme, figures: FigureShelf, exercise: Exercise, player: RepetitionPlayer) -> QWidget:
    """Return a card with one row for each form: its start, its effort, and a button that plays it."""
    card = Card(theme, pad=Space.M)
    for form in _forms(exercise):
        if len(exercise.forms) > 1:
            card.body.addWidget(Heading(theme, _form_title(exercise, form)))
        row = QHBoxLayout()
        figure = figures.drawn(exercise.id, form, exercise.pose)
        scene = None if figure is None or exercise.photographs else figure.scene
        for shown in row_of(exercise, form, scene):
            column = QVBoxLayout()
            height = PICTURE_PX if len(exercise.forms) == 1 else SMALLER_PICTURE_PX
            column.addWidget(
                ExercisePicture(
                    theme, figures, exercise, form=form, share=shown.share, arrows=shown.arrows, height_px=height
                )
            )
            if shown.coloured and scene is not None:
                column.addWidget(ColourKey(theme, shown.words, stretched=scene.stretched))
            else:
                caption = MutedLabel(theme, shown.words, role=Type.SMALL)
                caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
                column.addWidget(caption)
            row.addLayout(column, 1)
        card.body.addLayout(row)
        if figure is not None and figure.scene is not None and not figure.scene.loop_s:
            text = "Play once" if len(exercise.forms) == 1 else f"Play once: {FORMS[form]}"
            card.body.addWidget(player.repetition(exercise, form, figure, text))
    if figures.choose is not None and not exercise.photographs:
        card.body.addWidget(_who_shows(theme, figures), 0, Qt.AlignmentFlag.AlignHCenter)
    return card


def _who_shows(theme: Theme, figures: FigureShelf) -> PlainButton:
    """Return the button that asks who shows the exercises."""
    button = PlainButton(theme, SETTING_NAMES["shown_by"], icon="body")
    button.clicked.connect(lambda: open_bodies(button, figures, button.rect().bottomLeft()))
    return button


def _things(exercise: Exercise, under: Collection[Circumstance]) -> tuple[Equipment, ...]:
    bed = Circumstance.BED in under
    declared = [Lock(each) for each in under if each is not Circumstance.BED]
    return to_fetch((exercise,), declared, bed=bed, floor=exercise.position.on_floor and not bed)


def _forms(exercise: Exercise) -> list[Form]:
    return sorted(exercise.forms, key=lambda form: form is Form.FULL)


def _form_title(exercise: Exercise, form: Form) -> str:
    if len(exercise.forms) == 1:
        return "How to do it"
    return "The gentle form, to start with" if form is Form.START else "The full form, later"


def _steps(theme: Theme, title: str, parts: Sequence[Part]) -> QWidget:
    card = Card(theme)
    card.body.addWidget(Heading(theme, title))
    for part in parts:
        card.body.addSpacing(Space.XXS)
        card.body.addWidget(Label(theme, part.title, bold=True))
        for number, step in enumerate(part.steps, start=1):
            card.body.addLayout(numbered(theme, number, step))
    return card


def numbered(theme: Theme, number: int, text: str) -> QHBoxLayout:
    """Return one step of several, with its number."""
    row = QHBoxLayout()
    row.setSpacing(Space.XS)
    mark = Label(theme, str(number), colour="accent", bold=True, tabular=True)
    mark.setMinimumWidth(theme.scaled(NUMBER_PX))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(BodyText(theme, text), 1000)
    row.addStretch(1)
    return row


def _feelings(theme: Theme, exercise: Exercise) -> QWidget:
    holder = QWidget()
    grid = GridFlow(holder, column_px=theme.scaled(COLUMN_PX), gap=Space.XXS)
    for icon, colour, title, text in (
        ("check", "accent", "You should feel", exercise.feel),
        ("close", "red", "You should not feel", exercise.not_feel),
        ("rest", "rest", "Breathing", exercise.breathing),
    ):
        if text:
            card = Card(theme)
            card.body.addWidget(Fact(theme, icon, title, colour=colour))
            card.body.addWidget(BodyText(theme, text))
            card.body.addStretch(1)
            grid.addWidget(card)
    return holder


def _ladder(theme: Theme, exercise: Exercise, growth: str) -> QWidget:
    card = Card(theme)
    card.body.addWidget(Heading(theme, "How it grows"))
    card.body.addWidget(MutedLabel(theme, growth))
    for number, dose in enumerate(exercise.ladder, start=1):
        card.body.addLayout(numbered(theme, number, _step_words(exercise, dose, exercise.ladder[: number - 1])))
    card.body.addSpacing(Space.XS)
    card.body.addWidget(Label(theme, "Our starting point", bold=True))
    card.body.addWidget(BodyText(theme, exercise.dose_note))
    return card


def _step_words(exercise: Exercise, dose: Dose, before: Sequence[Dose]) -> str:
    said = words.sentence(words.dose(exercise, dose))
    form = words.form(exercise, dose)
    new_form = form and (not before or before[-1].form is not dose.form)
    return f"{said} ({form})" if new_form else said


def _sources(theme: Theme, exercise: Exercise, sources: Mapping[str, str]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XXS)
    column.addWidget(Heading(theme, "Where it comes from"))
    for key in exercise.sources:
        column.addWidget(MutedLabel(theme, sources.get(key, key), role=Type.SMALL))
    return holder
