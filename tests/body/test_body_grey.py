"""A leaflet from a grey printer: what stands side by side differs in lightness, and is not told by its colour alone."""

import pytest

from hipcoach.body.tones import SKINS, tones

APART = 30  # of 255: what a worn printer still tells apart


def lightness(colour: tuple[int, int, int]) -> float:
    """Return what a grey printer makes of a colour."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("skin", SKINS)
def test_clothes_skin_mat_and_paper_are_told_apart_in_grey(skin: str) -> None:
    look = tones(dark=False)
    beside = [
        (look.shirt, look.shorts),
        (look.works, look.shorts),
        (look.works_rim, look.shorts),
        (look.works, look.stretches),
        (look.works_rim, look.stretches_rim),
        (look.stretches, look.shorts),
        (look.stretches_rim, look.shirt),
        (look.stretches_rim if skin != "dark" else look.stretches, SKINS[skin][0]),
        (look.mat_edge, (255, 255, 255)),
        (look.mat, look.outline),
        (SKINS[skin][0], look.outline),
    ]
    assert [pair for pair in beside if abs(lightness(pair[0]) - lightness(pair[1])) < APART] == []
