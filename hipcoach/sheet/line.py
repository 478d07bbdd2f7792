"""One line of a sheet: the exercise that it names, and its dose; what else it says stays with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hipcoach.catalogue.entry_file import BREATH_S, BREATHS, HOLD_S, MINUTES, REST_BETWEEN_SETS_S, moves_with_breath
from hipcoach.catalogue.types import Dose, Exercise, Position, Side, Sides, Work
from hipcoach.sheet.beside import is_another, refuse_unsafe
from hipcoach.sheet.find_pieces import FOUND, find_pieces
from hipcoach.sheet.pieces import Pieces, UnreadProblem, within
from hipcoach.sheet.words import (
    EITHER,
    LYING,
    NAMES_LEG,
    NO_NAME,
    NO_NUMBER,
    NOT_DONE,
    ONE_SIDE,
    OR_NOT,
    OTHER_NAMES,
    PLACE_FOLLOWS,
    POSITIONS,
    PROSE,
    UNKNOWN_SIDE,
)

_BREATHS = range(BREATHS[0], BREATHS[1] + 1)
_NAMES_BREATH = re.compile(r"\b(?:breath|atem|atmen|atmung)", re.IGNORECASE)
KNEELS = {Position.TALL_KNEELING, Position.HALF_KNEELING}  # sheets say "kneeling" of both
MOST_LINE, MOST_NAME, MOST_WORD = 300, 60, 200
_MARK = re.compile(r"^\s*(?:\d{1,2}[.)](?=\s)|[-*•–—·]+(?=\s)|□|\[ ?\])\s*")
_ALIKE = {"×": "x", "✕": "x", "–": "-", "—": "-", "’": "'", "\t": " ", "\xa0": " ", **dict.fromkeys("″“”′", '"')}
_PLAIN = str.maketrans(_ALIKE)
_BREAK = re.compile(rf"[{FOUND},;:|()\[\]=@]+|\s-+\s|\s{{3,}}|\.(?=\s|$)")
_PIECE = re.compile(r"[,;:()]|\.\s")
_ABOUT_ALL = ("times_a_day", "days", "rounds", "on", "suggests_days")
_TRIMMED = " .-/'\"&+"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line as it was understood. Neither an exercise nor about the whole sheet: it is left as it stands."""

    number: int
    text: str
    pieces: Pieces = field(default_factory=Pieces)
    name: str = ""  # of the exercise; empty: the line names none
    exercise: str = ""  # the id of a known one; empty: it is one of the user's own
    work: Work = Work.REPETITIONS
    sides: Sides = Sides.NONE
    position: Position = Position.AS_SHOWN  # of one of the user's own, where the line names it
    dose: Dose | None = None
    right: Dose | None = None
    only_side: Side | None = None
    word: str = ""  # what else stands there, kept with the exercise
    problem: str = ""  # why it could not be read

    @property
    def is_exercise(self) -> bool:
        """Return True if the line can stand in a plan."""
        return bool(self.name) and not self.problem

    @property
    def is_about_all(self) -> bool:
        """Return True if it says something about the whole sheet: days, times a day, rounds."""
        pieces = self.pieces
        return not self.name and not self.problem and bool(pieces.times_a_day or pieces.days or pieces.rounds)


def read_line(number: int, text: str, known: Mapping[str, Exercise]) -> SheetLine:
    """Read one line. `known` are the exercises by id."""
    line = SheetLine(number, text.strip()[:MOST_LINE])
    try:
        return _read(line, known)
    except UnreadProblem as problem:
        return replace(line, problem=str(problem))


def _read(line: SheetLine, known: Mapping[str, Exercise]) -> SheetLine:
    plain = NO_NUMBER.sub("hands and knees", _MARK.sub("", line.text.translate(_PLAIN)))
    if not plain.isprintable():
        raise UnreadProblem("it has control characters")
    if _is_prose(re.split(r"\d|[,;:(]|as many as", _without_position(plain), flags=re.IGNORECASE)[0]):
        return replace(line, pieces=_about_all(plain))
    pieces, left = find_pieces(plain)
    if digits := re.findall(r"[^\s\0]*\d[^\s\0]*", left):
        raise UnreadProblem(f"not read: {' '.join(digits)}")
    chunks = [each.strip(_TRIMMED) for each in _BREAK.split(left)]
    chunks = [each for each in chunks if re.search(r"[^\W\d_]", each)]
    if not pieces.doses:
        return _without_dose(line, pieces, chunks, known)
    chunks, only = _one_side(chunks)
    if not chunks or _is_prose(_without_position(chunks[0])) or len(chunks[0]) > MOST_NAME:
        raise UnreadProblem("no exercise is read")
    where = [each for each in chunks if _is_position(each)]  # no name, unless there is no other
    name, *others = [*(each for each in chunks if each not in where), *where]
    word = "; ".join((*others, *_ranges(pieces)))
    if len(word) > MOST_WORD:
        raise UnreadProblem("it says too much beside the exercise")
    if NO_NAME.issuperset(re.findall(r"[^\W\d_]+", name.lower())):
        raise UnreadProblem("it does not say of which exercise")
    if OR_NOT.match(name) or NOT_DONE.match(name):
        raise UnreadProblem("whether it is to be done is not read")
    if UNKNOWN_SIDE.search(plain):
        raise UnreadProblem("which side is meant is not read")
    exercise = _known_there(name, others, known)
    refuse_unsafe(exercise, plain)
    shown = name[:1].upper() + name[1:] if exercise is None else exercise.name
    known_id = "" if exercise is None else exercise.id
    position = _position_meant(plain) if exercise is None else Position.AS_SHOWN
    line = replace(line, position=position, word=word, only_side=only)
    line = replace(line, pieces=pieces, name=shown, exercise=known_id)
    return _with_dose(line, exercise, says_stretch="stretch" in name.lower())


def _position_meant(plain: str) -> Position:
    """Return the position on the floor that a line names, else AS_SHOWN. Raises UnreadProblem: another may be meant."""
    parts = _PIECE.split(plain)
    found = [(each, part) for part in parts for each, named in POSITIONS.items() if named.search(part)]
    meant = {each for each, _ in found}
    if Position.ALL_FOURS in meant:  # "kneel on all fours"
        meant.discard(Position.TALL_KNEELING)
    if len(meant) > 1 or any(OR_NOT.search(part) for _, part in found):
        raise UnreadProblem("which position is meant is not read")
    return next(iter(meant), Position.AS_SHOWN)


def _is_position(text: str) -> bool:
    """Return True if a text is the name of a position on the floor, and no more."""
    return any(named.fullmatch(text) for named in POSITIONS.values())


def _without_position(text: str) -> str:
    for named in POSITIONS.values():
        text = named.sub(" ", text)
    return text


def _known_there(name: str, others: Sequence[str], known: Mapping[str, Exercise]) -> Exercise | None:
    """Return the exercise that is called so; a position in its name, or beside it, has to be its own."""
    named = find_known(name, known)
    exercise = named or find_known(_without_position(name), known)
    if exercise is None or (named is None and exercise.position is not _position_meant(name)):
        return None
    beside = "; ".join(others)
    meant = _position_meant(beside)
    own = KNEELS if exercise.position in KNEELS else {exercise.position}
    fits = (meant is Position.AS_SHOWN or meant in own) and not is_another(exercise, beside)
    return exercise if fits else None


def _one_side(chunks: list[str]) -> tuple[list[str], Side | None]:
    """Return the pieces of a line without the one side that it names, and that side. Raises UnreadProblem."""
    named = [match[0] for each in chunks if (match := ONE_SIDE.fullmatch(each)) is not None]
    rest = [each for each in chunks if ONE_SIDE.fullmatch(each) is None]
    for place, each in enumerate(rest):
        found = [match for match in ONE_SIDE.finditer(each) if match.start() > 0]
        ends = next((match for match in found if match.end() == len(each)), None)
        if ends is not None:
            named.append(ends[0])
            rest[place] = each[: ends.start()].strip(_TRIMMED)
    if len(named) > 1 or any(ONE_SIDE.search(each) for each in rest):
        raise UnreadProblem("which side is meant is not read")
    if not named:
        return rest, None
    lies = any(map(LYING.search, rest)) and NAMES_LEG.search(named[0]) is None  # who lies on the left moves the right
    if lies or any(map(PLACE_FOLLOWS.search, rest)):
        raise UnreadProblem("which side is meant is not read")
    left = re.search(r"\b(?:left|links|l)\b", named[0], re.IGNORECASE)
    return rest, Side.LEFT if left else Side.RIGHT


def _without_dose(line: SheetLine, pieces: Pieces, chunks: list[str], known: Mapping[str, Exercise]) -> SheetLine:
    """Return a line without a dose: an exercise by its name alone, something about the whole sheet, or neither."""
    exercise = find_known(chunks[0], known) if len(chunks) == 1 else None
    if exercise is not None:
        return replace(line, pieces=pieces, name=exercise.name, exercise=exercise.id)
    if chunks and (pieces.each or pieces.rest_s is not None or pieces.tempo_s is not None):
        raise UnreadProblem("no dose is read")
    said = (*chunks, *_ranges(pieces))
    return replace(line, pieces=pieces, word="; ".join(said) if pieces.days or pieces.times_a_day else "")


def _ranges(pieces: Pieces) -> tuple[str, ...]:
    """Return the ranges of a line as a word that stays with it."""
    return (f"the sheet says {', '.join(pieces.ranges)}",) if pieces.ranges else ()


def _about_all(plain: str) -> Pieces:
    """Return what a sentence says about the whole sheet; what it says of doses is not meant so."""
    if EITHER.search(plain):
        return Pieces()
    try:
        found, _ = find_pieces(plain)
    except UnreadProblem:
        return Pieces()
    if found.doses:
        return Pieces()
    return replace(Pieces(), **{key: getattr(found, key) for key in _ABOUT_ALL})


def _is_prose(text: str) -> bool:
    """Return True if words are those of a sentence and no exercise's name."""
    return not PROSE.isdisjoint(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower()))


def find_known(name: str, known: Mapping[str, Exercise]) -> Exercise | None:
    """Return the exercise that is called exactly so; what has a longer name may be another one."""
    wanted = _bare(name)
    if wanted in OTHER_NAMES:
        return known.get(OTHER_NAMES[wanted])
    return next((each for each in known.values() if wanted in map(_bare, (each.name, *each.aliases))), None)


def _bare(name: str) -> str:
    """Return a name without case, hyphens, articles and plural."""
    words = re.findall(r"[^\W_]+", name.lower())
    words = [each for each in words if each not in ("the", "a", "exercise", "exercises")]
    return " ".join(each.removesuffix("s") if len(each) > 3 and not each.endswith("ss") else each for each in words)


def _with_dose(line: SheetLine, exercise: Exercise | None, *, says_stretch: bool) -> SheetLine:
    """Return the line with its dose, by how the exercise is counted."""
    pieces = line.pieces
    if pieces.each_time and pieces.reps is None and pieces.sets is None:  # of one hold there is no other each
        pieces = replace(pieces, each=True)
        line = replace(line, pieces=pieces)
    if moves_with_breath(exercise) if exercise is not None else _NAMES_BREATH.search(line.name) is not None:
        _refuse_held_breaths(pieces)
    work = exercise.work if exercise is not None else _work_of(pieces, says_stretch=says_stretch)
    if exercise is not None and moves_with_breath(exercise) and pieces.breaths is None and pieces.hold_s is None:
        pieces = replace(pieces, breaths=pieces.reps, reps=None)
    if line.only_side is not None and (pieces.each or pieces.left is not None):
        raise UnreadProblem("which side is meant is not read")
    sided = pieces.each or pieces.left is not None or line.only_side is not None
    sides = Sides.EACH if sided else Sides.NONE
    if exercise is not None:
        sides = next(iter(exercise.forms.values())).sides
        if pieces.each and sides not in (Sides.EACH, Sides.ALTERNATING):
            raise UnreadProblem(f"{exercise.name} is done with both sides at once")
        apart = pieces.left is not None or line.only_side is not None
        if apart and not exercise.has_sides:
            raise UnreadProblem(f"{exercise.name} has no sides of its own")
    line = replace(line, work=work, sides=sides)
    if pieces.left is None or pieces.right is None:
        return replace(line, dose=_dose(pieces, work))
    left, right = (_dose(_of_side(pieces, each), work) for each in (pieces.left, pieces.right))
    return replace(line, dose=left, right=right if right != left else None)


def _refuse_held_breaths(pieces: Pieces) -> None:
    """Raise UnreadProblem for seconds of a breathing exercise, with the breaths that take about as long."""
    found_s = pieces.hold_s or pieces.time_s
    if found_s is None:
        return
    few = (
        pieces.reps is None and pieces.sets is None and pieces.hold_s is None and round(found_s / BREATH_S) in _BREATHS
    )
    such = f": {found_s:g} seconds are about {round(found_s / BREATH_S)} breaths" if few else ""
    raise UnreadProblem(f"breathing is counted in breaths, and no breath is held{such}")


def _of_side(pieces: Pieces, side: tuple[int | None, float, bool]) -> Pieces:
    sets, amount, timed = side
    if (sets and pieces.sets) or (pieces.hold_s if timed else pieces.reps) is not None:
        raise UnreadProblem("it names two numbers for the same thing")
    changed = replace(pieces, sets=sets or pieces.sets)
    return replace(changed, hold_s=amount) if timed else replace(changed, reps=int(amount))


def _work_of(pieces: Pieces, *, says_stretch: bool) -> Work:
    """Return how an exercise of the user's own is counted, by what its line says."""
    timed_side = pieces.left is not None and pieces.left[2]
    if says_stretch and (pieces.time_s is not None or pieces.hold_s is not None or timed_side):
        return Work.HOLDS
    if pieces.within_s is not None or pieces.reps is not None or (pieces.left is not None and not timed_side):
        return Work.REPETITIONS
    if pieces.hold_s is not None or timed_side:
        return Work.HOLDS
    if pieces.breaths is not None:
        return Work.BREATHS
    if pieces.time_s is not None and pieces.time_s >= HOLD_S[1] and pieces.sets is None and not pieces.each:
        return Work.ACTIVITY
    raise UnreadProblem("it does not say whether the time is held")


def _dose(pieces: Pieces, work: Work) -> Dose:
    sets = pieces.sets or 1
    up_s, down_s = pieces.tempo_s or (0.0, 0.0)
    rest_s = REST_BETWEEN_SETS_S if pieces.rest_s is None else pieces.rest_s
    dose = Dose(sets, 1, rest_s=rest_s if sets > 1 else 0.0, up_s=up_s, down_s=down_s)
    if work is Work.ACTIVITY:
        if pieces.time_s is None or any(
            each is not None for each in (pieces.sets, pieces.reps, pieces.hold_s, pieces.breaths)
        ):
            raise UnreadProblem("an activity is timed by minutes alone")
        return Dose(1, 1, rest_s=0.0, minutes=within(pieces.time_s / 60, MINUTES))
    if pieces.within_s is not None:
        if work is not Work.REPETITIONS or pieces.reps or pieces.hold_s or pieces.time_s or pieces.breaths:
            raise UnreadProblem("it names two doses")
        return replace(dose, within_s=pieces.within_s)
    held_s = pieces.hold_s
    if pieces.time_s is not None:
        if held_s is not None or (work is Work.REPETITIONS and pieces.reps is None):
            raise UnreadProblem("it does not say what the time is for")
        held_s = within(pieces.time_s, HOLD_S)
    if held_s is not None and pieces.breaths is not None:
        raise UnreadProblem("it names two doses")
    if work is Work.BREATHS and held_s is None:
        if pieces.breaths is None or pieces.reps is not None:
            raise UnreadProblem("it does not say how many breaths")
        return replace(dose, reps=pieces.breaths)
    if work is Work.REPETITIONS and pieces.reps is None:
        raise UnreadProblem("it does not say how many")
    if work is Work.HOLDS and held_s is None and pieces.breaths is None:
        raise UnreadProblem("it does not say how long it is held")
    return replace(dose, reps=pieces.reps or 1, hold_s=held_s or 0.0, breaths=pieces.breaths or 0)
