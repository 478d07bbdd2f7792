"""A pose that a user has put together for an exercise of their own: where it starts from, and which joints differ."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Position
from hipcoach.errors import InputError

START = re.compile(r"[a-z][a-z0-9_]{0,39}")
_POSITIONS = tuple(each.value for each in Position if each is not Position.AS_SHOWN)
Angles = tuple[float, ...]
Part = tuple[str, tuple[float, float]]  # a movement of a joint in words, and its limits in degrees
_HIP: tuple[Part, ...] = (("forward", (-30, 130)), ("outward", (-30, 60)), ("turned in", (-75, 60)))
_SHOULDER: tuple[Part, ...] = (("forward", (-60, 180)), ("outward", (-30, 180)), ("turned in", (-90, 90)))
_TRUNK: tuple[Part, ...] = (("forward", (-25, 50)), ("to the left", (-25, 25)), ("turned left", (-18, 18)))
_CHEST: tuple[Part, ...] = (("forward", (-25, 40)), ("to the left", (-25, 25)), ("turned left", (-35, 35)))
_HEAD: tuple[Part, ...] = (("forward", (-40, 40)), ("to the left", (-30, 30)), ("turned left", (-60, 60)))
_ANKLE: tuple[Part, ...] = (("up", (-60, 30)), ("sole inward", (-30, 30)), ("turned", (-30, 30)))
_WRIST: tuple[Part, ...] = (("bent", (-88, 88)), ("sideways", (-45, 45)), ("turned", (-180, 180)))
JOINTS: Mapping[str, tuple[Part, ...]] = {
    "tilt": (("forward", (-90, 120)),),
    "lumbar": _TRUNK,
    "thorax": _CHEST,
    "neck": _HEAD,
    "head": (("forward", (-30, 30)), ("to the left", (-30, 30)), ("turned left", (-40, 40))),
    **{f"hip_{k}": _HIP for k in "lr"},
    **{f"knee_{k}": (("bent", (-3.0, 150.0)),) for k in "lr"},
    **{f"ankle_{k}": _ANKLE for k in "lr"},
    **{f"shoulder_{k}": _SHOULDER for k in "lr"},
    **{f"elbow_{k}": (("bent", (-5.0, 150.0)),) for k in "lr"},
    **{f"wrist_{k}": _WRIST for k in "lr"},
}
"""The joints that may be moved, each with its movements and their limits."""
NAMES: Mapping[str, str] = {
    "tilt": "Pelvis",
    "lumbar": "Low back",
    "thorax": "Chest",
    "neck": "Neck",
    "head": "Head",
    **{
        f"{joint}_{side[0].lower()}": f"{side} {joint}"
        for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
        for side in ("Left", "Right")
    },
}


@dataclass(frozen=True, slots=True)
class OwnPose:
    """How an exercise of one's own is drawn. Angles in degrees, of the joints that differ from where it starts."""

    start: str  # a plain position, or the id of a shipped exercise
    begin: tuple[tuple[str, Angles], ...] = ()
    hold: tuple[tuple[str, Angles], ...] | None = None  # None: it keeps still


def pose_text(pose: OwnPose) -> str:
    """Return a pose as one value of an exercise's file."""
    return "{ " + ", ".join(_keys(pose)) + " }"


def _keys(pose: OwnPose) -> Iterator[str]:
    yield f'from = "{pose.start}"'
    for key, angles in (("begin", pose.begin), ("hold", pose.hold)):
        if angles is not None and (angles or key == "hold"):
            yield f"{key} = {{ {', '.join(f'{name} = {_numbers(values)}' for name, values in angles)} }}"


def _numbers(values: Angles) -> str:
    return f"{values[0]:g}" if len(values) == 1 else f"[{', '.join(f'{v:g}' for v in values)}]"


def read_own_pose(table: TomlTable, exercises: Collection[str] | None = None) -> OwnPose | None:
    """Read the key `drawn` of an exercise's file; None where there is none. A problem is noted with its line.

    `exercises` are the ids that a pose may start from. None: they are not looked up.
    """
    inner = table.table("drawn", required=False)
    if inner is None:
        return None
    start, begin, hold = inner.text("from", most=40), _angles(inner, "begin"), _angles(inner, "hold")
    known = exercises is None or start in {*_POSITIONS, *exercises}
    if start and not (START.fullmatch(start) and known):
        hint = did_you_mean(start, (*_POSITIONS, *(exercises or ()))) or f"; positions: {', '.join(_POSITIONS)}"
        inner.problem("from", f"expected a position or the id of a shipped exercise, found {short_repr(start)}{hint}")
    inner.refuse_unread_keys()
    return OwnPose(start, begin or (), hold)


def pose_of(text: str) -> OwnPose:
    """Return the pose of a text that `pose_text` has made. Raises InputError where it is none."""
    document = parse("drawn", f"drawn = {text}".encode())
    found = read_own_pose(TomlTable(document, document.data))
    document.raise_problems()
    if found is None:
        raise InputError(["drawn: expected a pose"])
    return found


def _angles(table: TomlTable, key: str) -> tuple[tuple[str, Angles], ...] | None:
    """Read the joints of one moment; None where it is not there."""
    inner = table.table(key, required=False)
    if inner is None:
        return None
    found = {name: angles for name in inner.items() if (angles := _of_joint(inner, name)) is not None}
    return tuple((name, found[name]) for name in JOINTS if name in found)


def _of_joint(table: TomlTable, name: str) -> Angles | None:
    """Read the angles of one joint."""
    parts, value = JOINTS.get(name), table.raw(name)
    if parts is None:
        table.problem(name, f"expected a joint of {', '.join(JOINTS)}{did_you_mean(name, JOINTS)}")
        return None
    listed = value if isinstance(value, list) else [value]
    good = [float(v) for v in listed if isinstance(v, int | float) and not isinstance(v, bool)]
    within = [low <= v <= high for v, (_, (low, high)) in zip(good, parts, strict=False)]
    if len(listed) != len(parts) or len(good) != len(parts) or not all(within):
        ranges = ", ".join(f"{low:g} to {high:g}" for _, (low, high) in parts)
        table.problem(name, f'expected "{name}": angles within {ranges}, found {short_repr(value)}')
        return None
    return tuple(good)
