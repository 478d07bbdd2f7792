"""Changes of position: key poses shared by many routes, each step with the sentence that is spoken with it.

`changes.toml` holds the poses, and the routes from one position to another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hipcoach.catalogue.document import Document, read
from hipcoach.catalogue.fields import did_you_mean, shown
from hipcoach.catalogue.types import Position, Side
from hipcoach.figure.camera import camera
from hipcoach.figure.framing import bounds_of_scene, sampled
from hipcoach.figure.movement import movement
from hipcoach.figure.pose import Pose
from hipcoach.figure.pose_file import read_poses
from hipcoach.figure.props import Prop, boxes, ground
from hipcoach.figure.types import Figure, Mirror, Scene

MOST_WORDS = 120
VIEW = (-62.0, 13.0)
MAT = Prop("mat", (-0.02, 0.0, 0.0), (1.25, 0.5, 0.0))
CHAIR = Prop("chair", (0.42, 0.14, 0.0), yaw=180.0)


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one position to another: names of poses, and one sentence for each after the first."""

    start: Position
    end: Position
    poses: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All poses and routes of the file."""

    poses: Mapping[str, Pose]
    routes: Mapping[tuple[Position, Position], Route]


def read_change(path: Path, start: Position, end: Position) -> Figure | None:
    """The figure that shows a change of position; None where it has no route. Raises InputError."""
    changes = read_changes(path)
    route = changes.routes.get((start, end))
    return change_figure(changes, route) if route is not None else None


def change_figure(changes: Changes, route: Route) -> Figure:
    """The figure of one route."""
    path = movement([changes.poses[name] for name in route.poses])
    view = camera(*VIEW)
    bodies = sampled(path)
    grounds, solids = (ground(MAT),), boxes(CHAIR)
    scene = Scene(
        movement=path,
        camera=view,
        bounds=bounds_of_scene(view, bodies, grounds, solids, ()),
        grounds=grounds,
        boxes=solids,
        straps=(),
        highlight=(),
        arrows=(),
        disc=None,
        hip_line=False,
        drawn_side=Side.BOTH,
        mirror=Mirror.VIEW,
        poster=0.5,
        ghost=None,
        breath=0.0,
        props=(MAT, CHAIR),
    )
    return Figure(f"{route.start}_to_{route.end}", scene, steps=route.words)


def read_changes(path: Path) -> Changes:
    """Read all poses and routes. Raises InputError with every problem of the file."""
    document = read(path)
    tables = document.data.get("pose")
    poses = read_poses(document, tables if isinstance(tables, dict) else {}, ("pose",))
    listed = document.data.get("route")
    if not poses or not isinstance(listed, list):
        document.problem((), "expected key poses [pose.NAME] and routes [[route]]")
    routes = {}
    for i, item in enumerate(listed if isinstance(listed, list) else []):
        route = _route(document, i, item, poses)
        if route is not None:
            routes[(route.start, route.end)] = route
    document.raise_problems()
    return Changes(poses, routes)


def _route(document: Document, i: int, item: object, poses: Mapping[str, Pose]) -> Route | None:
    """One route, or None where it cannot be read."""
    if not isinstance(item, dict):
        document.problem(("route", i), f"expected a table [[route]], found {shown(item)}")
        return None
    ends = [_position(document, i, item, key) for key in ("from", "to")]
    names, words = (_listed(item, key) for key in ("poses", "say"))
    for n, name in enumerate(names):
        if name not in poses:
            hint = did_you_mean(str(name), poses)
            document.problem(("route", i, "poses", n), f"expected the name of a pose above, found {shown(name)}{hint}")
    if len(names) < 2 or len(words) != len(names) - 1:
        document.problem(("route", i), "expected at least two poses, and a sentence for each after the first")
    for n, word in enumerate(words):
        if not isinstance(word, str) or not 0 < len(word) <= MOST_WORDS:
            document.problem(("route", i, "say", n), f"expected a sentence of 1 to {MOST_WORDS} characters")
    if None in ends or not document.clean:
        return None
    start, end = ends
    return Route(start, end, tuple(names), tuple(words)) if start and end else None


def _listed(item: Mapping[str, Any], key: str) -> list[Any]:
    """A list of a route, empty where it is none."""
    value = item.get(key)
    return value if isinstance(value, list) else []


def _position(document: Document, i: int, item: Mapping[str, Any], key: str) -> Position | None:
    """One end of a route."""
    value = item.get(key)
    if isinstance(value, str) and value in set(Position):
        return Position(value)
    document.problem(("route", i, key), f'expected "{key}": one of {", ".join(Position)}, found {shown(value)}')
    return None
