"""One figure's file, read into a `Figure`; all problems at once, each with file and line."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hipcoach.body.camera import camera
from hipcoach.body.points import MUSCLES, POINTS
from hipcoach.body.pose import Pose
from hipcoach.body.pose_file import read_poses
from hipcoach.body.props import KINDS, MOVING, SIZED, Prop
from hipcoach.body.types import SAYS, Arrow, Disc, Figure, LevelLine, Mirror, Scene
from hipcoach.body.vectors import Vec
from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.keymap import KeyPath
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.catalogue.types import Side

MOST_POSES = 24
MOST_PROPS = 12
KNOWN = (
    *("camera", "side", "mirror", "highlight", "stretch", "poster", "breath", "loop", "reached", "disc"),
    *("level", "middle", "captions", "returns", "arrow", "prop", "pose"),
)
ARROW = (*("point", "offset", "size", "span", "both", "both_still", "up", "apart", "over", "order", "words"),)
LONGEST = 24  # letters beside an arrow, there and back


def read_figure(path: Path, figure_id: str) -> Figure:
    """Read the figure of an exercise. Raises InputError with every problem of the file."""
    document = read(path)
    figure = FigureReader(document, figure_id).read()
    document.raise_problems()
    return figure


class FigureReader:
    """Reads one document; what is wrong is noted in it and stood in for, so that the rest is read too."""

    def __init__(self, document: Document, figure_id: str) -> None:
        self._document = document
        self._id = figure_id
        self._table = TomlTable(document, document.data)

    def read(self) -> Figure:
        """Return the figure, or a stand-in for it where the document has problems."""
        data = self._document.data
        poses = self._poses(data)
        scene = self._scene(poses) if poses else None
        for name in data:
            if name not in KNOWN:
                hint = did_you_mean(name, KNOWN)
                self._document.problem((name,), f"expected a known key, found {short_repr(name)}{hint}")
        return Figure(self._id, scene if self._document.clean else None)

    def _poses(self, data: Mapping[str, Any]) -> dict[str, Pose]:
        tables = data.get("pose")
        if not isinstance(tables, dict) or not 0 < len(tables) <= MOST_POSES:
            self._document.problem(("pose",), f"expected 1 to {MOST_POSES} key poses, each a table [pose.NAME]")
            return {}
        return read_poses(self._document, tables, ("pose",))

    def _scene(self, poses: Mapping[str, Pose]) -> Scene | None:
        table, data = self._table, self._document.data
        view = camera(*self._numbers(("camera",), data.get("camera"), 2))
        props = [self._prop(("prop", i), item) for i, item in enumerate(self._list("prop"))]
        arrows = [self._arrow(("arrow", i), item) for i, item in enumerate(self._list("arrow"))]
        disc = self._disc(data["disc"]) if "disc" in data else None
        level = self._level(data["level"]) if "level" in data else None
        works, stretch = (
            [self._word((name, i), w, MUSCLES) for i, w in enumerate(self._list(name))]
            for name in ("highlight", "stretch")
        )
        if works and stretch:
            self._document.problem(("stretch",), 'expected "highlight" or "stretch", found both')
        side = table.choice("side", Side, Side.BOTH)
        mirror = table.choice("mirror", Mirror, Mirror.VIEW)
        poster, breath = table.number("poster", 0.0, 1.0, 1.0), table.number("breath", 0.0, 1.0, 0.15)
        middle = table.number("middle", 0.0, 1.0, 0.0)
        captions = table.texts("captions", required=False)
        returns = self._flag(("returns",), data.get("returns", False))
        count = 2 + (middle > 0) + returns
        if len(captions) not in (0, count):
            expected = "expected words for each picture: two, one more with a middle, one more where it returns"
            self._document.problem(("captions",), expected)
        shares = self._reached(len(poses))
        if not self._document.clean:
            return None
        return Scene(
            keys=tuple(poses.values()),
            shares=shares,
            stops=False,
            camera=view,
            props=tuple(props),
            highlight=tuple(works or stretch),
            stretched=bool(stretch),
            arrows=tuple(arrows),
            disc=disc,
            level=level,
            drawn_side=side,
            mirror=mirror,
            poster=poster,
            breath=breath,
            middle=middle,
            captions=captions,
            returns=returns,
            loop_s=table.number("loop", 0.0, 10.0, 0.0),
        )

    def _reached(self, count: int) -> tuple[float, ...]:
        """Return at which share of the movement each pose is reached; evenly spread where the file does not say."""
        even = tuple(i / max(1, count - 1) for i in range(count))
        reached = self._document.data.get("reached")
        if reached is None:
            return even
        shares = self._numbers(("reached",), reached, count)
        if list(shares) != sorted(set(shares)) or shares[0] != 0.0 or shares[-1] != 1.0:
            self._document.problem(("reached",), 'expected "reached": rising shares from 0 to 1, one for each pose')
            return even
        return shares

    def _list(self, name: str) -> list[Any]:
        value = self._document.data.get(name, [])
        if isinstance(value, list) and len(value) <= MOST_PROPS:
            return value
        self._document.problem((name,), f'expected "{name}": a list of at most {MOST_PROPS}, found {short_repr(value)}')
        return []

    def _numbers(self, path: KeyPath, value: object, count: int) -> tuple[float, ...]:
        found = value if isinstance(value, list) else []
        good = [float(v) for v in found if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) <= 400]
        if len(good) != count or len(found) != count:
            self._document.problem(path, f'expected "{path[-1]}": {count} numbers, found {short_repr(value)}')
            return tuple(i / max(1, count - 1) for i in range(count))
        return tuple(good)

    def _vec(self, path: KeyPath, value: object) -> Vec:
        x, y, z = self._numbers(path, value, 3)
        return (x, y, z)

    def _word(self, path: KeyPath, value: object, known: Iterable[str]) -> str:
        words = list(known)
        if isinstance(value, str) and value in words:
            return value
        hint = did_you_mean(value, words) if isinstance(value, str) else ""
        self._document.problem(path, f"expected one of {', '.join(words)}, found {short_repr(value)}{hint}")
        return words[0]

    def _fields(self, path: KeyPath, value: object, known: tuple[str, ...]) -> Mapping[str, Any]:
        """Return a table with no keys but the known ones."""
        if not isinstance(value, dict):
            self._document.problem(path, f"expected a table, found {short_repr(value)}")
            return {}
        for key in value:
            if key not in known:
                self._document.problem(
                    (*path, key),
                    f"expected one of {', '.join(known)}, found {short_repr(key)}{did_you_mean(key, known)}",
                )
        return value

    def _prop(self, path: KeyPath, value: object) -> Prop:
        found = self._fields(path, value, ("kind", "at", "size", "yaw", "points"))
        kind = self._word((*path, "kind"), found.get("kind"), KINDS)
        if kind in MOVING:
            points = found.get("points")
            listed = points if isinstance(points, list) and 2 <= len(points) <= MOST_PROPS else []
            if not listed:
                self._document.problem((*path, "points"), f'expected "points": 2 to {MOST_PROPS} points of the body')
            words = [self._word((*path, "points", i), w, POINTS) for i, w in enumerate(listed)]
            return Prop(kind, self._vec((*path, "at"), found.get("at", [0, 0, 0])), points=tuple(words))
        size = self._vec((*path, "size"), found["size"]) if "size" in found else (0.0, 0.0, 0.0)
        if kind in SIZED and "size" not in found:
            self._document.problem(path, f'expected "size": length, width and height of the {kind}')
        (yaw,) = self._numbers((*path, "yaw"), [found.get("yaw", 0.0)], 1)
        return Prop(kind, self._vec((*path, "at"), found.get("at", [0, 0, 0])), size, yaw)

    def _arrow(self, path: KeyPath, value: object) -> Arrow:
        found = self._fields(path, value, ARROW)
        offset = self._vec((*path, "offset"), found.get("offset", [0, 0, 0]))
        (size,) = self._numbers((*path, "size"), [found.get("size", 1.0)], 1)
        start, end = self._numbers((*path, "span"), found.get("span", [0, 1]), 2)
        if not 0 <= start < end <= 1 or end - start < 0.2:
            self._document.problem((*path, "span"), 'expected "span": two shares within 0 and 1, at least 0.2 apart')
            start, end = 0.0, 1.0
        both, still, up, apart, over = (
            self._flag((*path, key), found.get(key, False)) for key in ("both", "both_still", "up", "apart", "over")
        )
        point = self._word((*path, "point"), found.get("point"), POINTS)
        (order,) = self._numbers((*path, "order"), [found.get("order", 0)], 1)
        words = found.get("words", ["", ""])
        if not isinstance(words, list) or [type(each) for each in words] != [str, str] or len("".join(words)) > LONGEST:
            self._document.problem((*path, "words"), 'expected "words": two short texts, of the way there and back')
            words = ["", ""]
        return Arrow(point, offset, size, (start, end), both, still, up, apart, int(order), over, (words[0], words[1]))

    def _disc(self, value: object) -> Disc:
        found = self._fields(("disc",), value, ("point", "toward", "offset", "says"))
        offset = self._vec(("disc", "offset"), found.get("offset", [0, 0, 0]))
        says = self._word(("disc", "says"), found["says"], SAYS) if "says" in found else ""
        toward = self._word(("disc", "toward"), found["toward"], POINTS) if "toward" in found else ""
        return Disc(self._word(("disc", "point"), found.get("point"), POINTS), offset, toward, says)

    def _level(self, value: object) -> LevelLine:
        found = self._fields(("level",), value, ("point", "offset", "reach"))
        offset = self._vec(("level", "offset"), found.get("offset", [0, 0, 0]))
        (reach,) = self._numbers(("level", "reach"), [found.get("reach", 0.2)], 1)
        return LevelLine(self._word(("level", "point"), found.get("point"), POINTS), offset, reach)

    def _flag(self, path: KeyPath, value: object) -> bool:
        if not isinstance(value, bool):
            self._document.problem(path, f'expected "{path[-1]}": true or false, found {short_repr(value)}')
        return value is True
