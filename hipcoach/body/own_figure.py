"""The figure of a pose that a user has put together: the angles of where it starts from, with their own in them."""

import zlib
from functools import lru_cache
from pathlib import Path

from hipcoach.body.camera import camera
from hipcoach.body.changes import VIEW, still_props
from hipcoach.body.figure_file import read_figure
from hipcoach.body.picture import CHANGE
from hipcoach.body.pose import Pose
from hipcoach.body.pose_file import read_poses
from hipcoach.body.types import Figure, Mirror, Scene
from hipcoach.catalogue.own_pose import Angles, pose_of
from hipcoach.catalogue.toml_document import read
from hipcoach.catalogue.types import Side
from hipcoach.errors import InputError

PLAIN_POSES = Path("poses", "plain_poses.toml")
OWN = "own~"  # how the name of such a figure begins; the pose itself follows


def starts(folder: Path) -> dict[str, dict[str, Pose]]:
    """Return the poses that one may start from, by name: how each begins, and where it is held if it moves."""
    return _starts(folder / PLAIN_POSES)


@lru_cache(maxsize=1)
def _starts(path: Path) -> dict[str, dict[str, Pose]]:
    document = read(path)
    poses = read_poses(document, document.data.get("pose", {}), ("pose",))
    document.raise_problems()
    found: dict[str, dict[str, Pose]] = {}
    for name, pose in poses.items():
        start, _, at = name.rpartition(".")
        found.setdefault(start, {})[at] = pose
    return found


def own_figure(text: str, folder: Path) -> Figure:
    """Return the figure of a pose as an exercise of one's own keeps it. Raises InputError where it starts from nothing.

    It is put together for the right side; the left is its mirror image. Where it is held, all that is not changed is
    as in the exercise that it starts from.
    """
    own = pose_of(text)
    found = starts(folder).get(own.start)
    if found is None:
        raise InputError([f'drawn: expected "from": a position or an exercise with a figure, found "{own.start}"'])
    begin = _with(found["begin"], own.begin)
    keys = (begin,) if own.hold is None else (begin, _with(found.get("hold", begin), own.hold))
    path = folder / f"{own.start}.toml"
    shipped = read_figure(path, own.start).scene if path.is_file() else None
    scene = Scene(
        keys=keys,
        shares=(0.0, 1.0)[: len(keys)],
        stops=False,
        camera=camera(*VIEW) if shipped is None else shipped.camera,
        props=still_props(own.start) if shipped is None else shipped.props,
        highlight=(),
        stretched=False,
        arrows=(),
        disc=None,
        drawn_side=Side.RIGHT,
        mirror=Mirror.VIEW,
        poster=0.0 if len(keys) == 1 else 1.0,
        breath=0.0,
    )
    stand_in = f"{CHANGE}~{own.start}" if shipped is None else own.start
    return Figure(own.start, scene, source=OWN + text, edition=zlib.crc32(text.encode()), stand_in=stand_in)


def _with(pose: Pose, changed: tuple[tuple[str, Angles], ...]) -> Pose:
    return Pose(dict(pose.values) | dict(changed), pose.tags)
