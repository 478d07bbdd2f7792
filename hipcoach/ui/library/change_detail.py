"""How to get from one position to another: the figure that plays, and each step in words."""

from collections.abc import Collection

from hipcoach.catalogue.types import Lock
from hipcoach.catalogue.types import Position as At
from hipcoach.clock import Clock
from hipcoach.engine.types import Phase
from hipcoach.safety.locks import NO_WAY_DOWN
from hipcoach.ui.library.exercise_detail import numbered
from hipcoach.ui.library.moving_picture import MovingPicture, Stretch
from hipcoach.ui.library.play_figure import PlayFigure
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.page_frame import PageFrame

STEP_S = 3.5  # of one step
PICTURE_PX = 320
IN_A_SESSION = (
    "The picture shows it on one side; do it on the side that is easier for you. In a session hipcoach tells each "
    "step, waits, and says before it goes on."
)

Change = tuple[At, At]
CHANGES: dict[Change, str] = {
    (At.STANDING, At.SUPINE): "From standing to lying on your back",
    (At.SUPINE, At.STANDING): "From lying on your back to standing",
    (At.SUPINE, At.SIDE_LYING): "From your back onto your side",
    (At.SIDE_LYING, At.PRONE): "From your side onto your front",
    (At.PRONE, At.SUPINE): "From your front onto your back",
    (At.STANDING, At.HALF_KNEELING): "From standing to kneeling on one knee",
    (At.HALF_KNEELING, At.STANDING): "From kneeling on one knee to standing",
}


def open_changes(locks: Collection[Lock]) -> tuple[Change, ...]:
    """Return the changes to show: none that leads over a position that the user said they cannot take."""
    if not NO_WAY_DOWN.isdisjoint(locks):
        return ()
    closed = {At.PRONE} if Lock.NO_PRONE in locks else set[At]()
    return tuple(change for change in CHANGES if not closed & set(change))


def fill_change(frame: PageFrame, theme: Theme, clock: Clock, figures: FigureShelf, change: Change) -> None:
    """Fill the frame with one change of position."""
    figure = figures.change(*change)
    if figure is None:
        raise AssertionError(f"no figure shows {change}")
    once = (Stretch(Phase.UP, STEP_S * len(figure.steps)),)
    name = f"Picture: {CHANGES[change]}"
    picture = MovingPicture(theme, clock, figures, figure, once, name, height_px=PICTURE_PX, stays=True)
    picture.setAccessibleDescription(" ".join(figure.steps))
    figure_card = Card(theme, pad=Space.M)
    figure_card.body.addWidget(PlayFigure(theme, picture, "Play", texts=figure.steps))
    frame.body.addWidget(figure_card)
    steps = Card(theme)
    steps.body.addWidget(Heading(theme, "Step by step"))
    for number, step in enumerate(figure.steps, start=1):
        steps.body.addLayout(numbered(theme, number, step))
    frame.body.addWidget(steps)
    frame.body.addWidget(BodyText(theme, IN_A_SESSION))
