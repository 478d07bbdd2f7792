"""Key poses as a file gives them, read into numbers and tags; every problem is noted with its line.

A pose may start `from` another and `drop` some of its keys. Directions and points are lists of three numbers.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hipcoach.body.points import POINTS
from hipcoach.body.pose import DEFAULTS, Numbers, Pose
from hipcoach.body.skeleton import BASES, SEGMENTS, SIDES
from hipcoach.catalogue.fields import did_you_mean, short_repr
from hipcoach.catalogue.keymap import KeyPath
from hipcoach.catalogue.toml_document import Document

LARGEST = 400.0  # no angle or length is beyond it
SEAT = "seat"  # the buttocks' skin that goes with the thighs
GROUPS: Mapping[str, tuple[str, ...]] = {
    "pelvis": ("pelvis", SEAT),
    "trunk": ("pelvis", "lumbar", "thorax", SEAT),
    "head": ("head",),
    "body": SEGMENTS,
    **{f"leg_{k}": (f"thigh_{k}", f"shank_{k}", f"foot_{k}") for k in "lr"},
    **{f"arm_{k}": (f"uarm_{k}",) for k in "lr"},
}
FOOT_KEYS = ("sole", "ankle", "knee", "knee_z", "flat", "on", "space")
HAND_PLACES = ("grip", "touch", "wrist")  # the fingers close round what is there, the palm lies on it, or neither
HAND_KEYS = (*HAND_PLACES, "off", "elbow", "elbow_z", "fingers", "palm", "on", "space")


class PoseReader:
    """Reads one pose table of a document."""

    def __init__(self, document: Document, path: KeyPath, start: Pose | None) -> None:
        self._document = document
        self._path = path
        self.values: dict[str, Numbers] = dict(start.values) if start else {}
        self.tags: dict[str, str] = dict(start.tags) if start else {"base": "stand"}

    def read(self, table: Mapping[str, Any]) -> Pose:
        """Return the pose of a table."""
        for name in table.get("drop", []):
            self._forget(str(name))
        for name, value in table.items():
            if name in ("from", "drop"):
                continue
            reader = self._reader(name)
            if reader is None:
                hint = did_you_mean(name, [*DEFAULTS, *self._special()])
                self._problem((name,), f"expected a known part of a pose, found {short_repr(name)}{hint}")
            else:
                reader(name, value)
        return Pose(self.values, self.tags)

    def _special(self) -> Mapping[str, Callable[[str, Any], None]]:
        limbs = {f"{limb}_{k}": self._limb for limb in ("foot", "hand") for k, _ in SIDES}
        toes = {f"{what}_{k}": self._toes for what in ("toes", "lies") for k, _ in SIDES}
        whole = {"base": self._base, "anchor": self._anchor, "rest": self._rest, "head_on": self._head_on}
        return {**whole, **limbs, **toes}

    def _reader(self, name: str) -> Callable[[str, Any], None] | None:
        return self._special().get(name) or (self._plain if name in DEFAULTS else None)

    def _problem(self, path: KeyPath, message: str) -> None:
        self._document.problem((*self._path, *path), message)

    def _forget(self, name: str) -> None:
        """Drop a number or a limb's contact."""
        gone = (name, f"hold_{name[-1]}") if name.startswith("hand_") else (name,)
        self.values = {n: v for n, v in self.values.items() if n not in gone and not n.startswith(name + ".")}
        self.tags = {n: t for n, t in self.tags.items() if n != name and not n.startswith(name + ".")}

    def _numbers(self, path: KeyPath, value: object, count: int) -> Numbers:
        """Return `count` finite numbers; one number may stand for a list of one, or for the first of three."""
        found = value if isinstance(value, list) else [value, *[0.0] * (count - 1)]
        good = [float(v) for v in found if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) <= LARGEST]
        if len(good) != count or len(found) != count:
            self._problem(
                path, f'expected "{path[-1]}": {count} numbers within ±{LARGEST:g}, found {short_repr(value)}'
            )
            return (0.0,) * count
        return tuple(good)

    def _plain(self, name: str, value: object) -> None:
        self.values[name] = self._numbers((name,), value, len(DEFAULTS[name]))

    def _word(self, path: KeyPath, value: object, known: Mapping[str, object] | tuple[str, ...]) -> str:
        if isinstance(value, str) and value in known:
            return value
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        self._problem(path, f'expected "{path[-1]}": one of {", ".join(known)}, found {short_repr(value)}{hint}')
        return next(iter(known))

    def _base(self, name: str, value: object) -> None:
        self.tags["base"] = self._word((name,), value, BASES)

    def _toes(self, name: str, value: object) -> None:
        self.tags[name] = self._word((name,), value, ("floor",))

    def _rest(self, name: str, value: object) -> None:
        words = value if isinstance(value, list) else [value]
        groups = [self._word((name,), word, GROUPS) for word in words]
        self.tags["rest"] = " ".join(part for group in groups for part in GROUPS[group])

    def _head_on(self, name: str, value: object) -> None:
        """Return where the face of a resting head looks, and where its crown points."""
        if not isinstance(value, dict) or not set(value) <= {"face", "crown"} or not value:
            self._problem(
                (name,), f'expected "{name}": {{ face = [x, y, z], crown = [x, y, z] }}, found {short_repr(value)}'
            )
            return
        self.tags["head"] = "floor"
        for part in value:
            self.values[f"head.{part}"] = self._numbers((name, part), value[part], 3)
        for part in {"face", "crown"} - {n.removeprefix("head.") for n in self.values}:
            self._problem((name,), f'expected "{part}": where it points')
            self.values[f"head.{part}"] = (0.0, 0.0, 1.0)

    def _anchor(self, name: str, value: object) -> None:
        """Return a joint and the point it keeps; an axis may be "free"."""
        if not isinstance(value, dict) or set(value) != {"joint", "at"} or not isinstance(value["at"], list):
            self._problem((name,), f'expected "{name}": {{ joint, at = [x, y, z] }}, found {short_repr(value)}')
            return
        joint = self._word((name, "joint"), value["joint"], POINTS)
        axes = "".join(axis for axis, v in zip("xyz", value["at"], strict=False) if v != "free")
        numbers = [0.0 if v == "free" else v for v in value["at"]]
        self.values["anchor"] = self._numbers((name, "at"), numbers, 3)
        self.tags["anchor"] = f"{joint} {axes}"

    def _limb(self, name: str, value: object) -> None:
        """Return a hand or a foot that has a target: given anew, or changed where the pose it comes from has one."""
        known = FOOT_KEYS if name.startswith("foot") else HAND_KEYS
        if not isinstance(value, dict):
            self._problem((name,), f'expected "{name}": a table with {", ".join(known)}, found {short_repr(value)}')
            return
        self.tags.setdefault(name, "world")
        for key, item in value.items():
            if key not in known:
                self._problem((name, key), f"expected one of {', '.join(known)}, found {short_repr(key)}")
            elif key in ("on", "space"):
                self.tags[name if key == "on" else f"{name}.space"] = self._word((name, key), item, SEGMENTS)
            elif key in ("sole", "ankle", *HAND_PLACES):
                self.values[f"{name}.at"] = self._numbers((name, key), item, 3)
                self.tags[f"{name}.kind"] = key
                if key in HAND_PLACES:
                    self.values[f"hold_{name[-1]}"] = (1.0 if key == "grip" else 0.0,)
            else:
                self.values[f"{name}.{key}"] = self._numbers(
                    (name, key), item, 1 if key.endswith("_z") or key == "off" else 3
                )
        if f"{name}.at" not in self.values:
            self._problem((name,), f'expected "{name}": a place ({known[0]})')
            self.values[f"{name}.at"] = (0.0, 0.0, 0.0)


def read_poses(document: Document, tables: Mapping[str, Any], path: KeyPath) -> dict[str, Pose]:
    """Return all key poses below `path`, by name, in the order of the file."""
    poses: dict[str, Pose] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            document.problem((*path, name), f"expected a table [{'.'.join(map(str, path))}.{name}]")
            continue
        start = table.get("from")
        if start is not None and start not in poses:
            document.problem(
                (*path, name, "from"), f'expected "from": a pose above this one, found {short_repr(start)}'
            )
        poses[name] = PoseReader(document, (*path, name), poses.get(str(start))).read(table)
    return poses
