"""What an exercise, a dose and a session plan are: frozen values, no files, no clock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.uses import Spot, Surface, Use


class Position(StrEnum):
    """How the body is placed for an exercise."""

    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    PRONE = "prone"
    TALL_KNEELING = "tall_kneeling"
    HALF_KNEELING = "half_kneeling"
    ALL_FOURS = "all_fours"
    FLOOR_SITTING = "floor_sitting"
    SIDE_SITTING = "side_sitting"  # on one hip, the legs to the other side
    SEATED = "seated"
    STANDING = "standing"
    AS_SHOWN = "as_shown"  # of an exercise of one's own: nobody is led there

    @property
    def on_floor(self) -> bool:
        """Return True if getting into it from a chair or from standing means getting down to the floor."""
        return self not in (Position.SEATED, Position.STANDING, Position.AS_SHOWN)


LYING = frozenset({Position.SUPINE, Position.SIDE_LYING, Position.PRONE})  # these can be done on a bed


class Category(StrEnum):
    """What an exercise is for; it decides how often it may come."""

    MOBILITY = "mobility"
    STRETCH = "stretch"
    STRENGTH = "strength"
    BALANCE = "balance"
    BREATHING = "breathing"
    ACTIVITY = "activity"
    OWN = "own"  # of an exercise of one's own that says no other: taken for strength where that is stricter


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


CLEARABLE = (Lock.HIP_REPLACEMENT, Lock.STIFF_SPINE, Lock.OSTEOPOROSIS, Lock.BALANCE)
CANNOT = (Lock.NO_KNEELING, Lock.NO_PRONE, Lock.NO_FLOOR)


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
    """Sets x reps x hold, with its rest. `reps` are breaths for BREATHS; they count per side where there are sides."""

    sets: int
    reps: int
    hold_s: float = 0.0
    rest_s: float = 60.0  # between sets; 0 where there is one set
    minutes: float = 0.0  # activities only
    form: Form = Form.FULL
    within_s: float = 0.0  # of a sheet: as many as is comfortable in this time; `reps` is then 1
    breaths: int = 0  # of a sheet: each hold lasts so many breaths; `hold_s` is then 0
    up_s: float = 0.0  # of a sheet: the tempo; 0: as the user has set it
    down_s: float = 0.0


@dataclass(frozen=True, slots=True)
class FormText:
    """The words of one form of an exercise."""

    place: tuple[Instruction, ...]  # getting into position, from its plain position on, one action each
    move: tuple[str, ...]  # what will happen, told and not commanded: nobody moves while listening
    short: str  # the same in one sentence, without a side
    up: str  # the movement into the effort, said within it ("Lift.")
    hold: str  # the words at the start of a hold ("Hold it there."); empty for none
    down: str  # the movement back ("Lower slowly.")
    sides: Sides
    change_side: tuple[Instruction, ...] = ()  # Sides.EACH: {side} is the new one
    leave: tuple[Instruction, ...] = ()  # out of the position again
    move_one_side: tuple[
        str, ...
    ] = ()  # Sides.ALTERNATING: `move` where one side has a time of its own; empty: as it is
    short_one_side: str = ""
    move_under: Mapping[Circumstance, tuple[str, ...]] = field(default_factory=dict)  # what happens instead of `move`
    reach: Instruction | None = None  # taking hold of what is stretched, before each hold or the first breath
    stop: Instruction | None = None  # where it is stopped in the middle: what is taken off, or stepped down from
    least_way_s: float = 0.0  # each way takes this long at the least, however fast the user's tempo; a sheet's stands

    def moves(self, under: Collection[Circumstance] = ()) -> tuple[str, ...]:
        """Return what will happen under these circumstances."""
        return next((self.move_under[c] for c in Circumstance if c in under and c in self.move_under), self.move)


@dataclass(frozen=True, slots=True)
class Equipment:
    """One thing to have ready."""

    say: str  # "a sturdy chair"
    things: frozenset[Thing] = frozenset()  # any one of these will do; empty: it is not asked for (shoes)
    put: str = ""  # where it goes, as a sentence
    optional: bool = False  # nice to have
    lock: Lock | None = None  # only those who declared it use it
    bed: str | None = None  # what it is called where the exercise is done in bed; empty: it is there, or not needed
    stands: Spot | None = None  # where this chair has to stand
    bring: tuple[Instruction, ...] = ()  # how it gets there in the middle of a session, for somebody who stands
    bed_put: str = ""  # where it goes in bed; empty: as `put`
    put_next: str = ""  # what is looked to once it stands there, said after a time to put it
    put_at: Spot | None = None  # where this chair stands when the session begins; None: at `stands`
    use: Use | None = None  # what this pillow or cushion is for; None: nothing asks

    @property
    def is_knee_pillow(self) -> bool:
        """Return True for the pillow that everybody has between or under the knees in this exercise."""
        return self.use is Use.KNEES and self.lock is None


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence of care; with a lock it is meant for those who declared it."""

    say: str
    lock: Lock | None = None
    source: str = ""  # the key of what says so; empty in a file of one's own making


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the catalogue (`sessions/exercises/<id>.toml`)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    position: Position
    equipment: tuple[Equipment, ...]
    categories: tuple[Category, ...]
    work: Work
    forms: Mapping[Form, FormText]  # FULL always; START where it differs
    breathing: str
    feel: str  # what you should feel
    not_feel: str  # what you should not feel
    cautions: tuple[Caution, ...]
    ladder: tuple[Dose, ...]  # the ladder steps, from the first to the last
    locks: frozenset[Lock]  # declared -> hidden unless cleared
    off_until_cleared: bool  # hidden from everyone until a clinician cleared it
    both_hands: bool  # with a balance problem the words add "both hands"
    loads_side: bool  # done lying on one side: left out for a sore side
    sources: tuple[str, ...]
    dose_note: str  # where the first dose comes from: "our starting point" where no source gives it
    side_words: str = ""  # which side, as a part of a sentence: "your {side} leg"; empty where sides mean nothing
    said_by: Mapping[str, str] = field(default_factory=dict)  # "breathing", "feel", "not_feel" -> its source key
    lies_on_worked_side: bool = False  # with `loads_side`: the side below is the one that works (a side plank)
    not_feel_advises: bool = False  # `not_feel` says itself what to do then
    turns_back: bool = False  # of an activity: it leads away from home, and halfway one turns back
    own: bool = False  # the user's own: it never counts as mobility where a pain rest allows only that
    photographs: tuple[str, ...] = ()  # of one's own: the names of one or two files beside its own
    pose: str = ""  # of one's own: how it is drawn, as its file has it (`own_pose`)

    @property
    def needs(self) -> tuple[frozenset[Thing], ...]:
        """Return what has to be at hand: of each of these, any one thing."""
        return tuple(each.things for each in self.equipment if each.things and not each.optional and not each.lock)

    @property
    def has_sides(self) -> bool:
        """Return True if each side is done by itself, so that one may have a dose or a place of its own."""
        return any(text.sides is Sides.EACH for text in self.forms.values())

    @property
    def cautions_for_all(self) -> tuple[str, ...]:
        """Return the cautions that go for everybody."""
        return tuple(each.say for each in self.cautions if each.lock is None)

    def cautions_for(self, locks: Collection[Lock]) -> tuple[str, ...]:
        """Return the cautions of what was declared; they are said each time."""
        return tuple(each.say for each in self.cautions if each.lock in locks)

    def side_below(self, side: Side) -> Side:
        """Return the side that is lain on while `side` works."""
        return side if self.lies_on_worked_side else side.other

    def text(self, form: Form) -> FormText:
        """Return the words for `form`; the full form's where it has no form of its own."""
        return self.forms.get(form, self.forms[Form.FULL])


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One exercise of a plan, with the dose that stands on a sheet. Without one it follows its ladder."""

    exercise: str
    dose: Dose | None = None  # of the left side, where `right` differs
    right: Dose | None = None
    word: str = ""  # a word of the sheet's own, shown and spoken
    repeats: bool = False  # it is done again in each round
    only_side: Side | None = None  # of a sheet: one side alone does it; None: both, where it has sides
    breathing_s: float = 0.0  # of each set: seconds of breathing in its file, which are read as breaths; 0: none


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A plan as written: which exercises in which order. Doses come from the ladders, or from a sheet (`entries`)."""

    id: str
    title: str
    summary: str  # one sentence: what it is for
    exercises: tuple[str, ...]  # ids, in the order done
    surface: Surface  # what its lying exercises are done on
    start_position: Position  # where the user is when it starts: only lying in bed counts
    daily: bool  # may be done every day
    gentle: bool = False  # every exercise at its first ladder step, however far it has come
    reading: str = ""  # a short text shown after it (sleep tips)
    path: str = ""  # the file it was read from
    own: bool = False  # the user's own file, not a shipped one
    entries: tuple[PlanEntry, ...] = ()  # one for each exercise as written; empty: all follow their ladders
    rounds: int = 1  # of the entries that repeat
    days: frozenset[int] = frozenset()  # weekdays on which it is due, Monday 0
    times_a_day: int = 1
    sheet: str = ""  # whose sheet it is; empty: nobody's
    sheet_date: str = ""  # and when, as 2026-11-29

    def entries_of(self) -> tuple[PlanEntry, ...]:
        """Return the entry of each exercise, in order; a plan may have been changed for today since it was written."""
        left, found = list(self.entries), list[PlanEntry]()
        for exercise in self.exercises:
            entry = next((each for each in left if each.exercise == exercise), None)
            if entry is not None:
                left.remove(entry)
            found.append(entry or PlanEntry(exercise))
        return tuple(found)

    @property
    def in_bed(self) -> bool:
        """Return True if what is done lying is done in bed. Its other exercises are done as ever."""
        return self.surface is Surface.BED

    def lies_in_bed(self, position: Position | None) -> bool:
        """Return True if a body in this position lies in bed."""
        return self.in_bed and position in LYING

    @property
    def on_sheet(self) -> bool:
        """Return True if any dose stands on a sheet."""
        return any(each.dose is not None for each in self.entries)


@dataclass(slots=True)
class Catalogue:
    """All exercises and plans, by id, as they are shown. The one value that changes: own files may come and go."""

    exercises: Mapping[str, Exercise]
    plans: Mapping[str, SessionPlan]
    sources: Mapping[str, str] = field(default_factory=dict)  # source key -> what it is
    problems: tuple[str, ...] = ()  # a line for each problem in the user's own files, which are left out
