"""What an exercise, a dose and a session plan are: frozen values, no files, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Position(StrEnum):
    """How the body is placed for an exercise."""

    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    PRONE = "prone"
    TALL_KNEELING = "tall_kneeling"
    HALF_KNEELING = "half_kneeling"
    SEATED = "seated"
    STANDING = "standing"

    @property
    def on_floor(self) -> bool:
        """Return True if getting into it from a chair or from standing means getting down to the floor."""
        return self not in (Position.SEATED, Position.STANDING)


class Category(StrEnum):
    """What an exercise is for; it decides how often it may come."""

    MOBILITY = "mobility"
    STRETCH = "stretch"
    STRENGTH = "strength"
    BALANCE = "balance"
    BREATHING = "breathing"
    ACTIVITY = "activity"


class Sides(StrEnum):
    """How an exercise shares its work between left and right."""

    BOTH = "both"  # both at once
    EACH = "each"  # one side for a whole set, then the other
    ALTERNATING = "alternating"  # right, left, right, left within a set
    NONE = "none"  # sides mean nothing (breathing, walking)


class Side(StrEnum):
    """The side that works in one step, or that the user marked sore."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """Return right for left, left for right, both for both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Work(StrEnum):
    """How the work of an exercise is counted."""

    REPETITIONS = "repetitions"  # counted movements, with or without a hold in each
    HOLDS = "holds"  # a position taken and held, counted by holds
    BREATHS = "breaths"  # a position taken and breathed in
    ACTIVITY = "activity"  # minutes by the clock


class Form(StrEnum):
    """Which form of the exercise a dose is for."""

    START = "start"
    FULL = "full"


class Lock(StrEnum):
    """What a user may declare; each hides some exercises."""

    HIP_REPLACEMENT = "hip_replacement"
    STIFF_SPINE = "stiff_spine"
    OSTEOPOROSIS = "osteoporosis"
    BALANCE = "balance"
    NO_KNEELING = "no_kneeling"
    NO_PRONE = "no_prone"
    NO_FLOOR = "no_floor"


class Thing(StrEnum):
    """What an exercise may need at hand; the order is that in which it is asked for."""

    MAT = "mat"  # on a bed nobody needs one
    PILLOW = "pillow"
    CHAIR = "chair"
    TABLE = "table"  # a counter does, too
    WALL = "wall"
    RAIL = "rail"
    STEP = "step"
    PAD = "pad"  # for the knees
    STRAP = "strap"
    BICYCLE = "bicycle"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets x reps x hold, with its rest. `reps` counts breaths for BREATHS; per side where the exercise has sides."""

    sets: int
    reps: int
    hold_s: float = 0.0
    rest_s: float = 60.0  # between sets; 0 where there is one set
    minutes: float = 0.0  # activities only
    form: Form = Form.FULL


@dataclass(frozen=True, slots=True)
class FormText:
    """The words of one form of an exercise."""

    steps: tuple[str, ...]  # full instructions in order, one action each, second person
    short: str  # one short sentence that reminds of all of them
    up: str  # the movement into the effort, at most 2 s when spoken ("Lift.")
    hold: str  # the words at the start of a hold ("Hold it there."); empty for none
    down: str  # the movement back ("Lower slowly.")
    sides: Sides
    setup: str = ""  # how to lie, sit or stand to begin, when it is more than the position says


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the catalogue (`sessions/exercises/<id>.toml`)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    position: Position
    equipment: tuple[str, ...]  # plain words: "a mat", "a chair with its back against a wall"
    categories: tuple[Category, ...]
    work: Work
    forms: Mapping[Form, FormText]  # FULL always; START where it differs
    breathing: str
    feel: str  # what you should feel
    not_feel: str  # what you should not feel
    cautions: tuple[str, ...]
    ladder: tuple[Dose, ...]  # the ladder steps, from the first to the last
    locks: frozenset[Lock]  # declared -> hidden unless cleared
    off_until_cleared: bool  # hidden from everyone until a clinician cleared it
    both_hands: bool  # with a balance problem the words add "both hands"
    loads_side: bool  # done lying on one side: left out for a sore side
    sources: tuple[str, ...]
    dose_note: str  # where the first dose comes from: "our starting point" where no source gives it
    side_text: str = ""  # which way round for a side, when "your left side" would not be plain; may use {side}
    changeover_s: float = 0.0  # changing side takes at least this long; 0: no longer than any other
    lies_on_worked_side: bool = False  # with `loads_side`: the side below is the one that works (a side plank)
    needs: tuple[frozenset[Thing], ...] = ()  # of each of these, one thing at hand; what is "if you like" is not in it

    def text(self, form: Form) -> FormText:
        """Return the words for `form`; the full form's where it has no form of its own."""
        return self.forms.get(form, self.forms[Form.FULL])


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A plan as written: which exercises in which order. Doses come from the ladders."""

    id: str
    title: str
    summary: str  # one sentence: what it is for
    exercises: tuple[str, ...]  # ids, in the order done
    surface: str  # "floor" or "bed": on a bed nobody has to get down to the floor
    start_position: Position  # where the user is when it starts
    daily: bool  # may be done every day
    reading: str = ""  # a short text shown after it (sleep tips)
    path: str = ""  # the file it was read from
    own: bool = False  # the user's own file, not a shipped one


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises and plans, by id, in the order in which they are shown."""

    exercises: Mapping[str, Exercise]
    plans: Mapping[str, SessionPlan]
    sources: Mapping[str, str] = field(default_factory=dict)  # source key -> what it is
