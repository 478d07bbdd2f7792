"""The painter: what is painted, into which file, and that a file which is not whole is refused."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hipcoach.body.artist import Artist
from hipcoach.body.build import Build
from hipcoach.body.camera import camera
from hipcoach.body.depth_cue import nearness, pairs_of_limbs
from hipcoach.body.folds import folds
from hipcoach.body.frame_file import FilmHead, frame_name, read_film, read_frame, still_name, write_film
from hipcoach.body.frame_folder import clean
from hipcoach.body.ground import ground_layer
from hipcoach.body.hair import from_crown, strands
from hipcoach.body.mesh import Array
from hipcoach.body.muscle_light import shown_strength
from hipcoach.body.outline import (
    EDGE_DARK,
    EYE,
    FIRST_OF_HANDS,
    HEM_DARK,
    HEMS,
    LID_DARK,
    RIM_DARK,
    TOUCH_DARK,
    edges,
    line_width,
)
from hipcoach.body.paint import Look, Painter
from hipcoach.body.picture import PictureKey
from hipcoach.body.prop_mesh import ROUND
from hipcoach.body.raster import SOFT, SOFTER, Hits, apart, together
from hipcoach.body.shadow import shadow
from hipcoach.body.staging import EVERY, MAT_MOST, Staging
from hipcoach.body.tones import tones
from hipcoach.body.types import Scene
from hipcoach.body.view import View
from tests.body.conftest import FOLDER

SIZE = (160, 120)


def painted(scene: Scene, build: Build, share: float, *, works: float = 0.0, reflected: bool = False) -> Array:
    staging = Staging(scene, build)
    seen_from = scene.camera.mirrored_body() if reflected else scene.camera
    painter = Painter(staging, View(seen_from, staging.bounds(scene.camera), *SIZE), Look(tones(False)))
    body = staging.body(share)
    skin = staging.vertices(body)
    return painter.picture(skin, staging.moving(body, skin), works)


def hits_of(width: int, height: int) -> Hits:
    pixel = np.arange(width * height, dtype=np.int32)
    return Hits(pixel, pixel // width, pixel % width, pixel, pixel, pixel, pixel)


def test_a_body_stands_in_the_picture(scenes: Mapping[str, Scene], build: Build) -> None:
    picture = painted(scenes["standing_side_leg_lift"], build, 0.0)
    solid = picture[:, :, 3] == 255
    assert 0.05 < solid.mean() < 0.6
    assert solid[:, 40:120].any(1).mean() > 0.75  # the body fills the picture in its longer direction


def test_what_works_is_seen_and_only_that_changes(scenes: Mapping[str, Scene], build: Build) -> None:
    plain, shown = (painted(scenes["bridge"], build, 1.0, works=works) for works in (0.0, 1.0))
    changed = (np.abs(plain.astype(int) - shown).max(2) > 24).sum()
    assert 40 < changed < 1500


@pytest.mark.parametrize(
    ("step", "other", "dark"),
    [(0.0, 0, 0.0), (0.0, 1, HEM_DARK), (0.0, EYE, LID_DARK), (0.004, 0, 0.0), (0.05, HEMS, EDGE_DARK)],
)
def test_lines_are_drawn_along_hems_and_before_what_is_behind(step: float, other: int, dark: float) -> None:
    hits, label = hits_of(8, 8), np.where(np.arange(64) % 8 < 4, 0, other)
    hits = replace(hits, depth=np.where(np.arange(64) % 8 < 4, step, 0).astype(np.float32))
    assert edges(hits, label, (8, 8), 1)[27] == pytest.approx(dark)


@pytest.mark.parametrize(
    ("part", "other", "dark"),
    [
        (0, FIRST_OF_HANDS, TOUCH_DARK),  # a hand on the belly
        (1, 4, TOUCH_DARK),  # an arm on the other leg
        (0, 3, 0.0),  # a leg where it grows out of the trunk
        (1, FIRST_OF_HANDS, 0.0),  # a hand at the end of its arm
        (2, FIRST_OF_HANDS, TOUCH_DARK),  # and on the other arm
    ],
)
def test_a_line_tells_a_hand_from_what_it_lies_on(part: int, other: int, dark: float) -> None:
    label = np.where(np.arange(64) % 8 < 4, part, other) * HEMS
    hits = replace(hits_of(8, 8), depth=np.zeros(64, np.float32))
    assert edges(hits, label, (8, 8), 1)[27] == pytest.approx(dark)


@pytest.mark.parametrize(("width", "finer", "pixels"), [(165, 2, 1), (384, 2, 1), (800, 2, 2), (1600, 1, 2)])
def test_lines_are_finer_in_small_pictures(width: int, finer: int, pixels: int) -> None:
    assert line_width(width, finer) == pixels


def test_the_line_round_everything_is_wider_than_those_within() -> None:
    hits = replace(hits_of(12, 12), depth=np.zeros(144, np.float32))
    found = edges(hits, np.zeros(144, np.int16), (12, 12), 2).reshape(12, 12)
    assert found[6] == pytest.approx([RIM_DARK] * 3 + [0.0] * 6 + [RIM_DARK] * 3)


def test_the_far_arm_and_leg_are_darker_seen_from_the_side_and_not_from_before(build: Build) -> None:
    mesh, limbs = build.mesh, pairs_of_limbs(build.mesh)
    right, before = (nearness(mesh.vertices, limbs, np.array(to)) for to in ((0.0, -1.0, 0.0), (1.0, 0.0, 0.0)))
    for stem in ("lowerleg01", "lowerarm01"):
        far, near = (mesh.weight_of(f"{stem}.{side}") > 0.9 for side in "LR")
        assert right[far].max() < 0.9 * right[near].min()
    assert before.min() > 0.99
    assert right[mesh.weight_of("head") > 0.9].min() == 1.0


@pytest.mark.parametrize(("beside", "shown"), [(0.01, 0.0), (0.2, 0.5)])
def test_a_muscle_ends_softly_and_never_on_the_limb_beside_it(beside: float, shown: float) -> None:
    pixel = np.arange(40 * 40)
    row, column = pixel // 40, pixel % 40
    found = shown_strength(row, column, np.where(column < 20, 1.0, beside).astype(np.float32), 2, 2)
    assert found[column == 5] == pytest.approx(1.0, abs=0.01)
    assert found[column == 20].mean() == pytest.approx(shown, abs=0.15)


@pytest.mark.parametrize(("strength", "shown"), [(0.41, 0.0), (0.66, 1.0)])
def test_what_fades_out_round_a_muscle_is_not_of_it(strength: float, shown: float) -> None:
    pixel = np.arange(20 * 20)
    found = shown_strength(pixel // 20, pixel % 20, np.full(400, strength, np.float32), 2, 1)
    assert found == pytest.approx(shown, abs=0.01)


def test_what_is_stretched_has_another_colour_than_what_works(scenes: Mapping[str, Scene], build: Build) -> None:
    bridge = scenes["bridge"]
    works, stretched = (painted(replace(bridge, stretched=each), build, 1.0, works=1.0) for each in (False, True))
    changed = np.abs(works.astype(int) - stretched).max(2) > 24
    assert 40 < changed.sum() < 1500
    assert stretched[changed][:, 0].mean() > works[changed][:, 0].mean() + 60  # bluer


def test_of_two_parts_no_muscle_shows_before_the_second(tmp_path: Path) -> None:
    artist, seen = Artist(FOLDER, tmp_path), []
    violet = np.array(tones(False).stretches[::-1])
    for share in (0.5, 1.0):  # of a movement whose second part begins at 0.5
        key = PictureKey("wall_backbend", 0, "woman", "light", False, *SIZE)
        artist.still(key, share)
        pixels = np.frombuffer(read_frame(tmp_path / key.folder / still_name(share))[1], np.uint8).reshape(-1, 4)
        seen.append(int((np.abs(pixels[:, :3].astype(int) - violet).max(1) < 30).sum()))
    assert seen[0] == 0
    assert seen[1] > 8


def test_a_strap_is_taut_from_the_hand_to_the_sole(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["strap_leg_out"], build)
    for share in (0.0, 1.0):
        body = staging.body(share)
        (strap,) = staging.moving(body, staging.vertices(body))
        hand, sole = (np.array(build.point(body.frames, name)) for name in ("palm_r", "sole_in_r"))
        along = (sole - hand) / np.linalg.norm(sole - hand)
        off = np.linalg.norm(np.cross(strap.vertices - hand, along), axis=1)
        reached = (strap.vertices - hand) @ along
        assert off[np.abs(reached - np.linalg.norm(sole - hand)) < 0.02].min() < 0.02  # it comes to the sole
        ring = strap.vertices[:ROUND].mean(0), strap.vertices[ROUND : 2 * ROUND].mean(0)  # its first two places
        assert np.linalg.norm(ring[1] - ring[0]) > 0.8 * np.linalg.norm(sole - hand)  # nothing between them bends


def test_only_cloth_has_folds(build: Build) -> None:
    light, cloth = folds(build.mesh), build.mesh.cloth[:, :2].max(1)
    assert np.ptp(light[cloth > 0.01]) > 0.1
    assert (light[cloth <= 0] == 1.0).all()


def test_a_pool_has_tiles_up_to_the_water(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["water_aerobics"], build)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)
    alpha = ground_layer(staging, view, tones(False))[:, :, 3]
    _, (top, low), _ = view.screen(np.array([[0, 0, z] for z in (staging.scene.props[0].size[2], 0.05)]), 1)
    within = alpha[int(top) + 2 : int(low) - 2, 40:120]
    for across in (0, 1):
        line = within.mean(across) > within.mean() + 10
        assert np.diff(line.astype(int)).clip(0).sum() >= 3
    assert not alpha[: int(top) - 2, 40:120].any()


def test_a_mat_is_no_wider_than_one_is(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["strap_leg_out"], build)
    assert staging.ground is not None
    _, _, right, left = staging.ground
    assert left - right <= 2 * MAT_MOST + 1e-6
    legs = build.mesh.weight_of("upperleg", "lowerleg", "foot")[::EVERY] > 0.5
    assert staging.sampled[-1][legs, 1].min() > right  # the leg lies on it
    assert staging.sampled[-1][:, 1].max() > left + 0.05  # the arm lies beyond it


def test_a_wall_has_a_line_round_it(scenes: Mapping[str, Scene], build: Build) -> None:
    staging, look = Staging(scenes["wall_backbend"], build), tones(False)
    view = View(staging.scene.camera, staging.bounds(staging.scene.camera), 640, 480)
    layer = ground_layer(staging, view, look)[200:240]  # above the floor, below where a wall fades
    solid = layer[layer[:, :, 3] > 250]
    assert solid[:, 0].min() < min(look.wall + look.skirting) - 5  # darker than its face and its end


def test_sub_pixels_are_averaged_and_edges_softened() -> None:
    values, hits, layer = np.zeros((6, 8), np.float32), hits_of(8, 6), np.zeros((1, 48), np.float32)
    values[:, 4:] = 1
    values[2:4, 0] = 0.5
    layer[0, apart(hits, 8, 6, 2)] = values.reshape(-1)
    found = together(layer, 8, 6, 2)[:, :, 0]
    assert found[0, 1:3] == pytest.approx([SOFTER, 1 - SOFTER])  # a step is less steep
    assert found[1, 0] == pytest.approx(0.25 * (1 - 2 * SOFTER))  # of the mean of four
    edge = np.repeat([[[0.0, 0.0, 1.0, 1.0]]], 4, 1)
    assert together(edge, 4, 4, 1)[1, :, 0] == pytest.approx([0.0, SOFT, 1 - SOFT, 1.0])


def test_what_touches_the_floor_is_darkest_below(scenes: Mapping[str, Scene]) -> None:
    view, floor = View(scenes["bridge"].camera, (-0.5, -0.5, 0.5, 0.5), *SIZE), (np.zeros(3), np.array([0, 0, 1.0]))
    patch = np.array([(x / 200, y / 200, 0.0) for x in range(20) for y in range(20)])
    found = (shadow(patch + np.array([0, 0, z]), np.full(400, 3e-5), floor, view, 0.3) for z in (0.0, 0.06))
    touching, above = (place[1].max() for place in found if place)
    assert touching > 3.2 * above
    assert shadow(patch + np.array([0, 0, 0.1]), np.full(400, 3e-5), floor, view, 0.3) is None  # no ghost of a leg
    turned = View(camera(-90, 0), (-0.5, -0.5, 0.5, 0.5), *SIZE)  # a wall as the floor was seen, and what touches it
    walls = [(np.zeros(3), np.array([0, -1.0, 0])), (np.array([0, 0.06, 0]), np.array([0, -1.0, 0]))]
    on_wall, off_wall = (shadow(patch[:, [0, 2, 1]], np.full(400, 3e-5), wall, turned, 0.3) for wall in walls)
    assert on_wall is not None
    assert on_wall[1].max() > 0.6 * 0.3 * 1.8 > 3 * (0 if off_wall is None else off_wall[1].max())


def test_hair_falls_in_strands_from_the_crown(build: Build) -> None:
    turns = np.linspace(-3.0, 3.0, 60)
    places = np.stack([np.cos(turns), np.sin(turns), np.full(60, 0.5)], 1)
    assert np.ptp(strands(places)) > 0.1  # round the head
    crown = build.mesh.vertices[:, 2].argmax()
    assert from_crown(build.mesh)[crown, 2] == pytest.approx(1.0)


def test_the_body_alone_is_reflected(scenes: Mapping[str, Scene], build: Build) -> None:
    behind = replace(scenes["standing_side_leg_lift"], camera=camera(180, 15))
    left, right = (painted(behind, build, 1.0, reflected=r) for r in (False, True))
    assert np.abs(left[:, ::-1].astype(int) - right).mean() < 4


def test_an_artist_paints_into_files_that_read_back(tmp_path: Path) -> None:
    artist, key = Artist(FOLDER, tmp_path), PictureKey("bridge", 0, "man", "dark", True, *SIZE)
    artist.still(key, 1.0)
    head, pixels = read_frame(tmp_path / key.folder / still_name(1.0))
    assert (head.width, head.height) == SIZE
    assert len(pixels) == 4 * head.wide * head.high
    assert not head.arrows  # none in the hold
    assert head.back
    film = artist.film(key)
    assert read_film(tmp_path / key.folder) == film
    artist.frame(key, len(film.shares) - 1)
    last, _ = read_frame(tmp_path / key.folder / frame_name(len(film.shares) - 1))
    assert last.wide * last.high < SIZE[0] * SIZE[1]  # only what differs from the first is kept


@pytest.mark.parametrize("content", [b"", b"{}\n", b"not json\n\x00", None])
def test_a_frame_that_is_not_whole_is_refused(tmp_path: Path, content: bytes | None) -> None:
    artist, key = Artist(FOLDER, tmp_path), PictureKey("changes~prone", 0, "woman", "light", False, 64, 48)
    path = tmp_path / key.folder / still_name(0.0)
    artist.still(key, 0.0)
    path.write_bytes(path.read_bytes()[:-20] if content is None else content)
    with pytest.raises(ValueError, match="frame"):
        read_frame(path)


def test_the_oldest_frames_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for age, name in enumerate(("new", "old", "oldest")):
        (tmp_path / name).mkdir()
        write_film(tmp_path / name, FilmHead((0.0, 1.0)))
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    monkeypatch.setattr("hipcoach.body.frame_folder.LIMIT_BYTES", 100)
    clean(tmp_path, keep="oldest")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new", "oldest"]
