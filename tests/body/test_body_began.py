"""Where the limbs that move began: seen pale in a picture by itself, and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from hipcoach.body.artist import Artist
from hipcoach.body.build import Build
from hipcoach.body.camera import camera
from hipcoach.body.depth_cue import pairs_of_limbs
from hipcoach.body.frame_file import frame_name, read_frame, still_name
from hipcoach.body.ghost import PaleBody, ghost
from hipcoach.body.mesh import Mesh
from hipcoach.body.paint import Look, Painter
from hipcoach.body.picture import PictureKey
from hipcoach.body.staging import Staging
from hipcoach.body.tones import tones
from hipcoach.body.types import Scene
from hipcoach.body.view import View
from tests.body.conftest import FOLDER

SIZE = (160, 120)


def _pale(mesh: Mesh) -> PaleBody:
    return PaleBody(mesh.faces, np.zeros(len(mesh.faces), np.int16), pairs_of_limbs(mesh))


def test_where_the_body_began_is_seen_behind_it_but_not_before_what_it_covers(
    scenes: Mapping[str, Scene], build: Build
) -> None:
    staging = Staging(scenes["bridge"], build)
    painter = Painter(
        staging, View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE), Look(tones(False))
    )
    end = staging.vertices(staging.body(1.0))
    plain, pale = (painter.picture(end, [], began=began).astype(int) for began in (None, staging.began))
    changed = np.abs(plain - pale).max(2) > 8
    assert changed.sum() > 60
    shirt = np.abs(plain[:, :, :3] - tones(False).shirt[::-1]).max(2) < 30
    assert shirt.sum() > 100
    assert (changed & shirt).sum() < 0.05 * shirt.sum()


def test_nothing_pale_is_seen_where_a_movement_goes_round_or_in_a_film(
    scenes: Mapping[str, Scene], build: Build, tmp_path: Path
) -> None:
    assert Staging(scenes["walking"], build).began is None
    assert Staging(scenes["buttock_squeeze"], build).began is None  # whose start would be seen as a second chest
    artist, key = Artist(FOLDER, tmp_path), PictureKey("bridge", 0, "woman", "light", False, *SIZE)
    last = len(artist.film(key).shares) - 1
    artist.frame(key, 0)
    artist.frame(key, last)
    film = (tmp_path / key.folder / frame_name(last)).read_bytes()
    alone = replace(key, alone=True)
    for each in (key, alone):
        artist.still(each, 1.0)  # which is no ground for the film
    artist.frame(key, last)
    assert (tmp_path / key.folder / frame_name(last)).read_bytes() == film
    stills = [read_frame(tmp_path / each.folder / still_name(1.0))[1] for each in (key, alone)]
    assert stills[0] != stills[1]  # beside the start none is seen


def test_only_limbs_that_move_are_seen_where_they_began(build: Build, scenes: Mapping[str, Scene]) -> None:
    staging = Staging(scenes["standing_hip_extension"], build)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    start, end = (staging.vertices(staging.body(share)) for share in (0.0, 1.0))
    mesh = build.mesh
    rows = np.flatnonzero(ghost(view, start, end, _pale(mesh), []).any(1))
    _, head, _ = view.screen(start[mesh.weight_of("head") > 0.5], 1)
    assert len(rows)
    assert rows.min() > head.max()  # which sways a little


def test_a_limb_that_moves_is_seen_whole_and_fades_out_where_it_has_hardly_moved(
    build: Build, scenes: Mapping[str, Scene]
) -> None:
    mesh, staging = build.mesh, Staging(scenes["standing_hip_extension"], build)
    now = staging.vertices(staging.body(0.0))
    began = now.copy()
    began[:, 0] += 0.2 * np.clip(1 - now[:, 2] / 0.4, 0, 1)  # the feet furthest
    view = View(camera(-90, 0), (-0.4, -1.05, 0.4, 0.05), *SIZE)
    pale = ghost(view, began, now, _pale(mesh), []).max(1)
    low, half, not_shown = (int(view.screen(np.array([[0.0, 0.0, z]]), 1)[1][0]) for z in (0.15, 0.37, 0.42))
    assert pale[low] > 1.3 * pale[half] > 0
    assert pale[not_shown] < 0.01
    began[:, 0] = now[:, 0] + 0.08 * np.clip(1 - now[:, 2] / 0.1, 0, 1)  # toes alone would be scraps
    assert not ghost(view, began, now, _pale(mesh), []).any()
