"""Makes poses/plain_poses.toml: what an exercise of one's own may start from, by the angles of its joints alone.

python assets/figures/make_poses.py    # after a change of a figure, of changes.toml or of the solver
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hipcoach.body.angles import joint_angles
from hipcoach.body.build import Build, load_build
from hipcoach.body.changes import pose_figure, read_changes
from hipcoach.body.figure_file import read_figure
from hipcoach.body.own_figure import PLAIN_POSES
from hipcoach.body.pose import DEFAULTS, Pose
from hipcoach.body.pose_file import GROUPS
from hipcoach.body.staging import Staging
from hipcoach.body.types import Scene
from hipcoach.catalogue.own_pose import JOINTS
from hipcoach.catalogue.types import Position

FOLDER = Path(__file__).parent
REST = ("trunk", "head", "leg_l", "leg_r", "arm_l", "arm_r")
KEPT = ("tilt", "list", "turn", "belly", "curl_l", "curl_r")
HEAD = (
    "# Made by make_poses.py: poses by the angles of their joints alone, for an exercise of one's own to start from.\n"
)


def scenes() -> Iterator[tuple[str, Scene, tuple[float, ...]]]:
    """Yield each start by its name, with its moments: one, or how it begins and where it is held."""
    changes = read_changes(FOLDER / "changes.toml")
    for position in Position:
        figure = pose_figure(changes, position)
        if figure is not None and figure.scene is not None:
            yield position.value, figure.scene, (0.0,)
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name == "changes.toml" or ".start." in path.name:
            continue
        scene = read_figure(path, path.stem).scene
        if scene is not None and not scene.loop_s:
            yield path.stem, scene, (0.0, 1.0)


def by_angles(scene: Scene, share: float, build: Build) -> Pose:
    """Return a pose that looks as a moment does, without what holds it: only the lowest part rests where it is."""
    key = scene.keys[0 if share == 0.0 else -1]
    staging = Staging(scene, build)
    body = staging.body(share)
    angles = joint_angles(body)
    values = {name: tuple(round(v, 1) + 0.0 for v in angles[name]) for name in JOINTS if name in angles}
    values |= {name: tuple(round(v, 1) for v in key.values[name]) for name in KEPT if name in key.values}
    x, y, z = body.frames["pelvis"][1]
    values["anchor"] = (round(x, 4), round(y, 4), 0.0)
    tags = {"base": key.tags.get("base", "stand"), "anchor": "pelvis xy"}
    tags["rest"] = " ".join(part for group in REST for part in GROUPS[group])
    plain = Pose(values, tags)
    low = Staging(replace(scene, keys=(plain,), shares=(0.0,)), build).body(0.0)
    return Pose(values | {"rest_z": (round(z - low.frames["pelvis"][1][2], 4),)}, tags)


def text_of(pose: Pose) -> Iterator[str]:
    """Yield the lines of a pose's table."""
    x, y, _ = pose.values["anchor"]
    yield f'base = "{pose.tags["base"]}"'
    yield f'anchor = {{ joint = "pelvis", at = [{x:g}, {y:g}, "free"] }}'
    yield f"rest = {json.dumps(REST)}"
    for name, value in sorted(pose.values.items()):
        if name != "anchor" and value != DEFAULTS[name]:
            yield f"{name} = {value[0]:g}" if len(value) == 1 else f"{name} = [{', '.join(f'{v:g}' for v in value)}]"


def text() -> str:
    """Return the whole file."""
    build, parts = load_build(FOLDER / "body.npz", "woman"), [HEAD]
    for name, scene, moments in scenes():
        for at, share in zip(("begin", "hold"), moments, strict=False):
            parts.append("\n".join((f'[pose."{name}.{at}"]', *text_of(by_angles(scene, share, build)), "")))
    return "\n".join(parts)


if __name__ == "__main__":
    (FOLDER / PLAIN_POSES).parent.mkdir(exist_ok=True)
    (FOLDER / PLAIN_POSES).write_text(text(), "utf-8")
