"""Changes of position: key poses, and links between them that may be walked both ways, each with its spoken sentence.

`changes.toml` holds both. A pose named like a position stands for it; a change is the shortest way along the links.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from hipcoach.body.camera import camera
from hipcoach.body.pose import Pose
from hipcoach.body.pose_file import read_poses
from hipcoach.body.props import Prop
from hipcoach.body.types import Figure, Mirror, Scene
from hipcoach.catalogue.fields import did_you_mean, short_repr
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.catalogue.types import Side

MOST_WORDS = 120
VIEW = (-80.0, 20.0)
MAT = Prop("mat")
STILL_PROPS: Mapping[str, tuple[Prop, ...]] = {  # of a pose that is shown by itself
    "standing": (Prop("floor"),),
    "seated": (Prop("floor"), Prop("chair", (-0.665, 0.0, 0.0))),
    "tall_kneeling": (MAT, Prop("chair", (-0.665, 0.0, 0.0))),
    "half_kneeling": (MAT, Prop("chair", (-0.665, 0.0, 0.0))),
}
CHAIR = Prop("chair", (-0.665, 0.0, 0.0))
SIDED = {"side_lying", "half_kneeling", "side_sitting", "bed_side_lying"}  # poses with a side below: here the right one
BED_PROP = Prop("bed", (0.11, 0.0, 0.0), (1.44, 0.60, 0.25))
BED_POSE = "bed_"  # how the name of a pose on a bed, or beside it, begins


@dataclass(frozen=True, slots=True)
class Changes:
    """All poses by name, and what is said on the way from one to a neighbour."""

    poses: Mapping[str, Pose]
    links: Mapping[str, Mapping[str, str]]

    def way(self, start: str, end: str) -> tuple[str, ...]:
        """Return the names of the poses on the shortest way, both ends included; empty where there is none."""
        came: dict[str, str] = {start: ""}
        todo = deque([start])
        while todo and end not in came:
            here = todo.popleft()
            for there in self.links.get(here, {}):
                if there not in came:
                    came[there] = here
                    todo.append(there)
        if end not in came:
            return ()
        names = [end]
        while names[-1] != start:
            names.append(came[names[-1]])
        return tuple(reversed(names))


def way_figure(changes: Changes, start: str, end: str) -> Figure | None:
    """Return the figure that shows a change of position; None where there is nothing to show."""
    names = changes.way(start, end)
    return change_figure(changes, names) if len(names) > 1 else None


def pose_figure(changes: Changes, name: str) -> Figure | None:
    """Return the figure that keeps still in one pose; None where there is no such pose."""
    return change_figure(changes, (name,)) if name in changes.poses else None


def every_link(changes: Changes) -> Iterator[Figure]:
    """Return the figures of all single steps, of which every way is made, and of poses that no step leads to."""
    yield from (change_figure(changes, (name,)) for name in changes.poses if name not in changes.links)
    for here, found in changes.links.items():
        for there in found:
            if here < there:
                yield change_figure(changes, (here, there))


def change_figure(changes: Changes, names: tuple[str, ...]) -> Figure:
    """Return the figure of one way."""
    scene = Scene(
        keys=tuple(changes.poses[name] for name in names),
        shares=tuple(i / max(1, len(names) - 1) for i in range(len(names))),
        stops=True,
        camera=camera(*VIEW),
        props=_props(names),
        highlight=(),
        stretched=False,
        arrows=(),
        disc=None,
        drawn_side=Side.RIGHT if SIDED & {names[0], names[-1]} else Side.BOTH,
        mirror=Mirror.VIEW,
        poster=0.5 if len(names) > 1 else 0.0,
        breath=0.0,
    )
    words = tuple(changes.links[here][there] for here, there in pairwise(names))
    return Figure(f"{names[0]}_to_{names[-1]}", scene, steps=words)


def _props(names: tuple[str, ...]) -> tuple[Prop, ...]:
    if names[0].startswith(BED_POSE):
        return (BED_PROP,)
    return (MAT, CHAIR) if len(names) > 1 else still_props(names[0])


def still_props(name: str) -> tuple[Prop, ...]:
    """Return what stands round a pose that is shown by itself."""
    return STILL_PROPS.get(name, (MAT,))


def read_changes(path: Path) -> Changes:
    """Read all poses and links. Raises InputError with every problem of the file."""
    document = read(path)
    tables, listed = document.data.get("pose"), document.data.get("link")
    poses = read_poses(document, tables if isinstance(tables, dict) else {}, ("pose",))
    if not poses or not isinstance(listed, list):
        document.problem((), "expected key poses [pose.NAME] and links [[link]]")
    links: dict[str, dict[str, str]] = {}
    for i, item in enumerate(listed if isinstance(listed, list) else []):
        ends, there, back = _link(document, i, item, poses)
        if len(ends) == 2:
            links.setdefault(ends[0], {})[ends[1]] = there
            links.setdefault(ends[1], {})[ends[0]] = back
    document.raise_problems()
    return Changes(poses, links)


def _link(document: Document, i: int, item: object, poses: Mapping[str, Pose]) -> tuple[list[str], str, str]:
    """Return the two poses of a link, and the sentences there and back."""
    fields: Mapping[str, Any] = item if isinstance(item, dict) else {}
    if set(fields) != {"between", "there", "back"}:
        document.problem(("link", i), f"expected a table with between, there and back, found {short_repr(item)}")
    ends = fields.get("between")
    if not isinstance(ends, list) or len(ends) != 2:
        document.problem(("link", i, "between"), f'expected "between": two poses, found {short_repr(ends)}')
        ends = []
    for n, name in enumerate(ends):
        if name not in poses:
            hint = did_you_mean(str(name), poses)
            document.problem(
                ("link", i, "between", n), f"expected the name of a pose above, found {short_repr(name)}{hint}"
            )
    words = []
    for key in ("there", "back"):
        word = fields.get(key)
        if not isinstance(word, str) or not 0 < len(word) <= MOST_WORDS:
            document.problem(("link", i, key), f'expected "{key}": a sentence of 1 to {MOST_WORDS} characters')
            word = "?"
        words.append(word)
    return [str(name) for name in ends], words[0], words[1]
